package cacheworker.core.ufs;

/**
 * What is known of an object before its bytes come.
 *
 * @param length bytes that will follow, 0 or more; {@link UfsOutput#commit} refuses any other number
 * @param attributes headers and user metadata
 * @param condition what must hold when it is committed; known from the beginning, because some storages want to hear it
 *     before the bytes
 */
public record UfsCreateOptions(long length, UfsAttributes attributes, UfsCondition condition) {
    /** Refuses a negative length. */
    public UfsCreateOptions {
        if (length < 0) {
            throw new IllegalArgumentException("length " + length);
        }
    }

    /**
     * Options without a condition.
     *
     * @param length bytes that will follow, 0 or more
     * @param attributes headers and user metadata
     */
    public UfsCreateOptions(long length, UfsAttributes attributes) {
        this(length, attributes, UfsCondition.NONE);
    }
}
