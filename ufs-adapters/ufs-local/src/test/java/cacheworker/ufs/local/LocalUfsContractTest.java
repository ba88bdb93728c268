package cacheworker.ufs.local;

import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UnderFileSystem;
import cacheworker.ufs.contract.UfsMultipartContract;
import cacheworker.ufs.contract.UnderFileSystemContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class LocalUfsContractTest extends UnderFileSystemContract implements UfsMultipartContract {
    @TempDir
    private Path root;

    @Override
    protected UnderFileSystem openEmpty() throws UfsException {
        return LocalUfs.open(root, LocalSettings.ofMount(0, true, null));
    }
}
