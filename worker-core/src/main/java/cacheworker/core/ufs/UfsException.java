package cacheworker.core.ufs;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A failure of a UFS, with the kind that the callers act on. The message names the path and what was found. */
public final class UfsException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What went wrong, as far as anybody can act on it. */
    public enum Kind {
        /** There is no such object or folder. */
        NOT_FOUND,
        /** There is no such upload in parts, or not any more. */
        NO_SUCH_UPLOAD,
        /** The object has another version than the one asked for. */
        CHANGED,
        /** The {@link UfsCondition} of a write does not hold. */
        CONDITION_FAILED,
        /** Other writes of the same path came between a condition and its write; the same may work again. */
        RACED,
        /** The storage, or a rule of the mount such as a link that leads out of it, refuses access. */
        DENIED,
        /** The storage asks to slow down. */
        THROTTLED,
        /** The storage cannot be asked now: connection refused, time-out, 5xx, I/O error. */
        UNAVAILABLE,
        /** The storage has no room left, or a quota is used up. */
        NO_SPACE,
        /** The UFS cannot do this. */
        UNSUPPORTED,
        /** A name would have to be an object and a folder at once. */
        CONFLICT,
        /** A segment of the path, or the path, is longer than the storage allows. */
        NAME_TOO_LONG,
        /** The folder to delete has something in it. */
        NOT_EMPTY,
        /** The path has a form that the storage cannot hold. */
        BAD_NAME,
        /** The storage does not take these tags; the message says what it has against them. */
        BAD_TAGS
    }

    private final Kind kind;
    private final boolean outcomeUnknown;

    /**
     * A failure that changed nothing.
     *
     * @param kind what went wrong
     * @param message names the path and the reason
     */
    public UfsException(Kind kind, String message) {
        this(kind, message, null, false);
    }

    /**
     * A failure that changed nothing.
     *
     * @param kind what went wrong
     * @param message names the path and the reason
     * @param cause what the storage's own code said, or null
     */
    public UfsException(Kind kind, String message, @Nullable Throwable cause) {
        this(kind, message, cause, false);
    }

    private UfsException(Kind kind, String message, @Nullable Throwable cause, boolean outcomeUnknown) {
        super(message, cause);
        this.kind = kind;
        this.outcomeUnknown = outcomeUnknown;
    }

    /**
     * A failure of a write after the point where it may have taken effect.
     *
     * @param message names the path and the reason
     * @param cause what the storage's own code said, or null
     * @return an exception of kind UNAVAILABLE
     */
    public static UfsException outcomeUnknown(String message, @Nullable Throwable cause) {
        return new UfsException(Kind.UNAVAILABLE, message, cause, true);
    }

    /**
     * What went wrong.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Whether a write may have taken effect all the same.
     *
     * @return true when nobody knows
     */
    public boolean outcomeUnknown() {
        return outcomeUnknown;
    }
}
