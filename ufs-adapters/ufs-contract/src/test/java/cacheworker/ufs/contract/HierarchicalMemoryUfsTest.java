package cacheworker.ufs.contract;

import cacheworker.core.ufs.MemoryUfs;
import cacheworker.core.ufs.UfsCapability;
import cacheworker.core.ufs.UnderFileSystem;
import java.util.Set;

class HierarchicalMemoryUfsTest extends UnderFileSystemContract {
    @Override
    protected UnderFileSystem openEmpty() {
        return new MemoryUfs(Set.of(UfsCapability.HIERARCHICAL));
    }
}
