package cacheworker.ufs.contract;

import static cacheworker.ufs.contract.UfsCalls.assertFails;
import static cacheworker.ufs.contract.UfsCalls.md5;
import static cacheworker.ufs.contract.UfsCalls.randomBytes;
import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsMultipart;
import cacheworker.core.ufs.UfsPart;
import cacheworker.core.ufs.UfsPartOutput;
import cacheworker.core.ufs.UfsStatus;
import cacheworker.core.ufs.UfsUpload;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What {@link UfsMultipart} promises, for those who declare it. */
public interface UfsMultipartContract extends UfsUnderTest {
    /** What S3 wants of every part but the last. */
    int SMALLEST = 5 << 20;

    /** For an object whose ETag the storage does not make itself. */
    String ETAG = "0123456789abcdef0123456789abcdef-3";

    private UfsMultipart multipart() throws UfsException {
        return ufs().multipart();
    }

    private UfsPart put(String path, String id, int number, byte[] bytes) throws UfsException {
        try (UfsPartOutput part = ufs().multipart().part(path, id, number, bytes.length)) {
            for (int start = 0; start < bytes.length; start += 100_000) {
                part.write(ByteBuffer.wrap(bytes, start, Math.min(100_000, bytes.length - start)));
            }
            return part.commit(md5(bytes));
        }
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** In parallel and out of order; the old object stays until the end. */
    @Test
    default void partsInAnyOrderBecomeOneObject() throws Exception {
        UfsMultipart multipart = multipart();
        UfsAttributes attributes = new UfsAttributes(Map.of("content-type", "x/y"), Map.of("who", "Zoë"));
        UfsStatus old = calls().put("deep/er/big", "old");
        byte[][] bytes = {randomBytes(SMALLEST, 1), randomBytes(SMALLEST, 2), randomBytes(1234, 3)};
        String id = multipart.begin("deep/er/big", attributes);
        assertThat(id).matches("[-A-Za-z0-9_.~]+");

        ExecutorService pool = Executors.newFixedThreadPool(3);
        List<Future<UfsPart>> stored = new ArrayList<>();
        for (int number = 3; number >= 1; number--) {
            int at = number;
            stored.add(pool.submit(() -> put("deep/er/big", id, at, bytes[at - 1])));
        }
        List<UfsPart> parts = new ArrayList<>();
        for (Future<UfsPart> part : stored) {
            parts.add(0, part.get());
        }
        pool.shutdown();
        assertThat(ufs().stat("deep/er/big")).isEqualTo(old);
        assertThat(calls().names("")).containsExactly("deep/", "deep/er/", "deep/er/big");
        List<UfsPart> listed = multipart.parts("deep/er/big", id, 0, 1000);
        assertThat(listed).extracting(UfsPart::number).containsExactly(1, 2, 3);
        assertThat(listed).extracting(UfsPart::length).containsExactly(5L << 20, 5L << 20, 1234L);
        assertThat(listed).extracting(UfsPart::etag).containsExactly(md5(bytes[0]), md5(bytes[1]), md5(bytes[2]));
        assertThat(parts)
                .extracting(UfsPart::etag)
                .isEqualTo(listed.stream().map(UfsPart::etag).toList());

        UfsStatus status = multipart.complete("deep/er/big", id, listed, ETAG);

        assertThat(ufs().stat("deep/er/big")).isEqualTo(status);
        assertThat(status.attributes()).isEqualTo(attributes);
        assertThat(status.etag()).endsWith("-3").isNotEqualTo(old.etag());
        assertThat(calls().get("deep/er/big")).isEqualTo(concat(bytes));
        assertFails(Kind.NO_SUCH_UPLOAD, () -> multipart.parts("deep/er/big", id, 0, 1));
        assertFails(Kind.NO_SUCH_UPLOAD, () -> multipart.complete("deep/er/big", id, listed, ETAG));
        assertThat(multipart.uploads("", "", null, 10)).isEmpty();
    }

    /** A later try of a part wins once it is whole, and only then. */
    @Test
    default void aPartIsReplacedWhenTheNewOneIsWhole() throws Exception {
        UfsMultipart multipart = multipart();
        String id = multipart.begin("again", UfsAttributes.NONE);
        byte[] first = randomBytes(SMALLEST, 1);
        byte[] last = randomBytes(10, 2);
        put("again", id, 1, randomBytes(SMALLEST, 7));
        put("again", id, 2, last);
        put("again", id, 1, first);
        try (UfsPartOutput given = multipart.part("again", id, 1, SMALLEST)) {
            given.write(ByteBuffer.wrap(randomBytes(1000, 8)));
        }

        List<UfsPart> parts = multipart.parts("again", id, 0, 10);
        assertThat(parts).extracting(UfsPart::etag).containsExactly(md5(first), md5(last));
        multipart.complete("again", id, parts, ETAG);

        assertThat(calls().get("again")).isEqualTo(concat(first, last));
    }

    /** Numbers may have gaps, lengths may differ, parts may be left out. */
    @Test
    default void onlyTheListedPartsAreTaken() throws Exception {
        UfsMultipart multipart = multipart();
        String id = multipart.begin("some", UfsAttributes.NONE);
        byte[] second = randomBytes(SMALLEST, 2);
        byte[] fourth = randomBytes(SMALLEST + 1, 4);
        byte[] ninth = randomBytes(SMALLEST, 9);
        put("some", id, 1, randomBytes(SMALLEST, 1));
        put("some", id, 2, second);
        put("some", id, 4, fourth);
        put("some", id, 9, ninth);
        put("some", id, 10_000, randomBytes(3, 5));

        assertThat(multipart.parts("some", id, 2, 2))
                .extracting(UfsPart::number)
                .containsExactly(4, 9);
        List<UfsPart> parts = multipart.parts("some", id, 1, 3);
        multipart.complete("some", id, parts, ETAG);

        assertThat(calls().get("some")).isEqualTo(concat(second, fourth, ninth));
    }

    /** What clients send that do not know the length of what they write. */
    @Test
    default void oneEmptyPartMakesAnEmptyObject() throws Exception {
        UfsMultipart multipart = multipart();
        String id = multipart.begin("empty", UfsAttributes.NONE);
        UfsPart part = put("empty", id, 1, new byte[0]);

        UfsStatus status = multipart.complete("empty", id, List.of(part), ETAG);

        assertThat(status.length()).isZero();
        assertThat(calls().get("empty")).isEmpty();
    }

    /** And the upload goes on. */
    @Test
    default void anotherPartThanTheOneNamedIsNotTaken() throws Exception {
        UfsMultipart multipart = multipart();
        String id = multipart.begin("other", UfsAttributes.NONE);
        UfsPart part = put("other", id, 1, randomBytes(100, 1));
        UfsPart changed = new UfsPart(1, 100, md5(new byte[] {1}), 0);
        UfsPart missing = new UfsPart(2, 100, part.etag(), 0);

        assertFails(Kind.CHANGED, () -> multipart.complete("other", id, List.of(changed), ETAG));
        assertFails(Kind.CHANGED, () -> multipart.complete("other", id, List.of(part, missing), ETAG));
        assertFails(Kind.NOT_FOUND, () -> ufs().stat("other"));
        multipart.complete("other", id, List.of(part), ETAG);

        assertThat(calls().get("other")).isEqualTo(randomBytes(100, 1));
    }

    /** Nothing of it is left. */
    @Test
    default void anAbortedUploadIsGone() throws Exception {
        UfsMultipart multipart = multipart();
        String id = multipart.begin("gone", UfsAttributes.NONE);
        put("gone", id, 1, randomBytes(100, 1));

        multipart.abort("gone", id);

        assertFails(Kind.NO_SUCH_UPLOAD, () -> multipart.abort("gone", id));
        assertFails(Kind.NO_SUCH_UPLOAD, () -> multipart.parts("gone", id, 0, 1));
        assertFails(Kind.NO_SUCH_UPLOAD, () -> put("gone", id, 2, new byte[1]));
        assertFails(Kind.NOT_FOUND, () -> ufs().stat("gone"));
        assertThat(multipart.uploads("", "", null, 10)).isEmpty();
    }

    /** An id is no capability for other objects, nor a path. */
    @Test
    default void anIdOfAnotherObjectOrOfNoneIsRefused() throws Exception {
        UfsMultipart multipart = multipart();
        String id = multipart.begin("mine", UfsAttributes.NONE);

        for (String wrong : List.of("00000000000000000000000000000000", "../" + id, "x", id + "0")) {
            assertFails(Kind.NO_SUCH_UPLOAD, () -> put("mine", wrong, 1, new byte[1]));
        }
        assertFails(Kind.NO_SUCH_UPLOAD, () -> put("yours", id, 1, new byte[1]));
        multipart.abort("mine", id);
    }

    /** By path, then by age. */
    @Test
    default void uploadsUnderWayAreListedInOrder() throws Exception {
        UfsMultipart multipart = multipart();
        String c = multipart.begin("up/c", UfsAttributes.NONE);
        String a = multipart.begin("up/a b/ü", UfsAttributes.NONE);
        String b = multipart.begin("up/b", UfsAttributes.NONE);
        String b2 = multipart.begin("up/b", UfsAttributes.NONE);
        multipart.begin("elsewhere", UfsAttributes.NONE);

        List<UfsUpload> all = multipart.uploads("up/", "", null, 10);
        assertThat(all).extracting(UfsUpload::path).containsExactly("up/a b/ü", "up/b", "up/b", "up/c");
        assertThat(all)
                .extracting(UfsUpload::uploadId)
                .startsWith(a)
                .endsWith(c)
                .contains(b, b2);
        assertThat(multipart.uploads("up/", "", null, 2)).isEqualTo(all.subList(0, 2));
        assertThat(multipart.uploads("up/", "up/b", all.get(1).uploadId(), 10)).isEqualTo(all.subList(2, 4));
        assertThat(multipart.uploads("up/", "up/b", null, 10)).isEqualTo(all.subList(3, 4));
        assertThat(multipart.uploads("nothing", "", null, 10)).isEmpty();
        assertThat(calls().names("")).isEmpty();
    }
}
