package cacheworker.it.listing;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.it.env.Project;
import cacheworker.it.env.ResidentMemory;
import cacheworker.it.env.WorkerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Listing a bucket of a million objects in one directory, and one of a million directories, page by page by a worker
 * whose whole heap is 64 MiB. A million in full runs, fewer else.
 */
class ListingScaleIT {
    private static final int COUNT = Project.isFullRun() ? 1_000_000 : 20_000;
    private static final ListingQuery EVERYTHING = ListingQuery.everything();

    /** The times aimed at are 2 s and 50 ms; a machine that does other things too gets this much more. */
    private static final int PATIENCE = 4;

    private static final long FIRST_MILLIS = 2_000L * PATIENCE;
    private static final long NEXT_MILLIS = 50L * PATIENCE;

    @TempDir
    Path home;

    @Test
    void oneDirectoryOfManyObjects() throws IOException {
        Path bucket = Files.createDirectories(home.resolve("ufs/b"));
        create(i -> bucket.resolve(name(i)), Files::createFile);
        walk("objects", EVERYTHING, ListingScaleIT::name, COUNT);
        walk("objects, rolled up", EVERYTHING.by("/"), ListingScaleIT::name, COUNT);
    }

    @Test
    void manyDirectories() throws IOException {
        Path bucket = Files.createDirectories(home.resolve("ufs/b"));
        create(i -> bucket.resolve(name(i)), Files::createDirectory);
        create(i -> bucket.resolve(name(i)).resolve("o"), Files::createFile);
        walk("directories, rolled up", EVERYTHING.by("/"), i -> name(i) + "/", COUNT);
        walk("directories", EVERYTHING, i -> name(i / 2) + (i % 2 == 0 ? "/" : "/o"), 2 * COUNT);
    }

    /** Walks through a whole listing on a fresh worker, whose first page is therefore cold. */
    private void walk(String what, ListingQuery query, IntFunction<String> expected, int count) throws IOException {
        try (WorkerProcess worker = new WorkerProcess(home)
                .localUfs(home.resolve("ufs"))
                .jvmOption("-Xmx64m")
                .start()) {
            ListingPages pages = new ListingPages(worker.endpoint() + "/b", query);
            try (ResidentMemory memory = new ResidentMemory(worker.pid())) {
                long before = memory.nowKib();
                long cpuBefore = worker.cpuMillis();
                int seen = 0;
                for (List<String> page = pages.next(); !page.isEmpty(); page = pages.next()) {
                    int from = seen;
                    assertThat(page)
                            .isEqualTo(IntStream.range(from, Math.min(count, from + EVERYTHING.pageSize()))
                                    .mapToObj(expected)
                                    .toList());
                    seen += page.size();
                }
                assertThat(seen).isEqualTo(count);
                System.out.printf(
                        "%d %s: %s; %d ms of processor; heap 64 MiB, resident %d MiB before, at most %d MiB%n",
                        COUNT,
                        what,
                        pages.times(),
                        worker.cpuMillis() - cpuBefore,
                        before >> 10,
                        memory.largestKib() >> 10);
            }
            if (Project.isFullRun()) {
                assertThat(pages.firstMillis()).as("first page, ms").isLessThan(FIRST_MILLIS);
                assertThat(pages.medianMillis()).as("median of the others, ms").isLessThan(NEXT_MILLIS);
            }
        }
    }

    private static String name(int i) {
        return "object-%08d".formatted(i);
    }

    /** What is done with a path. */
    private interface Creation {
        Object create(Path path) throws IOException;
    }

    private static void create(IntFunction<Path> path, Creation creation) {
        long begin = System.nanoTime();
        IntStream.range(0, COUNT).parallel().forEach(i -> {
            try {
                creation.create(path.apply(i));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
        System.out.printf("%d made in %d s%n", COUNT, seconds);
    }
}
