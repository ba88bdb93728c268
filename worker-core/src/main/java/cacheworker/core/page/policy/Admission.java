package cacheworker.core.page.policy;

import cacheworker.core.base.NonBlocking;

/** Who is admitted: whether a page that is not cached is to be kept when it is brought in. Safe for any thread. */
@NonBlocking
public interface Admission {
    /** Everybody. */
    Admission ALWAYS = new Admission() {
        @Override
        public boolean admits(long page) {
            return true;
        }

        @Override
        public boolean admitsWanted(long page) {
            return true;
        }

        @Override
        public boolean admitsUnseen() {
            return true;
        }
    };

    /**
     * Asks about a page that nobody needs yet, and changes nothing.
     *
     * @param page its {@link PageName}
     * @return true when it is to be kept
     */
    boolean admits(long page);

    /**
     * Asks about a page that a reader needs now, and takes note of that.
     *
     * @param page its {@link PageName}
     * @return true when it is to be kept
     */
    boolean admitsWanted(long page);

    /**
     * Asks about a page that nobody has asked for before.
     *
     * @return true when it is to be kept, whichever it is
     */
    boolean admitsUnseen();
}
