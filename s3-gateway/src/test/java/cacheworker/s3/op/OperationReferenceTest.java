package cacheworker.s3.op;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperationReferenceTest {
    @Test
    void thePageSaysWhatTheTableSays(@TempDir Path directory) throws IOException {
        Path made = directory.resolve("s3-operations.md");
        OperationReference.main(new String[] {made.toString()});
        assertThat(Files.readString(Path.of("..", "docs", "s3-operations.md")))
                .as("docs/s3-operations.md is out of date: run %s docs/s3-operations.md", OperationReference.class)
                .isEqualTo(Files.readString(made));
    }
}
