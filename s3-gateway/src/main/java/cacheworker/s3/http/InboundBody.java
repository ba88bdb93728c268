package cacheworker.s3.http;

import cacheworker.core.base.Blocking;
import cacheworker.core.base.NonBlocking;
import cacheworker.s3.request.MalformedRequestException;
import cacheworker.s3.request.MalformedRequestException.Fault;
import cacheworker.s3.request.RequestBody;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The body of one request between the event loop, which brings buffers, and one request thread, which takes them. A
 * buffer is asked for only when the reader has room: at most {@link #AHEAD} are here or on their way. The buffer that
 * the reader is looking at is released by the reader alone, so that a connection that breaks never takes it away.
 */
final class InboundBody implements RequestBody {
    /** Buffers in the queue or asked for: the next one arrives while the reader works on the one before. */
    private static final int AHEAD = 2;

    private final Runnable askLoop;
    private final Duration timeout;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final ArrayDeque<ByteBuf> queue = new ArrayDeque<>();

    private int asked;
    private boolean ended;
    private boolean discarding;
    private boolean timedOut;
    private long received;
    private @Nullable IOException gone;
    private @Nullable MalformedRequestException broken;
    private @Nullable ByteBuf current;

    /**
     * A body of which nothing has arrived.
     *
     * @param askLoop makes the connection bring one more buffer; called by the reader
     * @param timeout how long the reader waits for one
     */
    InboundBody(Runnable askLoop, Duration timeout) {
        this.askLoop = askLoop;
        this.timeout = timeout;
    }

    @Override
    @Blocking
    public @Nullable ByteBuffer next() throws IOException, MalformedRequestException {
        releaseCurrent();
        lock.lock();
        try {
            long left = timeout.toNanos();
            while (queue.isEmpty() && !ended && gone == null && broken == null) {
                askForMore();
                if (left <= 0) {
                    timedOut = true;
                    throw new MalformedRequestException(
                            Fault.TIMEOUT,
                            "Your socket connection to the server was not read from or written to within "
                                    + timeout.toSeconds() + " seconds; " + received + " bytes of the body arrived");
                }
                left = arrived.awaitNanos(left);
            }
            ByteBuf next = queue.poll();
            if (next == null) {
                return atEnd();
            }
            askForMore();
            current = next;
            return next.nioBuffer();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException stopped = new InterruptedIOException("the worker is stopping");
            stopped.initCause(e);
            throw stopped;
        } finally {
            lock.unlock();
        }
    }

    /** What the reader gets when the queue is empty and nothing more comes. */
    private @Nullable ByteBuffer atEnd() throws IOException, MalformedRequestException {
        if (broken != null) {
            throw broken;
        }
        if (gone != null) {
            throw gone;
        }
        return null;
    }

    private void askForMore() {
        while (!ended && gone == null && broken == null && asked + queue.size() < AHEAD) {
            asked++;
            askLoop.run();
        }
    }

    /**
     * Takes over a buffer. On the event loop.
     *
     * @return whether the loop has to bring the next one: the reader asked for more than this, or is gone
     */
    @NonBlocking
    boolean offer(ByteBuf buffer) {
        lock.lock();
        try {
            received += buffer.readableBytes();
            if (discarding || gone != null || !buffer.isReadable()) {
                buffer.release();
            } else {
                asked = Math.max(0, asked - 1);
                queue.add(buffer);
                arrived.signal();
            }
            return discarding || asked > 0;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the reader waits for a buffer that has not come. */
    @NonBlocking
    boolean isWanted() {
        lock.lock();
        try {
            return asked > 0;
        } finally {
            lock.unlock();
        }
    }

    /** The last buffer has been offered. On the event loop. */
    @NonBlocking
    void end() {
        lock.lock();
        try {
            ended = true;
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /** The connection will bring nothing more. On the event loop. */
    @NonBlocking
    void fail(IOException why) {
        lock.lock();
        try {
            if (!ended && gone == null) {
                gone = why;
                arrived.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The body is no HTTP from here on. On the event loop. */
    @NonBlocking
    void fail(MalformedRequestException why) {
        lock.lock();
        try {
            if (!ended && broken == null) {
                broken = why;
                arrived.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The reader is done: gives back what it did not take, and from now on what still arrives. */
    @NonBlocking
    void readerGone() {
        releaseCurrent();
        lock.lock();
        try {
            discarding = true;
            for (ByteBuf buffer = queue.poll(); buffer != null; buffer = queue.poll()) {
                buffer.release();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether the client was silent for too long. */
    @NonBlocking
    boolean timedOut() {
        lock.lock();
        try {
            return timedOut;
        } finally {
            lock.unlock();
        }
    }

    /** Bytes that arrived so far. */
    @NonBlocking
    long received() {
        lock.lock();
        try {
            return received;
        } finally {
            lock.unlock();
        }
    }

    private void releaseCurrent() {
        ByteBuf last = current;
        current = null;
        if (last != null) {
            last.release();
        }
    }
}
