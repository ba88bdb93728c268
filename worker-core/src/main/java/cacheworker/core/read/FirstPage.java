package cacheworker.core.read;

import cacheworker.core.base.ByteRange;
import cacheworker.core.meta.CachedObject;
import cacheworker.core.meta.FirstBytes;
import cacheworker.core.ufs.UfsInput;

/** The page that a reader will want first: fetched by the read of the UFS that looks the object up. */
final class FirstPage implements FirstBytes {
    /** {@link #fetched}: none. */
    static final int NONE = -1;

    private final Fills fills;
    private final int page;
    private int fetched = NONE;

    FirstPage(Fills fills, int page) {
        this.fills = fills;
        this.page = page;
    }

    @Override
    public ByteRange wanted() {
        return new ByteRange((long) page * fills.pageSize(), fills.pageSize());
    }

    @Override
    public void arrived(CachedObject object, ByteRange range, UfsInput input) {
        if (fills.goOn(object, page, range, input)) {
            fetched = page;
        }
    }

    /** The page whose fetch began with the lookup, or {@link #NONE}. */
    int fetched() {
        return fetched;
    }
}
