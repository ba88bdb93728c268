package cacheworker.core.mount;

/** A bucket or key that has no place in the namespace. The message names it and says why. */
public final class NameException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why the name has no place. */
    public enum Reason {
        /** The bucket's name cannot be a bucket that is created here. */
        BAD_BUCKET_NAME,
        /** The key has a form that this UFS cannot hold safely: NUL, or an empty, {@code .} or {@code ..} segment. */
        BAD_KEY,
        /** The name is the one that belongs to the worker. */
        RESERVED,
        /** There is no such bucket. */
        NO_SUCH_BUCKET,
        /** The bucket exists already. */
        BUCKET_EXISTS,
        /** The bucket is a mount, or the mount is read-only: nothing may be changed there. */
        READ_ONLY,
        /** The bucket to delete has something in it. */
        BUCKET_NOT_EMPTY
    }

    private final Reason reason;

    /**
     * A refused name.
     *
     * @param reason why
     * @param message names the bucket or key and what was expected
     */
    public NameException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /**
     * Why the name was refused.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }
}
