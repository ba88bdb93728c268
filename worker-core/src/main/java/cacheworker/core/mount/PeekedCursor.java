package cacheworker.core.mount;

import cacheworker.core.ufs.UfsCursor;
import cacheworker.core.ufs.UfsEntry;
import cacheworker.core.ufs.UfsException;
import org.jspecify.annotations.Nullable;

/** A cursor that has read one entry ahead, so that a failure at the start and an empty listing show at once. */
final class PeekedCursor implements UfsCursor {
    private final UfsCursor inner;
    private @Nullable UfsEntry head;

    private PeekedCursor(UfsCursor inner) {
        this.inner = inner;
    }

    static PeekedCursor open(UfsCursor inner) throws UfsException {
        PeekedCursor cursor = new PeekedCursor(inner);
        boolean read = false;
        try {
            cursor.head = inner.next();
            read = true;
            return cursor;
        } finally {
            if (!read) {
                inner.close();
            }
        }
    }

    /** Whether there is no entry at all; only before the first {@link #next}. */
    boolean isEmpty() {
        return head == null;
    }

    @Override
    public @Nullable UfsEntry next() throws UfsException {
        if (head == null) {
            return inner.next();
        }
        UfsEntry entry = head;
        head = null;
        return entry;
    }

    @Override
    public void close() {
        inner.close();
    }
}
