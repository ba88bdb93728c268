package cacheworker.core.mount;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is mounted in one bucket, and which mount has which of its keys. Immutable. */
final class BucketMounts {
    private final String bucket;
    private final boolean fixed;
    private final MountPointUfs points;
    private final Mount pointsMount;
    private final List<Region> deepestFirst;

    private BucketMounts(
            String bucket, boolean fixed, MountPointUfs points, @Nullable Region base, List<Region> nested) {
        this.bucket = bucket;
        this.fixed = fixed;
        this.points = points;
        this.pointsMount = new Mount(bucket, "mounts:/" + bucket, false, points);
        List<Region> regions = new ArrayList<>(nested);
        regions.add(base != null ? base : new Region(pointsMount, "", ""));
        regions.sort(
                Comparator.comparingInt((Region region) -> region.keyPrefix().length())
                        .reversed());
        this.deepestFirst = List.copyOf(regions);
    }

    /** A bucket that is a folder of the root mount, if it exists at all. */
    static BucketMounts ofFolder(String bucket, Mount root) {
        Region base = new Region(root, "", bucket + "/");
        return new BucketMounts(bucket, false, new MountPointUfs(bucket, List.of(), 0), base, List.of());
    }

    /**
     * A bucket that mounts make.
     *
     * @param root the root mount, or null when there is none
     * @param mounts those at the bucket's name or under it, at least one
     * @param mountedMillis when they were mounted
     */
    static BucketMounts ofMounts(String bucket, @Nullable Mount root, Collection<Mount> mounts, long mountedMillis) {
        Region base = root == null ? null : new Region(root, "", bucket + "/");
        List<Region> nested = new ArrayList<>();
        for (Mount mount : mounts) {
            if (mount.path().equals(bucket)) {
                base = new Region(mount, "", "");
            } else {
                nested.add(new Region(mount, mount.path().substring(bucket.length() + 1) + "/", ""));
            }
        }
        List<String> keys = nested.stream().map(Region::keyPrefix).toList();
        return new BucketMounts(bucket, true, new MountPointUfs(bucket, keys, mountedMillis), base, nested);
    }

    String bucket() {
        return bucket;
    }

    /** Whether mounts make the bucket: then it always exists and cannot be deleted. */
    boolean isFixed() {
        return fixed;
    }

    /** What is there because of mounts alone. */
    MountPointUfs points() {
        return points;
    }

    /** The region of a key, or of the keys that begin with a prefix, as far as no region nested in it has them. */
    Region regionOf(String key) {
        for (Region region : deepestFirst) {
            if (region.contains(key)) {
                return region;
            }
        }
        throw new AssertionError("the base region has every key: " + key);
    }

    /** The regions whose whole folder begins with a prefix. */
    List<Region> regionsUnder(String prefix) {
        return deepestFirst.stream()
                .filter(region -> region.keyPrefix().startsWith(prefix))
                .toList();
    }

    /** Where the bucket itself lies: the folder that has all keys which are in no nested mount. */
    Location folder() {
        Region base = regionOf("");
        return new Location(base.mount(), base.path(""));
    }

    /** Where a key that the rules allow leads. */
    Location locate(String key) throws NameException {
        if (points.isWay(key) || points.isPointName(key)) {
            return new Location(pointsMount, key);
        }
        Region region = regionOf(key);
        String path = region.path(key);
        KeyRules.requirePath(path, region.isHierarchical(), key);
        return new Location(region.mount(), path);
    }
}
