package cacheworker.ufs.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where tags of files and directories are kept, and what becomes of them there. */
class LocalTagsTest extends LocalUfsFixture {
    private static final Map<String, String> TAGS = Map.of("k", "v");
    private static final UfsAttributes TAGGED = UfsAttributes.NONE.withTags(Map.of("first", "1"));

    @Test
    void changingTagsDoesNotTouchTheFile() throws IOException {
        calls.put("object", "x".getBytes(java.nio.charset.StandardCharsets.UTF_8), TAGGED);
        FileState before = FileState.of(root().resolve("object"));

        ufs.setTags("object", TAGS);

        assertThat(FileState.of(root().resolve("object"))).isEqualTo(before);
    }

    @Test
    void tagsOutliveTheWorker() throws IOException {
        calls.put("object", "x");
        ufs.setTags("object", TAGS);
        ufs.setTags("", TAGS);

        reopen(settings(0, true));

        assertThat(ufs.tags("object")).isEqualTo(TAGS);
        assertThat(ufs.tags("")).isEqualTo(TAGS);
    }

    @Test
    void filesOfOthersKeepETagAndVersion() throws IOException {
        Files.writeString(root().resolve("foreign"), "text");
        UfsStatus before = ufs.stat("foreign");

        UfsStatus tagged = ufs.setTags("foreign", TAGS);

        assertThat(tagged.etag()).isEqualTo(before.etag()).endsWith("-1");
        assertThat(tagged.version()).isEqualTo(before.version());
        assertThat(ufs.setTags("foreign", Map.of())).isEqualTo(before);
    }

    @Test
    void tagsFollowAFileThatIsRenamed() throws IOException {
        calls.put("object", "x");
        ufs.setTags("object", TAGS);
        Files.move(root().resolve("object"), root().resolve("moved"));

        assertThat(ufs.tags("moved")).isEqualTo(TAGS);
    }

    @Test
    void otherBytesDoNotHaveTheTags() throws IOException {
        calls.put("object", "x");
        ufs.setTags("object", TAGS);
        Files.writeString(root().resolve("object"), "changed behind the worker");

        assertThat(ufs.tags("object")).isEmpty();

        calls.put("same/length", "1");
        ufs.setTags("same/length", TAGS);
        Files.setLastModifiedTime(
                root().resolve("same/length"), FileTime.from(Instant.now().minusSeconds(60)));
        assertThat(ufs.tags("same/length")).isEmpty();
    }

    @Test
    void removedTagsDoNotComeBackFromTheFile() throws IOException {
        calls.put("object", "x".getBytes(java.nio.charset.StandardCharsets.UTF_8), TAGGED);
        ufs.setTags("object", Map.of());

        reopen(settings(0, true));

        assertThat(ufs.tags("object")).isEmpty();
    }

    @Test
    void onlyTagsOfWhatIsGoneAreSwept() throws IOException {
        calls.put("deleted", "1");
        calls.put("kept", "2");
        reopen(settings(0, false));
        ufs.setTags("deleted", TAGS);
        ufs.setTags("kept", TAGS);
        ufs.setTags("", TAGS);
        ufs.delete("deleted");
        assertThat(sideFiles()).hasSize(3);

        waitAsItWere(Duration.ofHours(2));

        await().until(() -> sideFiles().size() == 2);
        assertThat(ufs.tags("kept")).isEqualTo(TAGS);
        assertThat(ufs.tags("")).isEqualTo(TAGS);
    }

    @Test
    void aTaggedBucketIsDeletedWithItsTags() throws IOException {
        reopen(settings(1, true));
        calls.mkdir("bucket/");
        ufs.setTags("bucket/", TAGS);
        calls.put("bucket/object", "x");
        ufs.delete("bucket/object");
        assertThat(ufs.tags("bucket/")).isEqualTo(TAGS);

        ufs.delete("bucket/");
        Files.createDirectory(root().resolve("bucket"));

        assertThat(ufs.tags("bucket/")).isEmpty();
    }

    private List<Path> sideFiles() throws IOException {
        try (Stream<Path> files = Files.walk(root().resolve(".s3-cache-worker/attributes"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
