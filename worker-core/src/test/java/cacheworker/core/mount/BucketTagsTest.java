package cacheworker.core.mount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cacheworker.core.ufs.MemoryUfs;
import cacheworker.core.ufs.UfsException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BucketTagsTest {
    private static final Map<String, String> TAGS = Map.of("k", "v");

    private final MemoryUfs root = new MemoryUfs();
    private final MemoryUfs whole = new MemoryUfs();
    private final Namespace namespace = new Namespace(
            List.of(
                    new Mount("", "memory:root", false, root),
                    new Mount("whole", "memory:whole", false, whole),
                    new Mount("nested/x", "memory:nested", false, new MemoryUfs()),
                    new Mount("fixed", "memory:fixed", true, new MemoryUfs())),
            false,
            0);
    private final BucketTags tags = new BucketTags(namespace);

    @Test
    void aFolderOfTheRootMountHasThemItself() throws Exception {
        root.putOutside("b/", new byte[0]);
        tags.set("b", TAGS);
        assertThat(tags.get("b")).isEqualTo(TAGS);
        assertThat(root.tags("b/")).isEqualTo(TAGS);
    }

    @Test
    void aMountHasThemAtItsRoot() throws Exception {
        assertThat(tags.get("whole")).isEmpty();
        tags.set("whole", TAGS);
        assertThat(tags.get("whole")).isEqualTo(TAGS);
        assertThat(whole.tags("")).isEqualTo(TAGS);
        assertThat(root.tags("")).isEmpty();
    }

    @Test
    void aBucketOfMountsAloneHasNone() throws Exception {
        assertThat(tags.get("nested")).isEmpty();
        assertThatExceptionOfType(UfsException.class)
                .isThrownBy(() -> tags.set("nested", TAGS))
                .matches(e -> e.kind() == UfsException.Kind.UNSUPPORTED);
    }

    @Test
    void otherBucketsAreRefused() {
        assertThatExceptionOfType(NameException.class)
                .isThrownBy(() -> tags.get("none"))
                .matches(e -> e.reason() == NameException.Reason.NO_SUCH_BUCKET);
        assertThatExceptionOfType(NameException.class)
                .isThrownBy(() -> tags.set("fixed", TAGS))
                .matches(e -> e.reason() == NameException.Reason.READ_ONLY);
        assertThatExceptionOfType(NameException.class)
                .isThrownBy(() -> tags.get(".s3-cache-worker"))
                .matches(e -> e.reason() == NameException.Reason.RESERVED);
    }
}
