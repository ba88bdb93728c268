package cacheworker.core.read;

import cacheworker.core.base.ObjectKey;
import cacheworker.core.meta.ObjectCatalog;
import cacheworker.core.ufs.UfsCursor;
import cacheworker.core.ufs.UfsEntry;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsStatus;
import org.jspecify.annotations.Nullable;

/** A listing whose entries are shown to the catalog as they pass. */
final class WatchedCursor implements UfsCursor {
    private final String bucket;
    private final UfsCursor cursor;
    private final ObjectCatalog catalog;

    WatchedCursor(String bucket, UfsCursor cursor, ObjectCatalog catalog) {
        this.bucket = bucket;
        this.cursor = cursor;
        this.catalog = catalog;
    }

    @Override
    public @Nullable UfsEntry next() throws UfsException {
        UfsEntry entry = cursor.next();
        UfsStatus status = entry == null ? null : entry.status();
        if (status != null && !status.isFolder()) {
            catalog.noteListed(new ObjectKey(bucket, status.path()), status.version());
        }
        return entry;
    }

    @Override
    public void close() {
        cursor.close();
    }
}
