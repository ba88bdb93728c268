package cacheworker.core.mount;

import cacheworker.core.base.Blocking;
import cacheworker.core.base.NonBlocking;
import cacheworker.core.base.ObjectKey;
import cacheworker.core.base.Utf8Order;
import cacheworker.core.mount.NameException.Reason;
import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsCapability;
import cacheworker.core.ufs.UfsCreateOptions;
import cacheworker.core.ufs.UfsCursor;
import cacheworker.core.ufs.UfsEntry;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsListRequest;
import cacheworker.core.ufs.UfsOutput;
import cacheworker.core.ufs.UfsStatus;
import cacheworker.core.ufs.UfsUpload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The namespace of a worker: which buckets there are, and where each bucket and key leads. The only place where a name
 * becomes a path of a UFS, so the only one to read to see that no name leaves its bucket. Safe for any number of
 * threads.
 */
public final class Namespace implements AutoCloseable {
    private static final int PAGE = 1000;

    private final List<Mount> mounts;
    private final @Nullable Mount root;
    private final BucketNames names;
    private final long mountedMillis;
    private final Map<String, BucketMounts> fixed = new HashMap<>();
    private final KnownBuckets known = new KnownBuckets(System::nanoTime);

    /**
     * A namespace over open mounts, which it closes. {@link Mounts} checks the paths of a configuration; here they are
     * trusted to be distinct and well formed.
     *
     * @param mounts the mounts, of which one with the path {@code ""} is the root mount
     * @param strictBucketNames whether new buckets need names that Amazon S3 would take
     * @param mountedMillis when the mounts were made, in milliseconds since the epoch; what has no date of its own
     *     shows it
     */
    public Namespace(List<Mount> mounts, boolean strictBucketNames, long mountedMillis) {
        this.mounts = List.copyOf(mounts);
        this.names = new BucketNames(strictBucketNames);
        this.mountedMillis = mountedMillis;
        Map<String, List<Mount>> byBucket = new HashMap<>();
        Mount found = null;
        for (Mount mount : mounts) {
            if (mount.path().isEmpty()) {
                found = mount;
            } else {
                String bucket = mount.path().split("/", 2)[0];
                byBucket.computeIfAbsent(bucket, name -> new ArrayList<>()).add(mount);
            }
        }
        this.root = found;
        for (Map.Entry<String, List<Mount>> entry : byBucket.entrySet()) {
            String bucket = entry.getKey();
            fixed.put(bucket, BucketMounts.ofMounts(bucket, root, entry.getValue(), mountedMillis));
        }
    }

    /**
     * The mounts.
     *
     * @return all of them, in the order of the configuration; immutable
     */
    @NonBlocking
    public List<Mount> mounts() {
        return mounts;
    }

    /**
     * Where an object's name leads. Nothing is asked of the UFS: the object, and its bucket, may not exist. A name that
     * is or holds a mount point, and a key that no mount has, lead to a UFS that has no objects and takes none.
     *
     * @param key an object or folder
     * @return the mount and the path in it
     * @throws NameException BAD_BUCKET_NAME, BAD_KEY or RESERVED for a name that nothing can have, NO_SUCH_BUCKET when
     *     no mount can have the bucket
     */
    @NonBlocking
    public Location locate(ObjectKey key) throws NameException {
        BucketNames.requirePossible(key.bucket());
        KeyRules.require(key.key());
        return mountsOf(key.bucket()).locate(key.key());
    }

    /**
     * Where an object's name leads that is to be written.
     *
     * @param key an object or folder
     * @return the mount and the path in it
     * @throws NameException as {@link #locate}; NO_SUCH_BUCKET when there is no such bucket, READ_ONLY when its mount
     *     is read-only
     * @throws UfsException when it is not known whether the bucket exists
     */
    @Blocking
    public Location locateWritable(ObjectKey key) throws NameException, UfsException {
        Location location = locate(key);
        requireBucket(key.bucket());
        if (location.mount().readOnly()) {
            throw new NameException(
                    Reason.READ_ONLY,
                    "mount /" + location.mount().path() + " is read-only: " + key + " cannot be changed");
        }
        return location;
    }

