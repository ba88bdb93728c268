package cacheworker.ufs.s3;

import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import software.amazon.awssdk.services.s3.S3Client;

/** Runs uploads, as many at once as there are connections for them. */
final class Uploads implements AutoCloseable {
    private static final long KEEP_SECONDS = 30;

    private final S3Clients clients;
    private final S3Failures failures;
    private final Semaphore slots;
    private final ThreadPoolExecutor threads;
    private final Set<UploadCall<?>> running = ConcurrentHashMap.newKeySet();

    Uploads(S3Clients clients, S3Failures failures) {
        this.clients = clients;
        this.failures = failures;
        this.slots = new Semaphore(clients.settings().connections());
        AtomicInteger number = new AtomicInteger();
        // Bounded by the slots: a thread that has just given its slot back may not be idle yet.
        this.threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, KEEP_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "s3-upload-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /**
     * Where the body of a request goes; nothing is sent yet.
     *
     * @param request what to send
     * @param meanings what the failures of this request mean
     * @param <R> the answer
     */
    <R> BodyOutput<R> begin(BodyRequest<R> request, S3Failures meanings) {
        return new BodyOutput<>(request, this, clients.settings().timeouts(), meanings);
    }

    /**
     * Begins to send.
     *
     * @param request what to send
     * @param pipe the body
     * @param <R> the answer
     * @return the running call
     * @throws UfsException THROTTLED when no slot becomes free
     */
    <R> UploadCall<R> start(BodyRequest<R> request, UploadPipe pipe) throws UfsException {
        acquire(request.key());
        UploadCall<R> call = null;
        try {
            UploadCall<R> made = new UploadCall<>(clients.uploads(), request, pipe, slots::release);
            call = made;
        } finally {
            if (call == null) {
                slots.release();
            }
        }
        running.removeIf(UploadCall::isDone);
        running.add(call);
        if (threads.isShutdown()) {
            call.abort();
        }
        threads.execute(call);
        return call;
    }

    /**
     * Sends a request that publishes something without a stream: once, and with no time limit but that of the socket,
     * because services keep the connection alive while they work.
     *
     * @param key what it writes to
     * @param call sends it, with the client that it is given
     * @param <R> the answer
     * @return the answer; what the SDK throws comes through
     * @throws UfsException THROTTLED when no slot becomes free
     */
    <R> R once(String key, Function<S3Client, R> call) throws UfsException {
        acquire(key);
        try {
            return call.apply(clients.uploads());
        } finally {
            slots.release();
        }
    }

    private void acquire(String key) throws UfsException {
        Duration patience = clients.settings().timeouts().acquire();
        try {
            if (!slots.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw failures.of(
                        Kind.THROTTLED,
                        key,
                        "all " + clients.settings().connections() + " uploads at once (alluxio.underfs.s3.threads.max)"
                                + " have been in use for " + patience.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failures.of(Kind.UNAVAILABLE, key, "interrupted while waiting to be sent", e);
        }
    }

    /** Aborts what is running. */
    @Override
    public void close() {
        threads.shutdown();
        running.forEach(UploadCall::abort);
    }
}
