package cacheworker.ufs.contract;

import static cacheworker.ufs.contract.UfsCalls.assertFails;
import static cacheworker.ufs.contract.UfsCalls.md5;
import static cacheworker.ufs.contract.UfsCalls.randomBytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsCapability;
import cacheworker.core.ufs.UfsCreateOptions;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsOutput;
import cacheworker.core.ufs.UfsStatus;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What {@code create} and {@link UfsOutput} promise. */
public interface UfsWriteContract extends UfsUnderTest {
    /** Neither by stat nor in a listing. */
    @Test
    default void nothingIsVisibleBeforeTheCommit() throws Exception {
        byte[] bytes = randomBytes(300_000, 3);
        try (UfsOutput output = ufs().create("new/late", new UfsCreateOptions(bytes.length, UfsAttributes.NONE))) {
            UfsCalls.write(output, bytes);
            assertFails(Kind.NOT_FOUND, () -> ufs().stat("new/late"));
            assertThat(calls().names("")).doesNotContain("new/late");

            UfsStatus status = output.commit(md5(bytes));

            assertThat(ufs().stat("new/late")).isEqualTo(status);
        }
        assertThat(calls().get("new/late")).isEqualTo(bytes);
    }

    /** Abort by close. */
    @Test
    default void anAbortLeavesTheOldObject() throws Exception {
        UfsStatus old = calls().put("kept", "old");

        try (UfsOutput output = ufs().create("kept", new UfsCreateOptions(6, UfsAttributes.NONE))) {
            output.write(ByteBuffer.wrap(new byte[6]));
        }

        assertThat(ufs().stat("kept")).isEqualTo(old);
        assertThat(calls().get("kept")).asString().isEqualTo("old");
        assertThat(calls().names("")).containsExactly("kept");
    }

    /** Nothing where nothing was. */
    @Test
    default void anAbortLeavesNothingNew() throws Exception {
        UfsOutput output = ufs().create("aborted/deep/object", new UfsCreateOptions(1, UfsAttributes.NONE));
        output.close();
        output.close();

        assertThat(calls().names("")).isEmpty();
    }

    /** Fewer and more bytes than announced. */
    @Test
    default void anyOtherLengthThanAnnouncedIsRefused() throws Exception {
        calls().put("length", "old");

        try (UfsOutput output = ufs().create("length", new UfsCreateOptions(5, UfsAttributes.NONE))) {
            output.write(ByteBuffer.wrap(new byte[4]));
            assertThatThrownBy(() -> output.commit(md5(new byte[4]))).isInstanceOf(UfsException.class);
        }
        try (UfsOutput output = ufs().create("length", new UfsCreateOptions(5, UfsAttributes.NONE))) {
            assertThatThrownBy(() -> {
                        output.write(ByteBuffer.wrap(new byte[6]));
                        output.commit(md5(new byte[6]));
                    })
                    .isInstanceOf(UfsException.class);
        }

        assertThat(calls().get("length")).asString().isEqualTo("old");
    }

    /** The buffer is taken whole and comes back. */
    @Test
    default void anyBufferIsTakenWhole() throws Exception {
        try (UfsOutput output = ufs().create("buffers", new UfsCreateOptions(5, UfsAttributes.NONE))) {
            ByteBuffer direct = ByteBuffer.allocateDirect(8);
            direct.put("xabcyy".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .position(1)
                    .limit(4);
            output.write(direct);
            assertThat(direct.hasRemaining()).isFalse();
            direct.clear().put(new byte[8]);
            output.write(ByteBuffer.allocate(0));
            output.write(ByteBuffer.wrap("de".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .asReadOnlyBuffer());
            output.commit(md5("abcde".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        }

        assertThat(calls().get("buffers")).asString().isEqualTo("abcde");
    }

    /** The ETag is what was committed, or what the storage makes of the bytes; the same everywhere. */
    @Test
    default void theEtagIsKept() throws Exception {
        byte[] bytes = randomBytes(1000, 5);
        UfsStatus status = calls().put("etag", bytes);

        assertThat(status.etag()).isNotEmpty().doesNotContain("\"");
        if (!can(UfsCapability.NATIVE_ETAG)) {
            assertThat(status.etag()).isEqualTo(md5(bytes));
        }
        assertThat(ufs().stat("etag").etag()).isEqualTo(status.etag());
        assertThat(status.lastModifiedMillis() % 1000).isZero();
    }

    /** Headers and metadata, characters of every length among them. */
    @Test
    default void attributesComeBack() throws Exception {
        UfsAttributes attributes = new UfsAttributes(
                Map.of(
                        "content-type", "text/x-notes; charset=utf-8; v=\"a b\"",
                        "cache-control", "max-age=60, private",
                        "content-disposition", "attachment; filename=\"a b.txt\"",
                        "content-encoding", "gzip",
                        "content-language", "de, fr"),
                Map.of("plain", "value", "city", "Zürich", "emoji", "日本 \uD83D\uDE80", "empty", ""));

        UfsStatus status = calls().put("attributes", new byte[] {1}, attributes);

        assertThat(status.attributes()).isEqualTo(attributes);
        assertThat(ufs().stat("attributes").attributes()).isEqualTo(attributes);
    }

    /** About as much as S3 allows. */
    @Test
    default void twoKilobytesOfMetadataComeBack() throws Exception {
        UfsAttributes attributes = new UfsAttributes(Map.of("content-type", "x/y"), Map.of("big", "m".repeat(1900)));

        calls().put("metadata", new byte[] {1}, attributes);

        assertThat(ufs().stat("metadata").attributes().userMetadata()).isEqualTo(attributes.userMetadata());
    }

    /** Attributes of the old object do not shine through. */
    @Test
    default void anOverwriteReplacesBytesVersionAndAttributes() throws Exception {
        UfsAttributes attributes = new UfsAttributes(Map.of("content-type", "old/type"), Map.of("old", "yes"));
        UfsStatus old = calls().put("over", randomBytes(2000, 1), attributes);
        UfsStatus fresh = calls().put("over", randomBytes(2000, 2));

        assertThat(fresh.version()).isNotEqualTo(old.version());
        assertThat(fresh.etag()).isNotEqualTo(old.etag());
        assertThat(ufs().stat("over")).isEqualTo(fresh);
        assertThat(fresh.attributes().userMetadata()).isEmpty();
        assertThat(calls().get("over")).isEqualTo(randomBytes(2000, 2));
    }

    /** The last one wins, and readers see whole bodies only. */
    @Test
    default void concurrentWritersOfOneKeyLeaveOneWholeBody() throws Exception {
        int writers = 4;
        ExecutorService pool = Executors.newFixedThreadPool(writers);
        List<Future<List<UfsStatus>>> results = new ArrayList<>();
        for (int w = 0; w < writers; w++) {
            int writer = w;
            results.add(pool.submit(() -> {
                List<UfsStatus> published = new ArrayList<>();
                for (int round = 0; round < 5; round++) {
                    published.add(calls().put("contended/key", body(writer, round)));
                }
                return published;
            }));
        }
        List<UfsStatus> published = new ArrayList<>();
        for (Future<List<UfsStatus>> result : results) {
            published.addAll(result.get());
        }
        pool.shutdown();

        byte[] last = calls().get("contended/key");
        assertThat(last).isEqualTo(body(last[0], last[1]));
        assertThat(published).contains(ufs().stat("contended/key"));
    }

    private static byte[] body(int writer, int round) {
        byte[] bytes = randomBytes(50_000 + writer, 100L * writer + round);
        bytes[0] = (byte) writer;
        bytes[1] = (byte) round;
        return bytes;
    }
}
