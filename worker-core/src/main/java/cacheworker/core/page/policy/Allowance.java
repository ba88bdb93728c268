package cacheworker.core.page.policy;

import cacheworker.core.base.NonBlocking;

/**
 * How much of what is taken may be written again: three quarters in the long run, so that there will be room however
 * hot all pages are; but what one region did not use, others may, so that one that is hot throughout can stay whole.
 * For the one thread that makes room in a directory.
 */
@NonBlocking
public final class Allowance {
    /** So many regions may be written again in a row. */
    private static final int SAVED = 2;

    private long left;

    /**
     * A region is taken.
     *
     * @param size of it, in any unit
     */
    public void region(int size) {
        left = Math.min(left + size / 4L * 3, (long) SAVED * size);
    }

    /**
     * A page is to be written again.
     *
     * @param size of it, in the same unit
     * @return false when that would be too much
     */
    public boolean take(int size) {
        if (size > left) {
            return false;
        }
        left -= size;
        return true;
    }
}
