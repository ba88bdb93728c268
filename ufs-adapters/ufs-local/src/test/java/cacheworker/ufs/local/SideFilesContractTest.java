package cacheworker.ufs.local;

import cacheworker.core.ufs.UnderFileSystem;
import cacheworker.ufs.contract.UfsConditionContract;
import cacheworker.ufs.contract.UfsCopyContract;
import cacheworker.ufs.contract.UfsDeleteContract;
import cacheworker.ufs.contract.UfsFolderContract;
import cacheworker.ufs.contract.UfsTagContract;
import cacheworker.ufs.contract.UfsWriteContract;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;

/** What of the contract touches attributes, on a file system that has no extended ones. */
class SideFilesContractTest extends LocalUfsFixture
        implements UfsWriteContract,
                UfsFolderContract,
                UfsDeleteContract,
                UfsCopyContract,
                UfsConditionContract,
                UfsTagContract {
    @BeforeEach
    void doWithoutExtendedAttributes() throws IOException {
        reopen(settings(0, false));
    }

    @Override
    public UnderFileSystem ufs() {
        return ufs;
    }
}
