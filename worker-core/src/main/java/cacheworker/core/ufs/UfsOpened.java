package cacheworker.core.ufs;

import cacheworker.core.base.ByteRange;
import org.jspecify.annotations.Nullable;

/**
 * An object as {@link UnderFileSystem#openLatest} found it.
 *
 * @param status its state; of its content perhaps only the ETag
 * @param input bytes of that version; null when they are to be opened by {@link UnderFileSystem#open}. Whoever gets
 *     this closes it
 * @param range which bytes the input has; not empty when there is one
 */
public record UfsOpened(UfsStatus status, @Nullable UfsInput input, ByteRange range) {
    private static final ByteRange NOTHING = new ByteRange(0, 0);

    /**
     * An object of which nothing is open.
     *
     * @param status its state
     * @return the object without an input
     */
    public static UfsOpened unread(UfsStatus status) {
        return new UfsOpened(status, null, NOTHING);
    }
}