    /**
     * Uploads in parts that are under way in a bucket, over all mounts in it, in ascending order of the UTF-8 bytes of
     * their keys, then of when they began.
     *
     * @param bucket the bucket
     * @param prefix only of keys that begin with it
     * @param afterKey only of this key and those behind it; empty for all
     * @param afterId of the key {@code afterKey}, only uploads that come behind this one; null for none of them
     * @param most the most to give
     * @return the uploads, whose paths are keys; fewer than {@code most} only at the end
     * @throws NameException NO_SUCH_BUCKET when there is none, BAD_BUCKET_NAME or RESERVED when there cannot be one
     * @throws UfsException when a mount cannot be asked; UNSUPPORTED when one takes no uploads in parts
     */
    @Blocking
    public List<UfsUpload> uploads(String bucket, String prefix, String afterKey, @Nullable String afterId, int most)
            throws NameException, UfsException {
        requireBucket(bucket);
        String after = afterId == null || afterKey.isEmpty()
                ? afterId
                : UploadIds.ofUfs(new ObjectKey(bucket, afterKey), afterId);
        return new BucketUploads(mountsOf(bucket))
                .list(prefix, afterKey, after, most).stream()
                        .map(upload -> new UfsUpload(
                                upload.path(),
                                UploadIds.given(new ObjectKey(bucket, upload.path()), upload.uploadId()),
                                upload.begunMillis()))
                        .toList();
    }

    /**
     * All buckets, in ascending order of the UTF-8 bytes of their names: those of mounts, and the top-level folders of
     * the root mount. Files beside these are no buckets.
     *
     * @return the buckets
     * @throws UfsException when the root mount cannot be listed
     */
    @Blocking
    public List<Bucket> buckets() throws UfsException {
        NavigableMap<String, Bucket> buckets = new TreeMap<>(Utf8Order.INSTANCE);
        if (root != null) {
            try (UfsCursor folders = root.ufs().list(new UfsListRequest("", "", "/", PAGE, false))) {
                for (UfsEntry entry = folders.next(); entry != null; entry = folders.next()) {
                    Bucket bucket = entry.isCommonPrefix() ? folderBucket(root, entry.path()) : null;
                    if (bucket != null) {
                        buckets.put(bucket.name(), bucket);
                    }
                }
            }
        }
        for (String name : fixed.keySet()) {
            buckets.put(name, new Bucket(name, mountedMillis));
        }
        return List.copyOf(buckets.values());
    }

    /**
     * One bucket. Asks the UFS at most once.
     *
     * @param name its name
     * @return the bucket
     * @throws NameException NO_SUCH_BUCKET when there is none, BAD_BUCKET_NAME or RESERVED when there cannot be one
     * @throws UfsException when the root mount cannot be asked
     */
    @Blocking
    public Bucket bucket(String name) throws NameException, UfsException {
        BucketNames.requirePossible(name);
        if (fixed.containsKey(name)) {
            return new Bucket(name, mountedMillis);
        }
        if (root == null) {
            throw noSuchBucket(name);
        }
        try {
            UfsStatus folder = root.ufs().stat(name + "/");
            return new Bucket(name, isDated(root) ? folder.lastModifiedMillis() : mountedMillis);
        } catch (UfsException e) {
            if (e.kind() == Kind.NOT_FOUND || e.kind() == Kind.NAME_TOO_LONG || e.kind() == Kind.BAD_NAME) {
                throw noSuchBucket(name);
            }
            throw e;
        }
    }

    /**
     * Makes sure that a bucket is there. Where that takes a listing of an object store, an answer holds for a second.
     *
     * @param name its name
     * @throws NameException as {@link #bucket}
     * @throws UfsException as {@link #bucket}
     */
    @Blocking
    public void requireBucket(String name) throws NameException, UfsException {
        if (root == null || isDated(root) || !known.has(name)) {
            bucket(name);
            known.add(name);
        }
    }

    /**
     * Makes a bucket: a top-level folder of the root mount.
     *
     * @param name its name
     * @throws NameException BUCKET_EXISTS; BAD_BUCKET_NAME or RESERVED for a name that is not taken; READ_ONLY when
     *     there is no root mount, or when it is read-only
     * @throws UfsException CONFLICT when a file has the name; other kinds when the root mount fails
     */
    @Blocking
    public void createBucket(String name) throws NameException, UfsException {
        if (exists(name)) {
            throw new NameException(Reason.BUCKET_EXISTS, "bucket '" + name + "' exists already");
        }
        names.requireCreatable(name);
        if (root == null) {
            throw new NameException(
                    Reason.READ_ONLY,
                    "bucket '" + name + "' cannot be created: there is no root mount, so all buckets are mounts");
        }
        requireWritable(root, name);
        try (UfsOutput folder = root.ufs().create(name + "/", new UfsCreateOptions(0, UfsAttributes.NONE))) {
            folder.commit(UfsStatus.EMPTY_ETAG);
        }
    }

