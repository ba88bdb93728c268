package cacheworker.ufs.contract;

import cacheworker.core.ufs.FaultyUfs;
import cacheworker.core.ufs.MemoryUfs;
import cacheworker.core.ufs.UnderFileSystem;

/** Without faults the fault injector changes nothing. */
class HealthyFaultyUfsTest extends UnderFileSystemContract {
    @Override
    protected UnderFileSystem openEmpty() {
        return new FaultyUfs(new MemoryUfs());
    }
}
