package cacheworker.core.read;

import cacheworker.core.base.Blocking;
import cacheworker.core.base.ByteRange;
import cacheworker.core.base.NonBlocking;
import cacheworker.core.meta.CachedObject;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsInput;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads the UFS past the cache, for one body, at the pace of its client. */
final class PassThrough {
    private final CachedObject object;
    private final Fills fills;
    private @Nullable UfsInput input;
    private long position;

    /**
     * Nothing is open yet.
     *
     * @param object what to read
     * @param fills counts what is read, and closes what was opened
     */
    PassThrough(CachedObject object, Fills fills) {
        this.object = object;
        this.fills = fills;
    }

    /**
     * Makes ready to read, going on with the open read where that fits.
     *
     * @param offset offset in the object
     * @param most how many bytes the caller may want from there, 1 or more
     */
    @Blocking
    void open(long offset, long most) throws UfsException {
        if (!isAt(offset)) {
            close();
            input = object.location()
                    .ufs()
                    .open(object.location().path(), object.status().version(), new ByteRange(offset, most));
            position = offset;
        }
    }

    /**
     * Reads some bytes where {@link #open} said.
     *
     * @param target receives at least one byte; needs room for one
     * @return number of bytes
     */
    @Blocking
    int read(ByteBuffer target) throws UfsException {
        UfsInput open = input;
        if (open == null) {
            throw new IllegalStateException("nothing is open of " + object.key());
        }
        int bytes = open.read(target);
        if (bytes < 0) {
            throw new UfsException(
                    UfsException.Kind.UNAVAILABLE, "the UFS ended " + object.key() + " before its length");
        }
        position += bytes;
        fills.meters().ufsRead(bytes);
        return bytes;
    }

    /** Whether the next bytes of the open read are those at an offset. */
    boolean isAt(long offset) {
        return input != null && position == offset;
    }

    /** Ends the open read, if there is one, on another thread. */
    @NonBlocking
    void close() {
        UfsInput open = input;
        input = null;
        if (open != null) {
            fills.close(object, open);
        }
    }
}
