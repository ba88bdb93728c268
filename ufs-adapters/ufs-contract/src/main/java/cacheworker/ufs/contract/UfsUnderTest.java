package cacheworker.ufs.contract;

import cacheworker.core.ufs.UfsCapability;
import cacheworker.core.ufs.UnderFileSystem;

/** What the topics of the contract share: the UFS that the current test has for itself. */
public interface UfsUnderTest {
    /**
     * The UFS of the current test.
     *
     * @return open; empty when the test began
     */
    UnderFileSystem ufs();

    /**
     * Short calls on it.
     *
     * @return new, without state
     */
    default UfsCalls calls() {
        return new UfsCalls(ufs());
    }

    /**
     * Whether the UFS says that it can do something.
     *
     * @param capability what
     * @return true when it is declared
     */
    default boolean can(UfsCapability capability) {
        return ufs().capabilities().contains(capability);
    }
}
