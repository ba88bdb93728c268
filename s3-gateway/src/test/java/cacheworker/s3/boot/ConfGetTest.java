package cacheworker.s3.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConfGetTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    private int run(String... args) {
        return ConfGet.run(
                args,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8));
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void valueInForceIsPrinted() {
        assertThat(run("alluxio.worker.page.store.page.size")).isZero();
        assertThat(text(out)).isEqualTo("1MB\n");
    }

    @Test
    void settingWithoutValueIsAnEmptyLine() {
        assertThat(run("alluxio.security.login.username")).isZero();
        assertThat(text(out)).isEqualTo("\n");
    }

    @Test
    void unknownNameFailsAndSuggestsANearOne() {
        assertThat(run("alluxio.worker.rest.prot")).isEqualTo(1);
        assertThat(text(errors)).contains("did you mean alluxio.worker.rest.port?");
        assertThat(text(out)).isEmpty();
    }

    @Test
    void oneNameIsExpected() {
        assertThat(run()).isEqualTo(2);
    }

    @Test
    void onlyUtf8LocalesAreTaken() {
        assertThat(StartFailures.localeProblem("UTF-8")).isEmpty();
        assertThat(StartFailures.localeProblem("ANSI_X3.4-1968")).contains("UTF-8", "ANSI_X3.4-1968");
    }
}
