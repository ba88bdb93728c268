package cacheworker.core.base;

import java.util.Objects;

/**
 * The name of an object as a client writes it: a bucket and a key inside it, both decoded. Nothing here says that the
 * name is legal, or where it leads; {@code cacheworker.core.mount} decides both.
 *
 * @param bucket the bucket's name, never empty
 * @param key the key inside the bucket, never empty; a trailing {@code /} names a folder object
 */
public record ObjectKey(String bucket, String key) {
    /** Refuses empty names. */
    public ObjectKey {
        Objects.requireNonNull(bucket, "bucket");
        Objects.requireNonNull(key, "key");
        if (bucket.isEmpty() || key.isEmpty()) {
            throw new IllegalArgumentException("empty bucket or key: '" + bucket + "/" + key + "'");
        }
    }

    @Override
    public String toString() {
        return bucket + "/" + key;
    }
}
