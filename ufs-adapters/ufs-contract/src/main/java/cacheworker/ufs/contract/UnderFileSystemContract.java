package cacheworker.ufs.contract;

import cacheworker.core.ufs.UnderFileSystem;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * All of the contract. An adapter's test extends this and says how to open an empty UFS; each test has one of its own.
 *
 * <p>Every capability is tested both ways: what is declared works, what is not declared is refused.
 */
public abstract class UnderFileSystemContract
        implements UfsReadContract,
                UfsWriteContract,
                UfsNameContract,
                UfsFolderContract,
                UfsDeleteContract,
                UfsCopyContract,
                UfsMultipartContract,
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
