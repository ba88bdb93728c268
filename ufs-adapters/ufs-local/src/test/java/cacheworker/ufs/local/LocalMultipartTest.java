package cacheworker.ufs.local;

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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LocalMultipartTest extends LocalUfsFixture {
    private static final String ETAG = "e-2";

    private UfsMultipart multipart;
    private String id;

    @BeforeEach
    void begin() throws UfsException {
        multipart = ufs.multipart();
        id = multipart.begin("b/object", UfsAttributes.NONE);
    }

    private UfsPart put(int number, byte[] bytes) throws UfsException {
        try (UfsPartOutput part = multipart.part("b/object", id, number, bytes.length)) {
            part.write(ByteBuffer.wrap(bytes));
            return part.commit(md5(bytes));
        }
    }

    private Path directory() {
        return root().resolve(".s3-cache-worker/uploads").resolve(id);
    }

    private static Object inode(Path file) throws IOException {
        return Files.getAttribute(file, "unix:ino");
    }

    @Test
    void equalPartsAreNotCopied() throws Exception {
        byte[] last = randomBytes(10, 3);
        List<UfsPart> parts = List.of(put(1, randomBytes(100_000, 1)), put(2, randomBytes(100_000, 2)), put(3, last));
        Object inode = inode(directory().resolve("data-100000"));

        multipart.complete("b/object", id, parts, ETAG);

        assertThat(inode(root().resolve("b/object"))).isEqualTo(inode);
        assertThat(calls.get("b/object")).hasSize(200_010).endsWith(last);
        assertThat(ufs.stat("b/object").etag()).isEqualTo(ETAG);
        assertThat(directory()).doesNotExist();
    }

    @Test
    void aPartThatIsStillBeingWrittenNeverReachesThePublishedObject() throws Exception {
        byte[] first = randomBytes(50_000, 1);
        byte[] second = randomBytes(50_000, 2);
        put(1, first);
        try (UfsPartOutput slow = multipart.part("b/object", id, 2, 50_000)) {
            slow.write(ByteBuffer.wrap(new byte[1000]));
            put(2, second);

            multipart.complete("b/object", id, multipart.parts("b/object", id, 0, 10), ETAG);
            slow.write(ByteBuffer.wrap(new byte[49_000]));
            assertFails(Kind.NO_SUCH_UPLOAD, () -> slow.commit(md5(new byte[50_000])));
        }

        assertThat(calls.get("b/object")).startsWith(first).endsWith(second).hasSize(100_000);
    }

    @Test
    void aWriterThatDiedCostsACopyAndNothingElse() throws Exception {
        byte[] first = randomBytes(50_000, 1);
        put(1, first);
        Files.createFile(directory().resolve("place-00002"));

        multipart.complete("b/object", id, multipart.parts("b/object", id, 0, 10), ETAG);

        assertThat(calls.get("b/object")).isEqualTo(first);
    }

    @Test
    void acknowledgedPartsOutliveTheProcessThatTookThem() throws Exception {
        byte[] first = randomBytes(50_000, 1);
        put(1, first);

        reopen(settings(0, true));

        List<UfsPart> parts = ufs.multipart().parts("b/object", id, 0, 10);
        assertThat(parts).hasSize(1);
        ufs.multipart().complete("b/object", id, parts, ETAG);
        assertThat(calls.get("b/object")).isEqualTo(first);
    }

    @Test
    void aCompletionThatWasKilledBehindTheRenameIsNotRepeatedOverTheObject() throws Exception {
        byte[] whole = randomBytes(50_000, 1);
        byte[] last = randomBytes(7, 2);
        List<UfsPart> parts = List.of(put(1, whole), put(2, last));
        Path kept = outside().resolve("upload");
        run("cp", "-a", directory().toString(), kept.toString());
        multipart.complete("b/object", id, parts, ETAG);
        // As if nothing of the upload had been removed; only the file that became the object is not there any more.
        Files.delete(kept.resolve("data-50000"));
        run("cp", "-a", kept.toString(), directory().toString());

        assertFails(Kind.NO_SUCH_UPLOAD, () -> multipart.complete("b/object", id, parts, ETAG));

        assertThat(calls.get("b/object")).startsWith(whole).endsWith(last).hasSize(50_007);
        multipart.abort("b/object", id);
        assertThat(directory()).doesNotExist();
    }

    @Test
    void aPartThatLostItsBytesIsNotPublished() throws Exception {
        List<UfsPart> parts = List.of(put(1, randomBytes(50_000, 1)), put(2, randomBytes(50_000, 2)));
        Files.write(directory().resolve("data-50000"), new byte[99_999]);
        assertFails(Kind.CHANGED, () -> multipart.complete("b/object", id, parts, ETAG));
        assertFails(Kind.NOT_FOUND, () -> ufs.stat("b/object"));
    }

    @Test
    void anAbortBesideACompletionLeavesTheObjectWholeOrAbsent() throws Exception {
        for (int round = 0; round < 30; round++) {
            id = multipart.begin("b/object", UfsAttributes.NONE);
            byte[] whole = randomBytes(50_000, round);
            List<UfsPart> parts = List.of(put(1, whole), put(2, whole));
            Thread aborting = new Thread(() -> {
                try {
                    multipart.abort("b/object", id);
                } catch (UfsException e) {
                    assertThat(e.kind()).isEqualTo(Kind.NO_SUCH_UPLOAD);
                }
            });
            aborting.start();
            try {
                multipart.complete("b/object", id, parts, ETAG);
                assertThat(calls.get("b/object"))
                        .startsWith(whole)
                        .endsWith(whole)
                        .hasSize(100_000);
                ufs.delete("b/object");
            } catch (UfsException e) {
                assertThat(e.kind()).isEqualTo(Kind.NO_SUCH_UPLOAD);
                assertFails(Kind.NOT_FOUND, () -> ufs.stat("b/object"));
            }
            aborting.join();
        }
    }

    @Test
    void aFailedCompletionLeavesTheUploadAsItWas() throws Exception {
        byte[] first = randomBytes(50_000, 1);
        byte[] second = randomBytes(7, 2);
        List<UfsPart> parts = List.of(put(1, first), put(2, second));
        calls.put("b/object/below", "in the way");

        assertFails(Kind.CONFLICT, () -> multipart.complete("b/object", id, parts, ETAG));
        ufs.delete("b/object/below");
        multipart.complete("b/object", id, parts, ETAG);

        assertThat(calls.get("b/object")).startsWith(first).endsWith(second).hasSize(50_007);
    }

    @Test
    void anyMixtureOfTriesLengthsAndChoicesGivesTheChosenBytes() throws Exception {
        long seed = Long.getLong("cacheworker.seed", System.nanoTime());
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 60; round++) {
            id = multipart.begin("b/object", UfsAttributes.NONE);
            Map<Integer, byte[]> model = new TreeMap<>();
            List<UfsPartOutput> open = new ArrayList<>();
            for (int step = random.nextInt(1, 15); step > 0; step--) {
                int number = random.nextInt(1, 7);
                byte[] bytes = randomBytes(random.nextBoolean() ? 3000 : random.nextInt(5000), random.nextLong());
                if (random.nextInt(5) == 0) {
                    UfsPartOutput part = multipart.part("b/object", id, number, bytes.length);
                    part.write(ByteBuffer.wrap(bytes, 0, bytes.length / 2));
                    open.add(part);
                } else {
                    put(number, bytes);
                    model.put(number, bytes);
                }
            }
            if (random.nextBoolean()) {
                open.forEach(UfsPartOutput::close);
            }
            assertCompletes(model, random, seed);
            open.forEach(UfsPartOutput::close);
        }
    }

    private void assertCompletes(Map<Integer, byte[]> model, SplittableRandom random, long seed) throws Exception {
        List<UfsPart> chosen = new ArrayList<>(multipart.parts("b/object", id, 0, 100));
        assertThat(chosen).as("seed " + seed).extracting(UfsPart::number).containsExactlyElementsOf(model.keySet());
        chosen.removeIf(part -> random.nextInt(4) == 0);
        if (chosen.isEmpty()) {
            multipart.abort("b/object", id);
            return;
        }
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        chosen.forEach(part -> expected.writeBytes(model.get(part.number())));
        multipart.complete("b/object", id, chosen, ETAG);
        assertThat(calls.get("b/object")).as("seed " + seed).isEqualTo(expected.toByteArray());
    }

    @Test
    void uploadsAreNeverFoundThroughTheirReservedName() throws Exception {
        put(1, new byte[10]);
        assertThat(calls.names("")).isEmpty();
        assertFails(Kind.BAD_NAME, () -> ufs.stat(".s3-cache-worker/uploads/" + id + "/data-10"));
        multipart.abort("b/object", id);
        try (DirectoryStream<Path> left = Files.newDirectoryStream(directory().getParent())) {
            assertThat(left).isEmpty();
        }
    }
}
