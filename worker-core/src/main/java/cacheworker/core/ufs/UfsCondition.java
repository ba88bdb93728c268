package cacheworker.core.ufs;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of a path for a write of it to take effect. It is decided in one step with the write: between a check
 * and the publication no other write through the same UFS comes in.
 *
 * @param kind what sort of condition it is
 * @param etag the ETag that is wanted, as {@link UfsStatus#etag} has it; empty for the other kinds
 */
public record UfsCondition(Kind kind, String etag) {
    /** The sorts of conditions. */
    public enum Kind {
        /** Holds in any case. */
        ALWAYS,
        /**
         * Holds when there is nothing of that path: no object; for a folder, none that was made as one, and with {@link
         * UfsCapability#HIERARCHICAL} none that something lies in either.
         */
        ABSENT,
        /** Holds when there is something of that path, whatever it is. */
        PRESENT,
        /** Holds when there is something of that path with a certain ETag. */
        ETAG
    }

    /** No condition. */
    public static final UfsCondition NONE = new UfsCondition(Kind.ALWAYS, "");

    /** There is nothing yet. */
    public static final UfsCondition ABSENT = new UfsCondition(Kind.ABSENT, "");

    /** There is something already. */
    public static final UfsCondition PRESENT = new UfsCondition(Kind.PRESENT, "");

    /**
     * There is something with an ETag.
     *
     * @param etag without quotes
     * @return the condition
     */
    public static UfsCondition etag(String etag) {
        return new UfsCondition(Kind.ETAG, etag);
    }

    /**
     * Whether there is nothing to check.
     *
     * @return true when it holds in any case
     */
    public boolean isNone() {
        return kind == Kind.ALWAYS;
    }

    /**
     * Whether there must be nothing yet.
     *
     * @return true for {@link #ABSENT}
     */
    public boolean isAbsent() {
        return kind == Kind.ABSENT;
    }

    /**
     * Compares with what is there.
     *
     * @param path what is to be written; for messages
     * @param current its state, or null when there is nothing
     * @throws UfsException CONDITION_FAILED when the condition does not hold; NOT_FOUND when it wants something to be
     *     there and there is nothing
     */
    public void check(String path, @Nullable UfsStatus current) throws UfsException {
        if (isAbsent() && current != null) {
            throw new UfsException(UfsException.Kind.CONDITION_FAILED, "'" + path + "' exists");
        }
        if ((kind == Kind.PRESENT || kind == Kind.ETAG) && current == null) {
            throw new UfsException(UfsException.Kind.NOT_FOUND, "'" + path + "' does not exist");
        }
        if (kind == Kind.ETAG && current != null && !current.etag().equals(etag)) {
            throw new UfsException(
                    UfsException.Kind.CONDITION_FAILED, "'" + path + "' has ETag " + current.etag() + ", not " + etag);
        }
    }

    /**
     * Refuses a condition that a UFS would not decide.
     *
     * @param path what is to be written; for messages
     * @param capabilities what the UFS can do
     * @param needed what it has to be able to do, if there is a condition
     * @throws UfsException UNSUPPORTED when there is a condition and the capability is missing
     */
    public void checkSupported(String path, Set<UfsCapability> capabilities, UfsCapability needed) throws UfsException {
        if (!isNone() && !capabilities.contains(needed)) {
            throw new UfsException(
                    UfsException.Kind.UNSUPPORTED,
                    "'" + path + "' can only be written or deleted without a condition here");
        }
    }
}
