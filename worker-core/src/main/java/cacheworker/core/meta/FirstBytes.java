package cacheworker.core.meta;

import cacheworker.core.base.ByteRange;
import cacheworker.core.ufs.UfsInput;

/** What a reader will want of an object that the worker may know nothing of yet. For the thread that looks it up. */
public interface FirstBytes {
    /**
     * The bytes to be opened with the lookup, where the UFS can do both in one step.
     *
     * @return a range; of an object that is shorter, what there is of it
     */
    ByteRange wanted();

    /**
     * Takes bytes that came with the lookup. Called before anybody else can know of the object, so that nobody reads
     * the same.
     *
     * @param object what was found
     * @param range which bytes of it
     * @param input the bytes, to be closed by whoever is called
     */
    void arrived(CachedObject object, ByteRange range, UfsInput input);
}
