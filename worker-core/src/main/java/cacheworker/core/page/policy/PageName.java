package cacheworker.core.page.policy;

import cacheworker.core.base.NonBlocking;
import cacheworker.core.base.ObjectId;

/** Pages as the policies know them: by a number that two pages hardly ever share. */
@NonBlocking
public final class PageName {
    private PageName() {}

    /**
     * The number of a page.
     *
     * @param id whose page
     * @param page which one, from 0
     * @return 64 well mixed bits, the same in every process
     */
    public static long of(ObjectId id, int page) {
        return mixed(id.high() ^ mixed(id.low() + page));
    }

    /** The finalizer of MurmurHash3: every bit of the input moves every bit of the output. */
    private static long mixed(long bits) {
        long mixed = (bits ^ (bits >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
