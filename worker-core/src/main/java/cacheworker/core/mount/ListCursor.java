package cacheworker.core.mount;

import cacheworker.core.ufs.UfsCursor;
import cacheworker.core.ufs.UfsEntry;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A cursor over entries at hand. */
final class ListCursor implements UfsCursor {
    private final Iterator<UfsEntry> entries;

    ListCursor(List<UfsEntry> entries) {
        this.entries = entries.iterator();
    }

    @Override
    public @Nullable UfsEntry next() {
        return entries.hasNext() ? entries.next() : null;
    }

    @Override
    public void close() {}
}
