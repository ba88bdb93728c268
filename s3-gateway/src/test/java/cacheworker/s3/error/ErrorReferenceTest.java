package cacheworker.s3.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErrorReferenceTest {
    @Test
    void thePageSaysWhatTheTableSays(@TempDir Path directory) throws IOException {
        Path made = directory.resolve("errors.md");
        ErrorReference.main(new String[] {made.toString()});
        assertThat(Files.readString(Path.of("..", "docs", "errors.md")))
                .as("docs/errors.md is out of date: run %s docs/errors.md", ErrorReference.class.getName())
                .isEqualTo(Files.readString(made));
    }

    @Test
    void codesAreUniqueAndEveryStatusIsAnError() {
        Set<String> codes = new HashSet<>();
        for (S3ErrorCode row : S3ErrorCode.values()) {
            assertThat(codes.add(row.code())).as(row.code()).isTrue();
            assertThat(row.status()).isBetween(400, 599);
            assertThat(row.meaning()).endsWith(".");
        }
    }
}