    /**
     * Where a bucket itself lies: the folder that has its keys, less those of mounts nested in it. Nothing is asked of
     * the UFS; the bucket may not exist.
     *
     * @param name its name
     * @return the mount, and the folder in it; empty for the whole mount
     * @throws NameException as {@link #locate}
     */
    @NonBlocking
    public Location locateBucket(String name) throws NameException {
        BucketNames.requirePossible(name);
        return mountsOf(name).folder();
    }

    /**
     * Deletes an empty bucket.
     *
     * @param name its name
     * @throws NameException NO_SUCH_BUCKET; BUCKET_NOT_EMPTY; READ_ONLY when the bucket is a mount or holds one, or
     *     when the root mount is read-only; BAD_BUCKET_NAME or RESERVED when there cannot be such a bucket
     * @throws UfsException when the root mount fails
     */
    @Blocking
    public void deleteBucket(String name) throws NameException, UfsException {
        bucket(name);
        if (root == null || fixed.containsKey(name)) {
            throw new NameException(
                    Reason.READ_ONLY,
                    "bucket '" + name + "' is a mount or holds one: it goes when the mount table no longer has it");
        }
        requireWritable(root, name);
        try {
            root.ufs().delete(name + "/");
            known.remove(name);
        } catch (UfsException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                throw noSuchBucket(name);
            }
            if (e.kind() == Kind.NOT_EMPTY) {
                throw new NameException(Reason.BUCKET_NOT_EMPTY, "bucket '" + name + "' is not empty");
            }
            throw e;
        }
    }

    /**
     * Lists keys of a bucket, over all mounts in it. A folder is an entry of its own, {@code dir/} with no bytes; the
     * bucket's own folder is none. Names that {@link #locate} refuses are left out.
     *
     * @param bucket the bucket
     * @param request what to list; prefix and start-after are keys, and any delimiter is taken
     * @return a cursor before the first entry, whose paths are keys; the caller closes it
     * @throws NameException NO_SUCH_BUCKET when there is none, BAD_BUCKET_NAME or RESERVED when there cannot be one
     * @throws UfsException when a mount cannot be listed; the cursor throws it when it gets to a mount later
     */
    @Blocking
    public UfsCursor list(String bucket, UfsListRequest request) throws NameException, UfsException {
        BucketNames.requirePossible(bucket);
        BucketMounts inBucket = mountsOf(bucket);
        PeekedCursor cursor = PeekedCursor.open(new BucketListing(inBucket).open(request));
        if (cursor.isEmpty() && !inBucket.isFixed()) {
            cursor.close();
            bucket(bucket);
            return new ListCursor(List.of());
        }
        return cursor;
    }

    /** Closes all UFS. */
    @Override
    public void close() {
        mounts.forEach(mount -> mount.ufs().close());
    }

    private BucketMounts mountsOf(String bucket) throws NameException {
        BucketMounts inBucket = fixed.get(bucket);
        if (inBucket != null) {
            return inBucket;
        }
        if (root == null) {
            throw noSuchBucket(bucket);
        }
        return BucketMounts.ofFolder(bucket, root);
    }

    private boolean exists(String name) throws NameException, UfsException {
        try {
            bucket(name);
            return true;
        } catch (NameException e) {
            if (e.reason() == Reason.NO_SUCH_BUCKET) {
                return false;
            }
            throw e;
        }
    }

    /** A folder of the root mount as a bucket; null when it is none, or has gone meanwhile. */
    private @Nullable Bucket folderBucket(Mount mount, String path) throws UfsException {
        String name = path.substring(0, path.length() - 1);
        try {
            BucketNames.requirePossible(name);
            return new Bucket(name, isDated(mount) ? mount.ufs().stat(path).lastModifiedMillis() : mountedMillis);
        } catch (NameException e) {
            return null;
        } catch (UfsException e) {
            if (e.kind() == Kind.NOT_FOUND || e.kind() == Kind.DENIED) {
                return null;
            }
            throw e;
        }
    }

    /** Whether folders have a date: on an object store they have none, or one that costs a request for each. */
    private static boolean isDated(Mount mount) {
        return mount.ufs().capabilities().contains(UfsCapability.HIERARCHICAL);
    }

    private static void requireWritable(Mount mount, String bucket) throws NameException {
        if (mount.readOnly()) {
            throw new NameException(
                    Reason.READ_ONLY, "bucket '" + bucket + "' is in the root mount, which is mounted read-only");
        }
    }

    private static NameException noSuchBucket(String name) {
        return new NameException(Reason.NO_SUCH_BUCKET, "there is no bucket '" + name + "'");
    }
}
