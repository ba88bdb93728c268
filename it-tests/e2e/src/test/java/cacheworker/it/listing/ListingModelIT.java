package cacheworker.it.listing;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.base.Utf8Order;
import cacheworker.it.env.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random listings in both versions, page by page, beside a model; in rest, and while others write. */
class ListingModelIT {
    private static final int ROUNDS = Project.isFullRun() ? 40 : 2;
    private static final int KEYS = 40;
    private static final int QUERIES = 60;

    @TempDir
    Path home;

    private final long seed = Long.getLong("cases.seed", System.nanoTime());

    @ParameterizedTest
    @EnumSource
    void pagesAreThoseOfTheModel(ListedWorker.Storage storage) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        RandomNames names = new RandomNames(random, storage.listsAllNames());
        try (ListedWorker worker = new ListedWorker(storage, home)) {
            for (int round = 0; round < ROUNDS; round++) {
                String bucket = worker.newBucket("round-" + round);
                KeyModel model = new KeyModel();
                for (int i = 0; i < KEYS; i++) {
                    String key = names.key();
                    if (model.add(key)) {
                        ListedWorker.put(bucket, key);
                    }
                }
                for (int i = 0; i < QUERIES; i++) {
                    ListingQuery query = names.query(List.copyOf(model.paths()));
                    assertThat(ListingPages.all(bucket, query))
                            .as("-Dcases.seed=%d, round %d, %s of %s", seed, round, query, model.paths())
                            .isEqualTo(model.list(query));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void noKeyComesTwiceOrIsMissingWhileOthersAreWrittenAndDeleted(ListedWorker.Storage storage) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        RandomNames names = new RandomNames(random, storage.listsAllNames());
        KeyModel stable = new KeyModel();
        while (stable.paths().size() < 4 * KEYS) {
            stable.add(names.key());
        }
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger writes = new AtomicInteger();
        try (ListedWorker worker = new ListedWorker(storage, home)) {
            String bucket = worker.newBucket("busy");
            for (String key : stable.keys()) {
                ListedWorker.put(bucket, key);
            }
            List<CompletableFuture<Void>> writers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                RandomNames others = new RandomNames(random.split(), storage.listsAllNames());
                writers.add(CompletableFuture.runAsync(() -> write(bucket, others, stable, stop, writes)));
            }
            try {
                for (int i = 0; i < ROUNDS * 10; i++) {
                    ListingQuery query = names.query(List.copyOf(stable.paths()));
                    checkStable(ListingPages.all(bucket, query), stable.list(query), seed + ", " + query);
                }
            } finally {
                stop.set(true);
            }
            for (CompletableFuture<Void> writer : writers) {
                writer.get();
            }
        }
        assertThat(writes.get()).isGreaterThan(ROUNDS * 10);
    }

    private static void checkStable(List<String> seen, List<String> stable, String replay) {
        assertThat(seen)
                .as("order, -Dcases.seed=%s", replay)
                .isEqualTo(seen.stream().sorted(Utf8Order.INSTANCE).distinct().toList());
        assertThat(seen).as("-Dcases.seed=%s", replay).containsAll(stable);
    }

    /** Puts and deletes keys beside those that stay; what would take the name of a folder is refused. */
    private static void write(
            String bucket, RandomNames names, KeyModel stable, AtomicBoolean stop, AtomicInteger writes) {
        List<String> mine = new ArrayList<>();
        try {
            while (!stop.get()) {
                String key = names.key();
                if (!stable.paths().contains(key) && ListedWorker.tryPut(bucket, key) == 200) {
                    mine.add(key);
                    writes.incrementAndGet();
                }
                if (mine.size() > KEYS) {
                    ListedWorker.tryDelete(bucket, mine.remove(0));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
