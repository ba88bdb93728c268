package cacheworker.core.page.policy;

import cacheworker.core.base.NonBlocking;

/**
 * Admits a page when it is wanted for the second time within as many first times as the cache has pages. What is read
 * once is never written to the disk.
 */
@NonBlocking
final class SecondAccess implements Admission {
    private final Ghost seen;

    SecondAccess(Ghost seen) {
        this.seen = seen;
    }

    @Override
    public boolean admits(long page) {
        return seen.knows(page);
    }

    @Override
    public boolean admitsWanted(long page) {
        if (seen.knows(page)) {
            return true;
        }
        seen.add(page);
        return false;
    }

    @Override
    public boolean admitsUnseen() {
        return false;
    }
}
