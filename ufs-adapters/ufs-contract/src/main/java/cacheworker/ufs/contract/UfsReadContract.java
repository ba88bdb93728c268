package cacheworker.ufs.contract;

import static cacheworker.ufs.contract.UfsCalls.assertFails;
import static cacheworker.ufs.contract.UfsCalls.randomBytes;
import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.base.ByteRange;
import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsInput;
import cacheworker.core.ufs.UfsOpened;
import cacheworker.core.ufs.UfsStatus;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code stat} and {@code open} promise. */
public interface UfsReadContract extends UfsUnderTest {
    /** Sizes around what is read at once. */
    @Test
    default void whatWasWrittenIsRead() throws Exception {
        for (int length : new int[] {0, 1, 4096, (1 << 20) + 3}) {
            byte[] bytes = randomBytes(length, length);
            UfsStatus written = calls().put("size-" + length, bytes);
            UfsStatus seen = ufs().stat("size-" + length);

            assertThat(seen).isEqualTo(written);
            assertThat(seen.path()).isEqualTo("size-" + length);
            assertThat(seen.length()).isEqualTo(length);
            assertThat(calls().get("size-" + length)).isEqualTo(bytes);
        }
    }

    /** Ranges at both ends, inside, empty. */
    @Test
    default void rangesAreExact() throws Exception {
        byte[] bytes = randomBytes(600_000, 7);
        String version = calls().put("ranges", bytes).version();
        long[][] ranges = {{0, 1}, {0, 600_000}, {599_999, 1}, {1, 599_998}, {262_143, 3}, {300_000, 0}, {600_000, 0}};

        for (long[] range : ranges) {
            byte[] expected = Arrays.copyOfRange(bytes, (int) range[0], (int) (range[0] + range[1]));
            assertThat(calls().get("ranges", version, new ByteRange(range[0], range[1])))
                    .as("offset %d, length %d", range[0], range[1])
                    .isEqualTo(expected);
        }
    }

