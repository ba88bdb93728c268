package cacheworker.core.mount;

import cacheworker.core.base.Blocking;
import cacheworker.core.mount.NameException.Reason;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import java.util.Map;

/** Tags of buckets, which are those of the folder that a bucket is, or of the whole mount. Safe for any thread. */
@Blocking
public final class BucketTags {
    private final Namespace namespace;

    /**
     * The tags of all buckets.
     *
     * @param namespace the buckets
     */
    public BucketTags(Namespace namespace) {
        this.namespace = namespace;
    }

    /**
     * The tags of a bucket.
     *
     * @param bucket its name
     * @return tags by key; empty where there are none
     * @throws NameException NO_SUCH_BUCKET when there is none, BAD_BUCKET_NAME or RESERVED when there cannot be one
     * @throws UfsException when its mount cannot be asked
     */
    public Map<String, String> get(String bucket) throws NameException, UfsException {
        namespace.requireBucket(bucket);
        Location folder = namespace.locateBucket(bucket);
        try {
            return folder.ufs().tags(folder.path());
        } catch (UfsException e) {
            // A bucket that nested mounts make needs no folder of its own.
            if (e.kind() == Kind.NOT_FOUND) {
                return Map.of();
            }
            throw e;
        }
    }

    /**
     * Gives a bucket other tags.
     *
     * @param bucket its name
     * @param tags all tags that it shall have, by key; empty for none
     * @throws NameException as {@link #get}; READ_ONLY when its mount is read-only
     * @throws UfsException UNSUPPORTED when its mount keeps no tags, or when nothing but nested mounts makes the
     *     bucket; other kinds when the mount fails
     */
    public void set(String bucket, Map<String, String> tags) throws NameException, UfsException {
        namespace.requireBucket(bucket);
        Location folder = namespace.locateBucket(bucket);
        if (folder.mount().readOnly()) {
            throw new NameException(
                    Reason.READ_ONLY,
                    "mount /" + folder.mount().path() + " is read-only: the tags of bucket '" + bucket
                            + "' cannot be changed");
        }
        try {
            folder.ufs().setTags(folder.path(), tags);
        } catch (UfsException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                throw new UfsException(
                        Kind.UNSUPPORTED, "bucket '" + bucket + "' is made of mounts alone, so it has no tags", e);
            }
            throw e;
        }
    }
}
