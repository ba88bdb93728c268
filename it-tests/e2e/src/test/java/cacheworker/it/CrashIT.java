package cacheworker.it;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.it.env.Clients;
import cacheworker.it.env.Project;
import cacheworker.it.env.WorkerProcess;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** I2, I11: the worker is killed at random instants while clients write; what was acknowledged is what is read. */
class CrashIT {
    private static final int WRITERS = 8;
    private static final int KEYS_PER_WRITER = 12;
    private static final int LARGEST = 3 << 20;
    private static final String BUCKET = "crash";

    @TempDir
    Path home;

    @Test
    void everyAcknowledgedStateIsReadAfterAKill() throws InterruptedException {
        long seed = Long.getLong("cases.seed", System.nanoTime());
        System.out.println("crash seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        int rounds = Project.isFullRun() ? 150 : 50;
        try (WorkerProcess worker = new WorkerProcess(home).localUfs(home.resolve("ufs"))) {
            worker.property("alluxio.user.file.metadata.sync.interval", "-1").start();
            try (S3Client s3 = Clients.sdk(worker)) {
                s3.createBucket(b -> b.bucket(BUCKET));
            }
            List<Writer> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                writers.add(new Writer(i, random.split()));
            }
            for (int round = 0; round < rounds; round++) {
                writeUntilKilled(worker, writers, random.nextInt(50, 700));
                worker.start();
                for (Writer writer : writers) {
                    writer.verify(worker);
                }
            }
            long hits = writers.stream().mapToLong(w -> w.hits).sum();
            long published = writers.stream().mapToLong(w -> w.published).sum();
            System.out.printf("%d rounds, %d of %d acknowledged objects hit after a kill%n", rounds, hits, published);
            assertThat((double) hits / published).isGreaterThanOrEqualTo(0.99);
        }
    }

