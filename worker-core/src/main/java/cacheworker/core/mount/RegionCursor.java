package cacheworker.core.mount;

import cacheworker.core.ufs.UfsCursor;
import cacheworker.core.ufs.UfsEntry;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsListRequest;
import cacheworker.core.ufs.UfsStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one region, with keys for paths, without what is hidden: what lies under a region nested in it, what
 * the mount points give themselves, the reserved name, and keys that {@link KeyRules} refuses.
 */
final class RegionCursor implements UfsCursor {
    /** No key worth skipping to is greater than a folder with this behind it. */
    private static final String LAST = "\uDBFF\uDFFF";

    private final BucketMounts mounts;
    private final Region region;
    private final UfsListRequest request;
    private @Nullable Region skipped;
    private @Nullable UfsEntry first;
    private UfsCursor inner;

    /**
     * Begins to list a region.
     *
     * @param request what to list, in keys; its delimiter is {@code ""} or {@code "/"}
     */
    RegionCursor(BucketMounts mounts, Region region, UfsListRequest request) throws UfsException {
        this.mounts = mounts;
        this.region = region;
        this.request = request;
        this.first = ownFolder();
        Region over = mounts.regionOf(request.startAfter());
        this.inner = !over.equals(region) && over.keyPrefix().startsWith(region.keyPrefix())
                ? listBehind(over)
                : list(request.startAfter());
    }

    @Override
    public @Nullable UfsEntry next() throws UfsException {
        if (first != null) {
            UfsEntry own = first;
            first = null;
            return own;
        }
        for (UfsEntry entry = inner.next(); entry != null; entry = inner.next()) {
            String key = region.key(entry.path());
            Region over = mounts.regionOf(key);
            if (!over.equals(region)) {
                skip(over);
            } else if (isVisible(key, entry.path())) {
                UfsStatus status = entry.status();
                return new UfsEntry(key, status == null ? null : region.rebase(status, key));
            }
        }
        return null;
    }

    @Override
    public void close() {
        inner.close();
    }

    /** The folder of a mount point: the root of its UFS, which the UFS itself does not list. */
    private @Nullable UfsEntry ownFolder() throws UfsException {
        String key = region.keyPrefix();
        if (key.isEmpty()
                || !key.startsWith(request.prefix())
                || MergeCursor.ORDER.compare(key, request.startAfter()) <= 0) {
            return null;
        }
        try {
            return new UfsEntry(key, region.rebase(region.mount().ufs().stat(""), key));
        } catch (UfsException e) {
            if (e.kind() != Kind.NOT_FOUND) {
                throw e;
            }
            return new UfsEntry(key, mounts.points().stat(key));
        }
    }

    private boolean isVisible(String key, String path) {
        return !key.equals(region.keyPrefix())
                && !mounts.points().hasFolder(key)
                && !mounts.points().isPointName(key)
                && KeyRules.isLegalPath(path, region.isHierarchical())
                && KeyRules.isLegal(key);
    }

    /** Goes on behind a nested region without reading what it hides, which may be long. */
    private void skip(Region over) throws UfsException {
        if (!over.equals(skipped) && request.delimiter().isEmpty()) {
            skipped = over;
            inner.close();
            inner = new ListCursor(List.of());
            inner = listBehind(over);
        }
    }

    private UfsCursor listBehind(Region over) throws UfsException {
        String last = over.keyPrefix() + LAST;
        return list(MergeCursor.ORDER.compare(last, request.startAfter()) > 0 ? last : request.startAfter());
    }

    /** Lists the mount from a key on; its own folder is never asked for. */
    private UfsCursor list(String startAfter) throws UfsException {
        String prefix = request.prefix().startsWith(region.keyPrefix()) ? request.prefix() : region.keyPrefix();
        String after = startAfter.startsWith(region.keyPrefix()) ? startAfter : region.keyPrefix();
        return region.mount()
                .ufs()
                .list(new UfsListRequest(
                        region.path(prefix),
                        region.path(after),
                        request.delimiter(),
                        request.pageSize(),
                        request.continuation() && after.equals(request.startAfter())));
    }
}
