package cacheworker.core.ufs;

/**
 * What is known of an object before its bytes come.
 *
 * @param length bytes that will follow, 0 or more; {@link UfsOutput#commit} refuses any other number
 * @param attributes headers and user metadata
 */
public record UfsCreateOptions(long length, UfsAttributes attributes) {
    /** Refuses a negative length. */
    public UfsCreateOptions {
        if (length < 0) {
            throw new IllegalArgumentException("length " + length);
        }
    }
}
