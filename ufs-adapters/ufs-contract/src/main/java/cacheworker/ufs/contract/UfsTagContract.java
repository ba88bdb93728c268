package cacheworker.ufs.contract;

import static cacheworker.ufs.contract.UfsCalls.assertFails;
import static cacheworker.ufs.contract.UfsCalls.randomBytes;
import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.base.ByteRange;
import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsCapability;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsInput;
import cacheworker.core.ufs.UfsPart;
import cacheworker.core.ufs.UfsPartOutput;
import cacheworker.core.ufs.UfsStatus;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tags where they are declared, and that whoever brings some is refused where they are not. */
public interface UfsTagContract extends UfsUnderTest {
    /** Letters of several scripts, and what a query, XML or a header would take for its own. */
    Map<String, String> TAGS = Map.of("project", "x", "\u00e4 \u6f22 \ud83d\ude00", "a+b=c & <d>/%41", "empty", "");

    /** Headers, metadata and tags of a write. */
    UfsAttributes TAGGED = new UfsAttributes(Map.of("content-type", "x/y"), Map.of("m", "1"), TAGS);

    /** Nothing may drop what somebody relies on. */
    @Test
    default void tagsAreRefusedWhereThereAreNone() throws Exception {
        if (can(UfsCapability.TAGS)) {
            return;
        }
        UfsStatus object = calls().put("object", "x");
        assertFails(Kind.UNSUPPORTED, () -> ufs().setTags("object", TAGS));
        assertFails(Kind.UNSUPPORTED, () -> ufs().setTags("object", Map.of()));
        assertFails(Kind.UNSUPPORTED, () -> calls().put("object", "y", TAGGED));
        assertFails(Kind.UNSUPPORTED, () -> calls().put("folder/", "", TAGGED));
        assertThat(ufs().tags("object")).isEmpty();
        assertThat(ufs().stat("object")).isEqualTo(object);
    }

    /** They come with the bytes and go with them. */
    @Test
    default void anObjectHasTheTagsThatItWasWrittenWith() throws Exception {
        if (!can(UfsCapability.TAGS)) {
            return;
        }
        UfsStatus written = calls().put("a/object", "bytes", TAGGED);

        assertThat(written.attributes().tags()).isEqualTo(TAGS);
        assertThat(ufs().stat("a/object")).isEqualTo(written);
        assertThat(ufs().tags("a/object")).isEqualTo(TAGS);

        calls().put("a/object", "others");
        assertThat(ufs().tags("a/object")).isEmpty();
    }

    /** Version, ETag, date and the other attributes stay, so that caches and readers stay right. */
    @Test
    default void changedTagsAreNoNewVersion() throws Exception {
        if (!can(UfsCapability.TAGS)) {
            return;
        }
        UfsStatus written = calls().put("a/object", "bytes", TAGGED);
        for (Map<String, String> tags : List.of(Map.of("k", "1"), Map.<String, String>of(), TAGS, Map.of("k", "2"))) {
            UfsStatus tagged = ufs().setTags("a/object", tags);

            assertThat(tagged.attributes()).isEqualTo(TAGGED.withTags(tags));
            assertThat(withoutTags(tagged)).isEqualTo(withoutTags(written));
            assertThat(ufs().stat("a/object")).isEqualTo(tagged);
            assertThat(ufs().tags("a/object")).isEqualTo(tags);
            assertThat(calls().get("a/object", written.version(), new ByteRange(0, 5)))
                    .asString()
                    .isEqualTo("bytes");
        }
        assertThat(calls().names("")).containsExactly("a/", "a/object");
    }

    private static UfsStatus withoutTags(UfsStatus status) {
        return new UfsStatus(
                status.path(),
                status.length(),
                status.lastModifiedMillis(),
                status.version(),
                status.etag(),
                status.attributes().withTags(Map.of()));
    }

    /** Whoever reads a large object is not thrown out because somebody labels it. */
    @Test
    default void readsGoOnWhileTagsChange() throws Exception {
        if (!can(UfsCapability.TAGS)) {
            return;
        }
        byte[] bytes = randomBytes(1_000_000, 21);
        UfsStatus written = calls().put("object", bytes);
        try (UfsInput input = ufs().open("object", written.version(), new ByteRange(0, bytes.length))) {
            ByteBuffer first = ByteBuffer.allocate(1000);
            int count = input.read(first);
            ufs().setTags("object", TAGS);
            byte[] rest = UfsCalls.drain(input);
            assertThat(count + rest.length).isEqualTo(bytes.length);
        }
    }

    /** As many and as long as S3 has them, in characters of four bytes. */
    @Test
    default void theLargestTagsOfS3AreKept() throws Exception {
        if (!can(UfsCapability.TAGS)) {
            return;
        }
        calls().put("object", "x");
        Map<String, String> tags = new HashMap<>();
        for (int i = 0; i < 10; i++) {
            tags.put(i + "\ud83d\ude00".repeat(127), "\ud83d\ude00".repeat(256));
        }
        ufs().setTags("object", tags);
        assertThat(ufs().tags("object")).isEqualTo(tags);
    }

