package cacheworker.ufs.contract;

import cacheworker.core.ufs.MemoryUfs;
import cacheworker.core.ufs.UnderFileSystem;

class MemoryUfsTest extends UnderFileSystemContract {
    @Override
    protected UnderFileSystem openEmpty() {
        return new MemoryUfs();
    }
}
