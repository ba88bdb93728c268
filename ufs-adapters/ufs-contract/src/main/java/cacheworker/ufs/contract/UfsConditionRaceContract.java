package cacheworker.ufs.contract;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.base.ByteRange;
import cacheworker.core.ufs.UfsCapability;
import cacheworker.core.ufs.UfsCondition;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsStatus;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** That conditions hold between writers at the same time. */
public interface UfsConditionRaceContract extends UfsUnderTest {
    /** Kinds of failures that a writer who came too late meets. */
    Set<Kind> LOST = Set.of(Kind.CONDITION_FAILED, Kind.RACED);

    /** Runs something in some threads that start together. */
    private static <T> List<T> together(int threads, ThreadBody<T> body) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                Callable<T> task = () -> {
                    start.await();
                    return body.run(number);
                };
                running.add(pool.submit(task));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> result : running) {
                results.add(result.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    /** What one of several threads does. */
    interface ThreadBody<T> {
        /** Does it. */
        T run(int thread) throws Exception;
    }

    private boolean wins(String path, String text) throws UfsException {
        try {
            calls().put(path, text, UfsCondition.ABSENT);
            return true;
        } catch (UfsException e) {
            assertThat(LOST).contains(e.kind());
            return false;
        }
    }

    /** Of objects, in new folders. */
    @Test
    default void ofManyCreatorsExactlyOneWins() throws Exception {
        if (!can(UfsCapability.CONDITIONAL_PUT)) {
            return;
        }
        for (int round = 0; round < 5; round++) {
            String path = "round-" + round + "/object";

            List<Boolean> won = together(8, thread -> wins(path, "by " + thread));

            assertThat(won).containsOnlyOnce(true);
            assertThat(calls().get(path)).asString().isEqualTo("by " + won.indexOf(true));
        }
    }

    /** Of folders. */
    @Test
    default void ofManyMakersOfAFolderExactlyOneWins() throws Exception {
        if (!can(UfsCapability.CONDITIONAL_PUT)) {
            return;
        }
        for (int round = 0; round < 5; round++) {
            String path = "round-" + round + "/folder/";

            assertThat(together(8, thread -> wins(path, ""))).containsOnlyOnce(true);
        }
    }

    private boolean increments(String path) throws UfsException {
        UfsStatus seen = ufs().stat(path);
        try {
            byte[] bytes = calls().get(path, seen.version(), new ByteRange(0, seen.length()));
            int count = Integer.parseInt(new String(bytes, StandardCharsets.UTF_8));
            calls().put(path, Integer.toString(count + 1), UfsCondition.etag(seen.etag()));
            return true;
        } catch (UfsException e) {
            if (e.kind() != Kind.CHANGED) {
                assertThat(LOST).contains(e.kind());
            }
            return false;
        }
    }

    /** As a counter that several clients raise. */
    @Test
    default void noUpdateIsLostBetweenComparisonAndSwap() throws Exception {
        if (!can(UfsCapability.CONDITIONAL_PUT)) {
            return;
        }
        int threads = 4;
        int each = 15;
        calls().put("counter", "0");

        together(threads, thread -> {
            for (int done = 0; done < each; ) {
                done += increments("counter") ? 1 : 0;
            }
            return thread;
        });

        assertThat(calls().get("counter")).asString().isEqualTo(Integer.toString(threads * each));
    }
}
