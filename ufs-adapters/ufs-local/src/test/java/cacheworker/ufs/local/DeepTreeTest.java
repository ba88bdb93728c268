package cacheworker.ufs.local;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.ufs.UfsListRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Trees that are deeper, or wider at each level, than anybody would make them by hand. */
class DeepTreeTest extends LocalUfsFixture {
    private static final int DEPTH = 500;

    @Test
    void aDeepTreeIsListedFromAnyPlace() throws IOException {
        String deepest = "d/".repeat(DEPTH);
        calls.put(deepest + "object", "x");

        List<String> names = calls.names("");

        assertThat(names).hasSize(DEPTH + 1);
        assertThat(calls.names(new UfsListRequest("", deepest, "", 10, true))).containsExactly(deepest + "object");
        assertThat(calls.names(new UfsListRequest("", names.get(200), "", 10, true)))
                .hasSize(DEPTH - 200);
        ufs.delete(deepest + "object");
        assertThat(calls.names("")).isEmpty();
    }

    @Test
    void whatIsDeeperThanAnyPathIsLeftOut() throws Exception {
        calls.put("a", "x");
        String makeDeeper = """
                import os, sys
                os.chdir(sys.argv[1])
                for i in range(30):
                    os.mkdir('d' * 200)
                    os.chdir('d' * 200)
                """;
        run("python3", "-c", makeDeeper, root().toString());

        assertThat(calls.names("")).hasSizeBetween(10, 30).startsWith("a");

        run("rm", "-r", root().resolve("d".repeat(200)).toString());
    }

    @Test
    void startAfterDoesNotWalkOverSiblingsThatComeBeforeTheFolder() throws IOException {
        for (String name : List.of("x-1", "x-2/y", "x.z", "x/a", "x/b", "x0")) {
            calls.put(name, "x");
        }

        assertThat(calls.names(new UfsListRequest("", "x/a", "", 10, false))).containsExactly("x/b", "x0");
        assertThat(calls.names(new UfsListRequest("", "x-2/y", "", 10, false)))
                .containsExactly("x.z", "x/", "x/a", "x/b", "x0");
        assertThat(calls.names(new UfsListRequest("x", "x-2", "/", 10, false)))
                .containsExactly("x-2/", "x.z", "x/", "x0");
        Path x = root().resolve("x");
        assertThat(Files.isDirectory(x)).isTrue();
    }
}
