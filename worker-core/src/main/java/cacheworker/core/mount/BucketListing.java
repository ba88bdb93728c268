package cacheworker.core.mount;

import cacheworker.core.mount.MergeCursor.Source;
import cacheworker.core.ufs.RollUpCursor;
import cacheworker.core.ufs.UfsCursor;
import cacheworker.core.ufs.UfsEntry;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsListRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists the keys of one bucket over all its mounts. With the delimiter {@code /} at most one mount is asked: those
 * nested deeper are common prefixes, which their mount points give. Without a delimiter, a mount is asked when the
 * listing gets to its keys.
 */
record BucketListing(BucketMounts mounts) {
    /** Begins a listing; nothing is said of whether the bucket exists. */
    UfsCursor open(UfsListRequest request) throws UfsException {
        return switch (request.delimiter()) {
            case "" -> recursive(request);
            case "/" -> oneLevel(request);
            default -> new RollUpCursor(this::recursive, request);
        };
    }

    private UfsCursor recursive(UfsListRequest request) {
        List<Source> sources = new ArrayList<>();
        Region owner = mounts.regionOf(request.prefix());
        for (Region region : mounts.regionsUnder(request.prefix())) {
            if (!region.equals(owner)) {
                addRegion(sources, region, request);
            }
        }
        addRegion(sources, owner, request);
        sources.add(new Source("", () -> points(request)));
        return new MergeCursor(sources);
    }

    private UfsCursor oneLevel(UfsListRequest request) throws UfsException {
        List<Source> sources = new ArrayList<>();
        addRegion(sources, mounts.regionOf(request.prefix()), request);
        sources.add(new Source("", () -> points(request)));
        String straddled = straddled(request);
        if (straddled != null && mounts.points().hasFolder(straddled) && hasMore(straddled, request)) {
            sources.add(new Source("", () -> new ListCursor(List.of(new UfsEntry(straddled, null)))));
        }
        return new MergeCursor(sources);
    }

    private void addRegion(List<Source> sources, Region region, UfsListRequest request) {
        String folder = region.keyPrefix();
        boolean behind = MergeCursor.ORDER.compare(request.startAfter(), folder) > 0
                && !request.startAfter().startsWith(folder);
        if (!behind && canHold(region, request.prefix())) {
            sources.add(new Source(folder, () -> new RegionCursor(mounts, region, request)));
        }
    }

    /** Whether a key that begins with the prefix can be in a region, or the region's whole folder begins with it. */
    private static boolean canHold(Region region, String prefix) {
        if (!region.contains(prefix)) {
            return true;
        }
        String path = region.path(prefix);
        String wholeSegments = path.substring(0, path.lastIndexOf('/') + 1);
        return KeyRules.canBegin(prefix) && KeyRules.isLegalPath(wholeSegments, region.isHierarchical());
    }

    /** The folders that are there because of mounts; the mount points themselves only where they are rolled up. */
    private UfsCursor points(UfsListRequest request) throws UfsException {
        UfsCursor folders = mounts.points().list(request);
        return new UfsCursor() {
            @Override
            public @Nullable UfsEntry next() throws UfsException {
                for (UfsEntry entry = folders.next(); entry != null; entry = folders.next()) {
                    if (entry.isCommonPrefix() || mounts.points().isWay(entry.path())) {
                        return entry;
                    }
                }
                return null;
            }

            @Override
            public void close() {
                folders.close();
            }
        };
    }

    /** The common prefix that start-after lies in without being it, or null. */
    private static @Nullable String straddled(UfsListRequest request) {
        String after = request.startAfter();
        if (!after.startsWith(request.prefix())) {
            return null;
        }
        int slash = after.indexOf('/', request.prefix().length());
        return slash < 0 || slash == after.length() - 1 ? null : after.substring(0, slash + 1);
    }

    private boolean hasMore(String folder, UfsListRequest request) throws UfsException {
        try (UfsCursor rest = recursive(new UfsListRequest(folder, request.startAfter(), "", 1, false))) {
            return rest.next() != null;
        }
    }
}
