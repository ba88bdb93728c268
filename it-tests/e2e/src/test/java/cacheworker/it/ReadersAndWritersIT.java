package cacheworker.it;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.it.env.Clients;
import cacheworker.it.env.Project;
import cacheworker.it.env.S3ProxyProcess;
import cacheworker.it.env.WorkerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Many clients read an object while it is overwritten, copied over and deleted through the worker: each gets one
 * version, none that is older than what was acknowledged before it asked, or none at all.
 */
class ReadersAndWritersIT {
    private static final int READERS = 32;
    private static final int WORDS = 400_000;
    private static final Duration LENGTH = Duration.ofSeconds(Project.isFullRun() ? 60 : 8);

    @TempDir
    Path home;

    private final Map<String, Integer> versions = new ConcurrentHashMap<>();
    private final ConcurrentSkipListSet<Integer> deletions = new ConcurrentSkipListSet<>();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger whole = new AtomicInteger();
    private final AtomicInteger missing = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();

    @Test
    void overALocalUfs() throws Exception {
        try (WorkerProcess worker =
                new WorkerProcess(home).localUfs(home.resolve("ufs")).start()) {
            run(worker);
        }
    }

    @Test
    void overAnS3Ufs() throws Exception {
        try (S3ProxyProcess ufs = new S3ProxyProcess(home);
                S3Client direct = Clients.sdk(ufs.endpoint(), S3ProxyProcess.ACCESS_KEY, S3ProxyProcess.SECRET_KEY);
                WorkerProcess worker = new WorkerProcess(home)) {
            direct.createBucket(b -> b.bucket("backing"));
            run(worker.s3Ufs(ufs, "s3://backing/").start());
        }
    }

    private void run(WorkerProcess worker) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        long end = System.nanoTime() + LENGTH.toNanos();
        try (S3Client s3 = Clients.sdk(worker)) {
            s3.createBucket(b -> b.bucket("busy"));
            change(s3, 4);
            List<Future<?>> all = new ArrayList<>();
            for (int reader = 0; reader < READERS; reader++) {
                all.add(threads.submit(() -> {
                    HttpClient client = HttpClient.newHttpClient();
                    while (System.nanoTime() < end) {
                        read(client, URI.create(worker.endpoint() + "/busy/o"));
                    }
                    return null;
                }));
            }
            int number = 5;
            for (; System.nanoTime() < end; number++) {
                change(s3, number);
            }
            for (Future<?> one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
            assertThat(worker.isAlive()).isTrue();
            assertThat(whole.get()).isGreaterThan(READERS);
            System.out.printf(
                    "%d changes; %d whole bodies, %d times none, %d broken off%n",
                    number, whole.get(), missing.get(), broken.get());
        } finally {
            threads.shutdownNow();
        }
    }

    private static byte[] content(int version) {
        ByteBuffer content = ByteBuffer.allocate((WORDS + version % 7 * 1000) * Long.BYTES);
        while (content.hasRemaining()) {
            content.putLong(version);
        }
        return content.array();
    }

    private void change(S3Client s3, int number) throws NoSuchAlgorithmException {
        byte[] content = content(number);
        String md5 = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
        versions.put('"' + md5 + '"', number);
        begun.set(number);
        switch (number % 4) {
            case 1 -> {
                s3.putObject(b -> b.bucket("busy").key("source"), RequestBody.fromBytes(content));
                s3.copyObject(b -> b.sourceBucket("busy")
                        .sourceKey("source")
                        .destinationBucket("busy")
                        .destinationKey("o"));
            }
            case 2 -> {
                deletions.add(number);
                s3.deleteObject(b -> b.bucket("busy").key("o"));
            }
            default -> s3.putObject(b -> b.bucket("busy").key("o"), RequestBody.fromBytes(content));
        }
        acknowledged.set(number);
    }

    private void read(HttpClient client, URI object) throws InterruptedException {
        int oldest = acknowledged.get();
        HttpResponse<byte[]> answer;
        try {
            answer = client.send(HttpRequest.newBuilder(object).build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            broken.incrementAndGet();
            return;
        }
        int newest = begun.get();
        if (answer.statusCode() == 404) {
            missing.incrementAndGet();
            Integer deletion = deletions.ceiling(oldest);
            assertThat(deletion).as("a deletion in " + oldest + " to " + newest).isNotNull();
            assertThat(deletion).isLessThanOrEqualTo(newest);
            return;
        }
        assertThat(answer.statusCode()).isEqualTo(200);
        ByteBuffer body = ByteBuffer.wrap(answer.body());
        int version = (int) body.getLong(0);
        assertThat(version).isBetween(oldest, newest);
        assertThat(answer.body()).as("version " + version).isEqualTo(content(version));
        assertThat(answer.headers().firstValue("ETag").map(versions::get)).contains(version);
        whole.incrementAndGet();
    }
}
