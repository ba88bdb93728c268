package cacheworker.ufs.local;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import org.junit.jupiter.api.Test;

class FailuresTest {
    @Test
    void aFullDiskOrQuotaIsNoSpace() {
        assertThat(Failures.writing("x", new IOException("No space left on device"))
                        .kind())
                .isEqualTo(Kind.NO_SPACE);
        assertThat(Failures.writing("x", new FileSystemException("f", null, "Disk quota exceeded"))
                        .kind())
                .isEqualTo(Kind.NO_SPACE);
    }

    @Test
    void whatMayNotBeDoneIsDenied() {
        assertThat(Failures.reading("x", new AccessDeniedException("f")).kind()).isEqualTo(Kind.DENIED);
        assertThat(Failures.reading("x", new FileNotFoundException("f (Permission denied)"))
                        .kind())
                .isEqualTo(Kind.DENIED);
        assertThat(Failures.writing("x", new FileSystemException("f", null, "Read-only file system"))
                        .kind())
                .isEqualTo(Kind.DENIED);
    }

    @Test
    void aNameInTheMessageIsNotTakenForTheReason() {
        IOException failure = new FileSystemException("No space left", "Is a directory", "Input/output error");

        assertThat(Failures.writing("x", failure).kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(Failures.reading("x", new NotDirectoryException("No space left"))
                        .kind())
                .isEqualTo(Kind.NOT_FOUND);
    }

    @Test
    void aFailureThatIsKnownStaysAsItIs() {
        UfsException known = UfsException.outcomeUnknown("x", null);

        assertThat(Failures.writing("x", known)).isSameAs(known);
    }
}