    /** A later object of the name is another one. */
    @Test
    default void tagsGoWithTheirObject() throws Exception {
        if (!can(UfsCapability.TAGS)) {
            return;
        }
        calls().put("replaced", "x");
        ufs().setTags("replaced", TAGS);
        calls().put("replaced", "x");
        assertThat(ufs().tags("replaced")).isEmpty();

        calls().put("deleted", "x");
        ufs().setTags("deleted", TAGS);
        ufs().delete("deleted");
        calls().put("deleted", "x");
        assertThat(ufs().tags("deleted")).isEmpty();

        assertFails(Kind.NOT_FOUND, () -> ufs().setTags("nowhere", TAGS));
        assertFails(Kind.NOT_FOUND, () -> ufs().setTags("nowhere/", TAGS));
        assertFails(Kind.NOT_FOUND, () -> ufs().tags("nowhere"));
        assertThat(calls().names("nowhere")).isEmpty();
    }

    /** Made with tags, or labelled later; also one that nobody made, which stays from then on. */
    @Test
    default void foldersHaveTags() throws Exception {
        if (!can(UfsCapability.TAGS)) {
            return;
        }
        UfsStatus made = calls().put("made/", "", TAGGED);
        assertThat(made.attributes().tags()).isEqualTo(TAGS);
        assertThat(ufs().stat("made/").attributes()).isEqualTo(TAGGED);
        UfsStatus tagged = ufs().setTags("made/", Map.of("k", "v"));
        assertThat(tagged.attributes()).isEqualTo(TAGGED.withTags(Map.of("k", "v")));
        assertThat(withoutTags(tagged)).isEqualTo(withoutTags(made));
        assertThat(ufs().tags("made/")).containsExactly(Map.entry("k", "v"));
        calls().mkdir("made/");
        assertThat(ufs().tags("made/")).isEmpty();

        calls().put("implied/object", "x");
        ufs().setTags("implied/", TAGS);
        ufs().delete("implied/object");
        assertThat(ufs().tags("implied/")).isEqualTo(TAGS);
        ufs().delete("implied/");
        calls().mkdir("implied/");
        assertThat(ufs().tags("implied/")).isEmpty();
    }

    /** Also where the storage tells folders apart by numbers that it uses again. */
    @Test
    default void aFolderThatIsMadeAgainHasNothingOfTheOneBefore() throws Exception {
        if (!can(UfsCapability.TAGS)) {
            return;
        }
        for (int round = 0; round < 3; round++) {
            calls().put("again/folder/", "", TAGGED);
            ufs().delete("again/folder/");
            calls().put("again/folder/object", "x");
            assertThat(ufs().tags("again/folder/")).isEmpty();
            ufs().delete("again/folder/object");
        }
    }

    /** As a bucket is told to have none before it is deleted. */
    @Test
    default void takingTagsFromAFolderThatHasNoneDoesNotMakeItStay() throws Exception {
        if (!can(UfsCapability.TAGS)) {
            return;
        }
        calls().put("passing/object", "x");
        ufs().setTags("passing/", Map.of());
        ufs().delete("passing/object");
        assertFails(Kind.NOT_FOUND, () -> ufs().stat("passing/"));
    }

    /** Those of a bucket, where the UFS is one. */
    @Test
    default void theRootHasTags() throws Exception {
        if (!can(UfsCapability.TAGS)) {
            return;
        }
        assertThat(ufs().tags("")).isEmpty();
        ufs().setTags("", TAGS);
        assertThat(ufs().tags("")).isEqualTo(TAGS);
        calls().put("object", "x");
        assertThat(calls().names("")).containsExactly("object");
        assertThat(ufs().tags("object")).isEmpty();
        ufs().setTags("", Map.of());
        assertThat(ufs().tags("")).isEmpty();
    }

    /** The caller says which, as for all attributes. */
    @Test
    default void aCopyHasTheTagsThatItIsGiven() throws Exception {
        if (!can(UfsCapability.TAGS) || !can(UfsCapability.SERVER_SIDE_COPY)) {
            return;
        }
        UfsStatus source = calls().put("source", "x", TAGGED);
        UfsAttributes others = TAGGED.withTags(Map.of("other", "1"));

        assertThat(ufs().copy("source", source.version(), "with", others).attributes())
                .isEqualTo(others);
        ufs().copy("source", source.version(), "without", TAGGED.withTags(Map.of()));

        assertThat(ufs().tags("with")).isEqualTo(others.tags());
        assertThat(ufs().tags("without")).isEmpty();
        assertThat(ufs().tags("source")).isEqualTo(TAGS);
    }

    /** Given when the upload begins. */
    @Test
    default void anObjectOfPartsHasTheTagsOfItsUpload() throws Exception {
        if (!can(UfsCapability.TAGS) || !can(UfsCapability.MULTIPART)) {
            return;
        }
        String id = ufs().multipart().begin("object", TAGGED);
        byte[] bytes = "part".getBytes(StandardCharsets.UTF_8);
        try (UfsPartOutput part = ufs().multipart().part("object", id, 1, bytes.length)) {
            part.write(ByteBuffer.wrap(bytes));
            part.commit(UfsCalls.md5(bytes));
        }
        List<UfsPart> parts = ufs().multipart().parts("object", id, 0, 10);
        UfsStatus object = ufs().multipart().complete("object", id, parts, UfsCalls.md5(bytes) + "-1");
        assertThat(object.attributes().tags()).isEqualTo(TAGS);
        assertThat(ufs().tags("object")).isEqualTo(TAGS);
    }
}
