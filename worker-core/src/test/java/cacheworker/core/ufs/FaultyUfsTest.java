package cacheworker.core.ufs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cacheworker.core.base.ByteRange;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FaultyUfsTest {
    private final MemoryUfs memory = new MemoryUfs();
    private final FaultyUfs faulty = new FaultyUfs(memory);
    private final UfsStatus object = memory.putOutside("a", new byte[10]);

    @Test
    void onlyTheNthCallIsRefused() throws UfsException {
        faulty.fail(UfsCall.STAT, 2, UfsException.Kind.THROTTLED);

        faulty.stat("a");
        assertThatThrownBy(() -> faulty.stat("a"))
                .isInstanceOfSatisfying(
                        UfsException.class, e -> assertThat(e.kind()).isEqualTo(UfsException.Kind.THROTTLED));
        faulty.stat("a");
        assertThat(faulty.count(UfsCall.STAT)).isEqualTo(3);
    }

    @Test
    void readsAreShortAndThenBreak() throws UfsException {
        faulty.shortenReads(3);
        faulty.breakReadsAfter(5, UfsException.Kind.CHANGED);

        try (UfsInput input = faulty.open("a", object.version(), new ByteRange(0, 10))) {
            ByteBuffer buffer = ByteBuffer.allocate(10);
            assertThat(input.read(buffer)).isEqualTo(3);
            assertThat(input.read(buffer)).isEqualTo(2);
            assertThatThrownBy(() -> input.read(buffer)).hasMessageContaining("after 5 bytes");
        }
        assertThat(faulty.bytesRead()).isEqualTo(5);
    }

    @Test
    void hangsUntilHealed() {
        faulty.hang(UfsCall.STAT);
        CompletableFuture<Void> call = CompletableFuture.runAsync(this::statQuietly);
        await().until(() -> faulty.hanging() == 1);
        assertThat(call).isNotDone();

        faulty.heal();

        await().until(call::isDone);
        assertThat(call).isCompleted();
    }

    private void statQuietly() {
        try {
            faulty.stat("a");
        } catch (UfsException e) {
            throw new AssertionError(e);
        }
    }
}
