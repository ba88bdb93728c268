package cacheworker.it;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.it.env.Project;
import cacheworker.it.env.WorkerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of the cache are damaged under a worker that serves: bodies are right or broken off, and it goes on. */
class DamagedCacheIT {
    private static final int OBJECTS = 12;
    private static final int READERS = 8;
    private static final Duration LENGTH = Duration.ofSeconds(Project.isFullRun() ? 60 : 8);

    @TempDir
    Path home;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger whole = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();
    private byte[][] contents;
    private WorkerProcess worker;

    @BeforeEach
    void fill() throws Exception {
        Path bucket = Files.createDirectories(home.resolve("ufs/b"));
        contents = new byte[OBJECTS][];
        for (int i = 0; i < OBJECTS; i++) {
            contents[i] = new byte[i % 3 == 0 ? 10_000 : i % 3 == 1 ? 60_000 : 5_000_000 + i];
            new SplittableRandom(i).nextBytes(contents[i]);
            Files.write(bucket.resolve("o" + i), contents[i]);
        }
        worker = new WorkerProcess(home)
                .localUfs(home.resolve("ufs"))
                .property(
                        "alluxio.worker.page.store.dirs", home.resolve("cache").toString())
                .property("alluxio.worker.page.store.sizes", "256MB")
                .start();
        HttpClient client = HttpClient.newHttpClient();
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < OBJECTS; i++) {
                assertThat(get(client, i).body()).isEqualTo(contents[i]);
            }
        }
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        worker.close();
    }

    private HttpResponse<byte[]> get(HttpClient client, int object) throws IOException, InterruptedException {
        URI uri = URI.create(worker.endpoint() + "/b/o" + object);
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray());
    }

    /** What is done to the cache, again and again. */
    private interface Damage {
        void apply(SplittableRandom random) throws IOException;
    }

    private void readWhile(Damage damage) throws Exception {
        long end = System.nanoTime() + LENGTH.toNanos();
        List<Future<?>> readers = new ArrayList<>();
        for (int reader = 0; reader < READERS; reader++) {
            int seed = reader;
            readers.add(threads.submit(() -> {
                HttpClient client = HttpClient.newHttpClient();
                SplittableRandom random = new SplittableRandom(seed);
                while (System.nanoTime() < end) {
                    read(client, random.nextInt(OBJECTS));
                }
                return null;
            }));
        }
        SplittableRandom random = new SplittableRandom(99);
        int times = 0;
        for (; System.nanoTime() < end; times++) {
            damage.apply(random);
            TimeUnit.MILLISECONDS.sleep(100);
        }
        for (Future<?> reader : readers) {
            reader.get(60, TimeUnit.SECONDS);
        }
        System.out.printf("damaged %d times: %d bodies whole, %d broken off%n", times, whole.get(), broken.get());
        assertThat(worker.isAlive()).as(worker.output()).isTrue();
        HttpClient client = HttpClient.newHttpClient();
        for (int i = 0; i < OBJECTS; i++) {
            assertThat(get(client, i).body()).isEqualTo(contents[i]);
        }
        assertThat(whole.get()).isGreaterThan(10 * OBJECTS);
    }

    private void read(HttpClient client, int object) throws InterruptedException {
        try {
            HttpResponse<byte[]> answer = get(client, object);
            assertThat(answer.statusCode()).isEqualTo(200);
            int difference = Arrays.mismatch(answer.body(), contents[object]);
            assertThat(difference)
                    .as(
                            "object %d of %d bytes, %s",
                            object, contents[object].length, answer.headers().map())
                    .isEqualTo(-1);
            whole.incrementAndGet();
        } catch (IOException e) {
            broken.incrementAndGet();
        }
    }

    private List<Path> regions() throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("cache"))) {
            return files.filter(file -> file.toString().endsWith(".region"))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    @Test
    void regionsAreEmptied() throws Exception {
        readWhile(random -> cut(random, 0));
    }

    /** Not while they are sent: the kernel blanks the rest of a memory page that a socket may still have. */
    @Test
    void regionsAreCutShort() throws Exception {
        SplittableRandom random = new SplittableRandom(7);
        HttpClient client = HttpClient.newHttpClient();
        for (int round = 0; round < 20; round++) {
            cut(random, random.nextLong(5_000_000));
            for (int i = 0; i < OBJECTS; i++) {
                assertThat(Arrays.mismatch(get(client, i).body(), contents[i])).isEqualTo(-1);
            }
        }
        assertThat(worker.metric("cacheworker_bad_pages_total")).isPositive();
    }

    private void cut(SplittableRandom random, long length) throws IOException {
        List<Path> regions = regions();
        if (regions.isEmpty()) {
            return;
        }
        Path region = regions.get(random.nextInt(regions.size()));
        try (FileChannel file = FileChannel.open(region, StandardOpenOption.WRITE)) {
            file.truncate(length);
        } catch (NoSuchFileException e) {
            // The worker was faster.
        }
    }

    @Test
    void theDirectoryIsDeleted() throws Exception {
        readWhile(random -> {
            try (Stream<Path> files = Files.walk(home.resolve("cache"))) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            } catch (NoSuchFileException | java.io.UncheckedIOException e) {
                // It is gone already, or something new came into it.
            }
        });
    }
}
