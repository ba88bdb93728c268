package cacheworker.core.mount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MountTableTest {
    @Test
    void aTableHasOneMountInALine() throws Exception {
        List<MountSpec> mounts = MountTable.parse(
                "table",
                List.of(
                        "# our mounts",
                        "",
                        "/models  s3://models/prod/  readonly  s3a.accessKeyId=AK s3a.secretKey=se=cr#et # ours",
                        "\t/nas/deep/er/\t/mnt/nas with spaces".replace("nas with spaces", "nas#1"),
                        "/  \"/data/with blanks\" endpoint=\"http://h:9000/\" x.y=\"a \\\"b\\\" \\\\ c\\d\""));
        assertThat(mounts).extracting(MountSpec::path).containsExactly("models", "nas/deep/er", "");
        assertThat(mounts).extracting(MountSpec::readOnly).containsExactly(true, false, false);
        assertThat(mounts.get(0).uri()).hasToString("s3://models/prod/");
        assertThat(mounts.get(1).uri().getPath()).isEqualTo("/mnt/nas#1");
        assertThat(mounts.get(2).uri().getPath()).isEqualTo("/data/with blanks");
        assertThat(mounts.get(0).options()).isEqualTo(Map.of("s3a.accessKeyId", "AK", "s3a.secretKey", "se=cr#et"));
        assertThat(mounts.get(2).options()).isEqualTo(Map.of("endpoint", "http://h:9000/", "x.y", "a \"b\" \\ c\\d"));
        assertThat(mounts.get(0).origin()).isEqualTo("table, line 3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "/a | field 2 is missing: expected the URI",
                "a file:/x | field 1: 'a' does not begin with '/'",
                "a/b file:/x | field 1: 'a/b' does not begin with '/'",
                "//a file:/x | field 1: '//a' cannot be a mount point: it has an empty segment",
                "/a//b file:/x | field 1: '/a//b' cannot be a mount point: it has an empty segment",
                "/a/../b file:/x | field 1: '/a/../b' cannot be a mount point: it has a '.' or '..' segment",
                "/.. file:/x | field 1: '/..' cannot be a mount point: it has a '.' or '..' segment",
                "/.x file:/x | field 1: '/.x' cannot be a mount point: bucket name '.x' begins with a dot",
                "/b--x-s3/c file:/x | field 1: '/b--x-s3/c' cannot be a mount point: bucket name",
                "/.s3-cache-worker file:/x | field 1: '/.s3-cache-worker' cannot be a mount point: it has the segment",
                "/b/.s3-cache-worker file:/x | field 1: '/b/.s3-cache-worker' cannot be a mount point: it has",
                "/a s3://b/x^y | field 2: not a URI: Illegal character in path, at its character 9",
                "/a \"\" | field 2: the root of a UFS is empty",
                "/a file:/x read-only | field 3: expected 'readonly' or an option as name=value",
                "/a file:/x x=1 readonly y | field 5: expected 'readonly' or an option as name=value",
                "/a file:/x =secret | field 3: expected the full name of an option before '='",
                "/a file:/x a=1 a=2 | field 4: option a is given twice",
                "/a file:/x a=\"open | field 3: the quote opened at column 14 is not closed on this line",
            })
    void aLineThatIsNoMountIsRefusedWithItsPlace(String line, String message) {
        assertThatThrownBy(() -> MountTable.parse("table", List.of("# comment", line)))
                .isInstanceOf(MountException.class)
                .hasMessageStartingWith("table, line 2, " + message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a s3://b s3a.secretKey hunter2",
                "/a s3://b s3a.secretKey = hunter2",
                "/a s3://b s3a.secretKey=\"hunter2",
                "/a s3://b s3a.secretKey=hunter2 s3a.secretKey=hunter2",
                "/a s3://key:hunter2@b",
                "a s3://b s3a.secretKey=hunter2",
                "/a s3://b^ s3a.secretKey=hunter2"
            })
    void noMessageRepeatsASecret(String line) {
        assertThatThrownBy(() -> MountTable.parse("table", List.of(line)))
                .isInstanceOf(MountException.class)
                .satisfies(e -> {
                    for (Throwable at = e; at != null; at = at.getCause()) {
                        assertThat(at).hasMessageNotContaining("hunter2");
                    }
                });
    }

    @Test
    void aMountPrintsItsOptionsWithoutTheirValues() throws Exception {
        MountSpec mount = MountTable.parse("t", List.of("/a s3://b/c s3a.secretKey=hunter2 readonly"))
                .get(0);
        assertThat(mount).hasToString("/a s3://b/c readonly [s3a.secretKey]");
        assertThat(new MountSettings("/r", null, false, mount.options(), 32, 8).toString())
                .doesNotContain("hunter2");
    }

    @Test
    void aFileThatIsMissingOrNotUtf8IsRefused(@TempDir Path directory) throws Exception {
        Path latin = Files.write(directory.resolve("latin"), new byte[] {'/', (byte) 0xE9});
        assertThatThrownBy(() -> MountTable.read(latin)).hasMessage("mount table " + latin + " is not UTF-8 text");
        assertThatThrownBy(() -> MountTable.read(directory.resolve("none")))
                .isInstanceOf(MountException.class)
                .hasMessageContainingAll("none", "cannot be read");
    }
}
