package cacheworker.ufs.s3;

import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Folders of a storage that has none: each prefix that ends with a slash and under which there is a key, a marker of
 * that very name among them. A folder has the date of its first key, which is the marker where there is one, so that
 * LIST and stat agree without looking further. The bytes of a marker, which no one should have written, are not seen.
 */
final class Folders {
    private final S3Requests requests;
    private final S3Root root;
    private final S3Failures failures;
    private final S3Tags tags;

    Folders(S3Requests requests, S3Root root, S3Failures failures, S3Tags tags) {
        this.requests = requests;
        this.root = root;
        this.failures = failures;
        this.tags = tags;
    }

    /** The state of a folder, as a listing gives it. */
    static UfsStatus status(String path, @Nullable Instant lastModified) {
        return status(path, S3Requests.seconds(lastModified), UfsAttributes.NONE);
    }

    /** The bytes of a folder are always the same, none, so its version is too. */
    static UfsStatus status(String path, long lastModifiedMillis, UfsAttributes attributes) {
        return new UfsStatus(path, 0, lastModifiedMillis, UfsStatus.EMPTY_ETAG, UfsStatus.EMPTY_ETAG, attributes);
    }

    /** Looks up a folder; the root is always there, if its bucket is. */
    UfsStatus stat(String path) throws UfsException {
        String key = root.keyToRead(path);
        List<S3Object> first = requests.firstUnder(key, 1);
        if (first.isEmpty()) {
            if (path.isEmpty()) {
                return status(path, null);
            }
            throw failures.notFound(key);
        }
        UfsStatus folder = status(path, first.get(0).lastModified());
        if (path.isEmpty() || !first.get(0).key().equals(key)) {
            return folder;
        }
        return status(path, folder.lastModifiedMillis(), requests.attributes(path, key));
    }

    /** The date of a folder that a listing found something under. */
    @Nullable
    Instant lastModified(String path) throws UfsException {
        List<S3Object> first = requests.firstUnder(root.keyToRead(path), 1);
        return first.isEmpty() ? null : first.get(0).lastModified();
    }

    /** Those of the bucket for a root that is one, else those of the marker, if there is one. */
    Map<String, String> tags(String path) throws UfsException {
        String key = root.keyToRead(path);
        if (key.isEmpty()) {
            return tags.ofBucket();
        }
        try {
            return tags.ofKey(key);
        } catch (UfsException e) {
            if (e.kind() != UfsException.Kind.NOT_FOUND) {
                throw e;
            }
            return stat(path).attributes().tags();
        }
    }

    /**
     * Gives a folder other tags. They are kept with its marker, which is made where it is missing.
     *
     * @return its state now
     */
    UfsStatus setTags(String path, Map<String, String> all) throws UfsException {
        String key = root.keyToRead(path);
        UfsStatus folder = stat(path);
        if (key.isEmpty()) {
            tags.setOfBucket(all);
            return status(path, folder.lastModifiedMillis(), folder.attributes().withTags(all));
        }
        try {
            tags.setOfKey(key, all);
        } catch (UfsException e) {
            if (e.kind() != UfsException.Kind.NOT_FOUND) {
                throw e;
            }
            if (!all.isEmpty()) {
                requests.putMarker(key, tags.header(key, UfsAttributes.NONE.withTags(all)));
            }
        }
        return stat(path);
    }

    /** Deletes a marker under which there is nothing. */
    void delete(String path) throws UfsException {
        String key = root.keyToWrite(path);
        List<S3Object> first = requests.firstUnder(key, 2);
        if (first.isEmpty()) {
            throw failures.notFound(key);
        }
        if (first.size() > 1 || !first.get(0).key().equals(key)) {
            throw failures.of(UfsException.Kind.NOT_EMPTY, key, "is a folder with something in it");
        }
        requests.delete(key);
    }
}
