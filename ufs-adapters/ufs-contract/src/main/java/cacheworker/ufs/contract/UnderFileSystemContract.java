package cacheworker.ufs.contract;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.ufs.UfsCapability;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UnderFileSystem;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * All of the contract. An adapter's test extends this and says how to open an empty UFS; each test has one of its own.
 *
 * <p>Every capability is tested both ways: what is declared works, what is not declared is refused.
 */
public abstract class UnderFileSystemContract
        implements UfsContentContract,
                UfsReadContract,
                UfsWriteContract,
                UfsNameContract,
                UfsFolderContract,
                UfsDeleteContract,
                UfsCopyContract,
                UfsConditionContract,
                UfsConditionRaceContract,
                UfsTagContract,
                UfsListContract,
                UfsListPropertyContract {
    private @Nullable UnderFileSystem ufs;

    /** For subclasses. */
    protected UnderFileSystemContract() {}

    /**
     * Opens a UFS with nothing in it.
     *
     * @return open; closed by the caller after the test
     * @throws IOException fails the test
     */
    protected abstract UnderFileSystem openEmpty() throws IOException;

    /** Who declares uploads in parts is tested for them; who does not refuses them. */
    @Test
    final void uploadsInPartsAreDeclaredAndTestedOrRefused() throws IOException {
        assertThat(can(UfsCapability.MULTIPART)).isEqualTo(this instanceof UfsMultipartContract);
        if (can(UfsCapability.MULTIPART)) {
            assertThat(ufs().multipart()).isSameAs(ufs().multipart());
        } else {
            UfsCalls.assertFails(UfsException.Kind.UNSUPPORTED, () -> ufs().multipart());
        }
    }

    @BeforeEach
    final void openUfs() throws IOException {
        ufs = openEmpty();
    }

    @AfterEach
    final void closeUfs() {
        if (ufs != null) {
            ufs.close();
        }
    }

    @Override
    public final UnderFileSystem ufs() {
        return Objects.requireNonNull(ufs, "only inside a test");
    }
}
