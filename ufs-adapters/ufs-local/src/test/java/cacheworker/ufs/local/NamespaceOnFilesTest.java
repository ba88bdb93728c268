package cacheworker.ufs.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cacheworker.core.base.ObjectKey;
import cacheworker.core.mount.Bucket;
import cacheworker.core.mount.Location;
import cacheworker.core.mount.MountSettings;
import cacheworker.core.mount.Mounts;
import cacheworker.core.mount.NameException;
import cacheworker.core.mount.Namespace;
import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsCreateOptions;
import cacheworker.core.ufs.UfsCursor;
import cacheworker.core.ufs.UfsEntry;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsListRequest;
import cacheworker.core.ufs.UfsOutput;
import cacheworker.core.ufs.UfsStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Buckets and mounts over real directories, opened the way that a worker opens them. */
class NamespaceOnFilesTest {
    @TempDir
    Path directory;

    private Path root = Path.of("");
    private Path nested = Path.of("");
    private Namespace namespace;

    @BeforeEach
    void mount() throws Exception {
        root = Files.createDirectories(directory.resolve("root"));
        nested = Files.createDirectories(directory.resolve("with blanks"));
        Path table = Files.write(
                directory.resolve("mount_table"),
                List.of("/b/deep/er  \"" + nested + "\"", "/ro " + root.toUri() + " readonly"));
        namespace = Mounts.read(new MountSettings(root.toString(), table, true, Map.of(), 32, 8))
                .open();
    }

    @AfterEach
    void close() {
        namespace.close();
    }

    @Test
    void objectsLandInTheDirectoryOfTheirMount() throws Exception {
        namespace.createBucket("made");
        put("made", "x/y");
        put("b", "deep/er/x/y");
        put("b", "deep/z");
        assertThat(root.resolve("made/x/y")).isRegularFile();
        assertThat(nested.resolve("x/y")).isRegularFile();
        assertThat(root.resolve("b/deep/z")).isRegularFile();
        assertThat(namespace.buckets()).extracting(Bucket::name).containsExactly("b", "made", "ro");
        assertThat(list("b", "", "")).containsExactly("deep/", "deep/er/", "deep/er/x/", "deep/er/x/y", "deep/z");
        assertThat(list("b", "deep/", "/")).containsExactly("deep/", "deep/er/", "deep/z");
    }

    @Test
    void whatLiesUnderAMountPointIsHidden() throws Exception {
        Files.createDirectories(root.resolve("b/deep/er/old"));
        Files.writeString(root.resolve("b/deep/er/old/k"), "hidden");
        put("b", "deep/er/k");
        assertThat(list("b", "", "")).containsExactly("deep/", "deep/er/", "deep/er/k");
        Location hidden = namespace.locate(new ObjectKey("b", "deep/er/old/k"));
        assertThatThrownBy(() -> hidden.ufs().stat(hidden.path())).isInstanceOf(UfsException.class);
    }

    @Test
    void aBucketStaysWhenItsLastObjectGoesAndIsThenDeleted() throws Exception {
        namespace.createBucket("made");
        put("made", "x/y");
        assertReason(NameException.Reason.BUCKET_NOT_EMPTY, "made");
        Location location = namespace.locate(new ObjectKey("made", "x/y"));
        location.ufs().delete(location.path());
        assertThat(list("made", "", "")).isEmpty();
        namespace.deleteBucket("made");
        assertThat(root.resolve("made")).doesNotExist();
        assertReason(NameException.Reason.NO_SUCH_BUCKET, "made");
        assertReason(NameException.Reason.READ_ONLY, "b");
    }

    @Test
    void theRootOfANestedMountIsFoundAndCannotBeDeleted() throws Exception {
        Location location = namespace.locate(new ObjectKey("b", "deep/er/"));
        assertThat(location.ufs().stat(location.path()).isFolder()).isTrue();
        assertThatThrownBy(() -> location.ufs().delete(location.path())).isInstanceOf(UfsException.class);
        assertThat(nested).isDirectory();
    }

    private void assertReason(NameException.Reason reason, String bucket) {
        assertThatThrownBy(() -> namespace.deleteBucket(bucket))
                .isInstanceOfSatisfying(
                        NameException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private void put(String bucket, String key) throws Exception {
        Location location = namespace.locate(new ObjectKey(bucket, key));
        try (UfsOutput output = location.ufs().create(location.path(), new UfsCreateOptions(0, UfsAttributes.NONE))) {
            output.commit(UfsStatus.EMPTY_ETAG);
        }
    }

    private List<String> list(String bucket, String prefix, String delimiter) throws Exception {
        List<String> paths = new ArrayList<>();
        try (UfsCursor cursor = namespace.list(bucket, new UfsListRequest(prefix, "", delimiter, 10, false))) {
            for (UfsEntry entry = cursor.next(); entry != null; entry = cursor.next()) {
                paths.add(entry.path());
            }
        }
        return paths;
    }
}
