package cacheworker.s3.op.tagging;

import cacheworker.s3.op.OpFixture;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Operations over a directory that keeps tags. */
abstract class TaggingFixture {
    @TempDir
    Path directory;

    OpFixture fixture;

    @BeforeEach
    final void start() throws IOException {
        fixture = new OpFixture(directory);
    }

    @AfterEach
    final void stop() {
        fixture.close();
    }
}
