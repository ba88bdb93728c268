package cacheworker.ufs.local.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs in memory and on disk against a sorted set. */
class NameCollectorTest {
    private static final String[] BEGINNINGS = {"", "common-beginning-", "common-", "é", "\uD83D\uDE80"};

    @TempDir
    private Path directory;

    @Test
    void runsOfAnySizeAgreeWithASortedSet() throws IOException {
        long seed = Long.getLong("names.seed", System.nanoTime());
        SplittableRandom random = new SplittableRandom(seed);
        for (int count : new int[] {0, 1, 2, 13, 500, 20_000}) {
            for (int bound : new int[] {1 << 20, 50_000, 2_000}) {
                NavigableSet<byte[]> names = randomNames(random, count);
                try (NameRun run = collect(shuffled(names, random), bound)) {
                    assertThat(drain(run.seek(new byte[0])))
                            .as("seed %d, %d names, bound %d", seed, count, bound)
                            .containsExactlyElementsOf(names);
                    checkSeeks(run, names, random);
                    assertThat(run.heapBytes()).isLessThan(4L * bound + 8192);
                }
            }
        }
    }

    @Test
    void nothingStaysOnDisk() throws IOException {
        try (NameRun run = collect(List.copyOf(randomNames(new SplittableRandom(1), 5000)), 2000)) {
            assertThat(run.seek(new byte[0]).next()).isNotNull();
            assertThat(directory.resolve("spill")).isEmptyDirectory();
        }
    }

    private void checkSeeks(NameRun run, NavigableSet<byte[]> names, SplittableRandom random) throws IOException {
        for (int i = 0; i < 50; i++) {
            byte[] from = randomName(random);
            assertThat(run.seek(from).next()).isEqualTo(names.ceiling(from));
            assertThat(run.contains(from)).isEqualTo(names.contains(from));
        }
        for (byte[] name : names.stream().limit(50).toList()) {
            assertThat(run.contains(name)).isTrue();
        }
    }

    private NameRun collect(List<byte[]> names, int bound) throws IOException {
        try (NameCollector collector = new NameCollector(bound, directory.resolve("spill"))) {
            for (byte[] name : names) {
                collector.add(name);
            }
            return collector.finish();
        }
    }

    private static List<byte[]> drain(NameCursor cursor) throws IOException {
        List<byte[]> all = new ArrayList<>();
        for (byte[] name = cursor.next(); name != null; name = cursor.next()) {
            all.add(name);
        }
        return all;
    }

    private static NavigableSet<byte[]> randomNames(SplittableRandom random, int count) {
        NavigableSet<byte[]> names = new TreeSet<>(Arrays::compareUnsigned);
        while (names.size() < count) {
            names.add(randomName(random));
        }
        return names;
    }

    private static byte[] randomName(SplittableRandom random) {
        String beginning = BEGINNINGS[random.nextInt(BEGINNINGS.length)];
        String middle = random.nextInt(20) == 0 ? "x".repeat(random.nextInt(200)) : "";
        return (beginning + middle + Integer.toString(random.nextInt(1_000_000), 36)).getBytes(StandardCharsets.UTF_8);
    }

    private static List<byte[]> shuffled(NavigableSet<byte[]> names, SplittableRandom random) {
        List<byte[]> list = new ArrayList<>(names);
        for (int i = list.size() - 1; i > 0; i--) {
            java.util.Collections.swap(list, i, random.nextInt(i + 1));
        }
        return list;
    }
}
