package cacheworker.core.mount;

import org.jspecify.annotations.Nullable;

/**
 * A mount, or a mount table, that cannot be used: stops the start. The message says where and why, and has no secrets.
 */
public final class MountException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * A refused mount.
     *
     * @param message names the place and what was expected there
     */
    public MountException(String message) {
        this(message, null);
    }

    /**
     * A refused mount.
     *
     * @param message names the place and what was expected there
     * @param cause what failed, or null
     */
    public MountException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