    /** Heap and direct buffers, and a full one. */
    @Test
    default void anyBufferIsFilledFromItsPosition() throws Exception {
        String version = calls().put("buffers", "0123456789").version();

        try (UfsInput input = ufs().open("buffers", version, new ByteRange(0, 10))) {
            ByteBuffer direct = ByteBuffer.allocateDirect(6);
            direct.put((byte) 'x').limit(4);
            while (direct.hasRemaining()) {
                assertThat(input.read(direct)).isPositive();
            }
            assertThat(direct.flip())
                    .isEqualTo(ByteBuffer.wrap("x012".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            assertThat(input.read(ByteBuffer.allocate(0))).isZero();
            assertThat(UfsCalls.drain(input)).asString().isEqualTo("3456789");
            assertThat(input.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    /** A stale version is never served. */
    @Test
    default void aStaleVersionIsRefused() throws Exception {
        UfsStatus before = calls().put("changes", "before");
        UfsStatus after = calls().put("changes", "behind");

        assertThat(after.version()).isNotEqualTo(before.version());
        assertFails(Kind.CHANGED, () -> calls().get("changes", before.version(), new ByteRange(0, 6)));
        assertThat(calls().get("changes", after.version(), new ByteRange(0, 6)))
                .asString()
                .isEqualTo("behind");
    }

    /** State and bytes in one step, where there is one. */
    @Test
    default void theLatestVersionIsOpenedWithItsState() throws Exception {
        byte[] bytes = randomBytes(70_000, 9);
        UfsStatus written =
                calls().put("latest", bytes, new UfsAttributes(Map.of("content-type", "a/b"), Map.of("m", "ü")));
        ByteRange[] wanted = {
            new ByteRange(0, 70_000), new ByteRange(0, 1 << 20), new ByteRange(65_536, 65_536), new ByteRange(69_999, 1)
        };
        for (ByteRange range : wanted) {
            UfsOpened opened = ufs().openLatest("latest", range);
            try (UfsInput input = opened.input()) {
                assertThat(opened.status().version()).isEqualTo(written.version());
                assertThat(opened.status().etag()).isEqualTo(written.etag());
                assertThat(opened.status().length()).isEqualTo(70_000);
                assertThat(opened.status().lastModifiedMillis()).isEqualTo(written.lastModifiedMillis());
                assertThat(opened.status().attributes())
                        .isEqualTo(ufs().stat("latest").attributes());
                if (opened.status().content().complete()) {
                    assertThat(opened.status()).isEqualTo(ufs().stat("latest"));
                }
                if (input != null) {
                    int end = (int) Math.min(70_000, range.end());
                    assertThat(opened.range()).isEqualTo(new ByteRange(range.offset(), end - range.offset()));
                    assertThat(UfsCalls.drain(input)).isEqualTo(Arrays.copyOfRange(bytes, (int) range.offset(), end));
                }
            }
        }
    }

    /** What is asked for is not there. */
    @Test
    default void theLatestVersionMayHaveNoSuchBytes() throws Exception {
        calls().put("latest/short", "0123456789");
        calls().put("latest/empty", "");

        assertThat(ufs().openLatest("latest/short", new ByteRange(10, 5))
                        .status()
                        .length())
                .isEqualTo(10);
        assertThat(ufs().openLatest("latest/short", new ByteRange(1 << 20, 5)).input())
                .isNull();
        UfsOpened empty = ufs().openLatest("latest/empty", new ByteRange(0, 100));
        assertThat(empty.input()).isNull();
        assertThat(empty.status()).isEqualTo(ufs().stat("latest/empty"));
        assertFails(Kind.NOT_FOUND, () -> ufs().openLatest("latest/nowhere", new ByteRange(0, 1)));
        assertFails(Kind.NOT_FOUND, () -> ufs().openLatest("latest", new ByteRange(0, 1)));
    }

    /** The input of the old version gives old bytes or says CHANGED, nothing else. */
    @Test
    default void anOverwriteWhileReadingNeverMixes() throws Exception {
        byte[] old = randomBytes(1 << 20, 1);
        String version = calls().put("mixed", old).version();

        try (UfsInput input = ufs().open("mixed", version, new ByteRange(0, old.length))) {
            ByteBuffer first = ByteBuffer.allocate(1000);
            int count = input.read(first);
            calls().put("mixed", randomBytes(1 << 20, 2));
            byte[] rest;
            try {
                rest = UfsCalls.drain(input);
            } catch (cacheworker.core.ufs.UfsException e) {
                assertThat(e.kind()).isEqualTo(Kind.CHANGED);
                return;
            }
            assertThat(rest).isEqualTo(Arrays.copyOfRange(old, count, old.length));
        }
    }

    /** What is not there. */
    @Test
    default void whatIsNotThereIsNotFound() throws Exception {
        UfsStatus object = calls().put("there/object", "x");

        assertFails(Kind.NOT_FOUND, () -> ufs().stat("nowhere"));
        assertFails(Kind.NOT_FOUND, () -> ufs().stat("nowhere/"));
        assertFails(Kind.NOT_FOUND, () -> ufs().stat("no/where"));
        assertFails(Kind.NOT_FOUND, () -> ufs().stat("there/object/below"));
        assertFails(Kind.NOT_FOUND, () -> ufs().stat("there/object/"));
        assertFails(Kind.NOT_FOUND, () -> ufs().stat("there"));
        assertFails(Kind.NOT_FOUND, () -> ufs().open("nowhere", object.version(), new ByteRange(0, 1)));
        assertFails(Kind.NOT_FOUND, () -> ufs().open("there", object.version(), new ByteRange(0, 1)));
    }

    /** Closing twice, and closing before the end. */
    @Test
    default void anInputClosesAtAnyTime() throws Exception {
        String version = calls().put("closes", "0123456789").version();
        UfsInput input = ufs().open("closes", version, new ByteRange(0, 10));
        input.read(ByteBuffer.allocate(3));

        input.close();
        input.close();

        assertThat(calls().get("closes")).hasSize(10);
    }
}