    private static void writeUntilKilled(WorkerProcess worker, List<Writer> writers, int millis)
            throws InterruptedException {
        AtomicBoolean stopped = new AtomicBoolean();
        List<Thread> threads = new ArrayList<>();
        for (Writer writer : writers) {
            Thread thread = new Thread(() -> writer.run(worker, stopped));
            thread.start();
            threads.add(thread);
        }
        TimeUnit.MILLISECONDS.sleep(millis);
        worker.kill();
        stopped.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** A client with keys of its own, which logs every state that was acknowledged. */
    private static final class Writer {
        private final int number;
        private final SplittableRandom random;
        /** What each key may read as: the acknowledged state, and that of a write whose outcome is unknown. */
        private final Map<String, Set<Integer>> possible = new HashMap<>();

        private int version;
        private long hits;
        private long published;

        Writer(int number, SplittableRandom random) {
            this.number = number;
            this.random = random;
        }

        void run(WorkerProcess worker, AtomicBoolean stopped) {
            try (S3Client s3 = Clients.sdkOnce(worker)) {
                while (!stopped.get()) {
                    step(s3);
                }
            }
        }

        private void step(S3Client s3) {
            String key = "w" + number + "/k" + random.nextInt(KEYS_PER_WRITER);
            boolean delete = random.nextInt(5) == 0;
            int next = delete ? 0 : ++version;
            Set<Integer> before = possible.getOrDefault(key, Set.of(0));
            Set<Integer> during = new HashSet<>(before);
            during.add(next);
            possible.put(key, during);
            try {
                if (delete) {
                    s3.deleteObject(b -> b.bucket(BUCKET).key(key));
                } else {
                    s3.putObject(b -> b.bucket(BUCKET).key(key), RequestBody.fromBytes(content(key, next)));
                }
                possible.put(key, Set.of(next));
            } catch (SdkException e) {
                // Killed in the middle: either state may be what is left.
            }
        }

        void verify(WorkerProcess worker) {
            try (S3Client s3 = Clients.sdkOnce(worker)) {
                possible.replaceAll((key, states) -> Set.of(readState(s3, key, states)));
            }
        }

        private int readState(S3Client s3, String key, Set<Integer> states) {
            byte[] bytes;
            try {
                var response = s3.getObjectAsBytes(b -> b.bucket(BUCKET).key(key));
                bytes = response.asByteArrayUnsafe();
                if (states.size() == 1) {
                    published++;
                    hits += "hit".equals(cacheHeader(response.response())) ? 1 : 0;
                }
            } catch (NoSuchKeyException e) {
                assertThat(states).as("%s is gone", key).contains(0);
                return 0;
            }
            int state = ByteBuffer.wrap(bytes).getInt();
            assertThat(states).as("version of %s", key).contains(state);
            assertThat(bytes).as("%s version %d", key, state).isEqualTo(content(key, state));
            return state;
        }

        private static String cacheHeader(GetObjectResponse response) {
            return response.sdkHttpResponse().firstMatchingHeader("x-cache").orElse("");
        }

        /** Bytes that only this key in this version has; the first four say which version. */
        private static byte[] content(String key, int version) {
            CRC32C crc = new CRC32C();
            crc.update((key + version).getBytes(StandardCharsets.UTF_8));
            SplittableRandom bytes = new SplittableRandom(crc.getValue());
            int length = 4 + (bytes.nextInt(4) == 0 ? bytes.nextInt(LARGEST) : bytes.nextInt(20_000));
            ByteBuffer content = ByteBuffer.allocate(length);
            byte[] rest = new byte[length - 4];
            bytes.nextBytes(rest);
            return content.putInt(version).put(rest).array();
        }
    }

    @Test
    void whatWasCachedIsHitAfterAKill() {
        int objects = 400;
        try (WorkerProcess worker = new WorkerProcess(home).localUfs(home.resolve("ufs"))) {
            worker.start();
            try (S3Client s3 = Clients.sdk(worker)) {
                s3.createBucket(b -> b.bucket(BUCKET));
                for (int i = 0; i < objects; i++) {
                    int size = 1_000 + 997 * i;
                    String key = "o" + i;
                    s3.putObject(b -> b.bucket(BUCKET).key(key), RequestBody.fromBytes(new byte[size]));
                }
            }
            worker.kill();
            worker.start();
            int hits = 0;
            try (S3Client s3 = Clients.sdk(worker)) {
                for (int i = 0; i < objects; i++) {
                    String key = "o" + i;
                    hits += s3.getObjectAsBytes(b -> b.bucket(BUCKET).key(key))
                                    .response()
                                    .sdkHttpResponse()
                                    .firstMatchingHeader("x-cache")
                                    .filter("hit"::equals)
                                    .isPresent()
                            ? 1
                            : 0;
                }
            }
            System.out.printf("%d of %d objects hit after a kill%n", hits, objects);
            assertThat(hits).isGreaterThanOrEqualTo(objects * 99 / 100);
        }
    }

    @Test
    void requestsInFlightAreFinishedOnSigterm() throws InterruptedException {
        try (WorkerProcess worker = new WorkerProcess(home).localUfs(home.resolve("ufs"))) {
            worker.start();
            byte[] content = new byte[40 << 20];
            new SplittableRandom(1).nextBytes(content);
            try (S3Client s3 = Clients.sdkOnce(worker)) {
                s3.createBucket(b -> b.bucket(BUCKET));
                s3.putObject(b -> b.bucket(BUCKET).key("big"), RequestBody.fromBytes(content));
                Thread reader;
                List<byte[]> read = new ArrayList<>();
                try (var body = s3.getObject(b -> b.bucket(BUCKET).key("big"))) {
                    reader = new Thread(worker::stop);
                    reader.start();
                    TimeUnit.MILLISECONDS.sleep(300);
                    read.add(body.readAllBytes());
                } catch (java.io.IOException e) {
                    throw new AssertionError("the response broke off", e);
                }
                reader.join(Duration.ofSeconds(60).toMillis());
                assertThat(read.get(0)).isEqualTo(content);
                assertThat(worker.isAlive()).isFalse();
            }
        }
    }
}
