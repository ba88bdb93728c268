package cacheworker.ufs.s3;

import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsStatus;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The states of objects as listings give them. */
final class ListedObjects {
    private final S3Requests requests;

    ListedObjects(S3Requests requests) {
        this.requests = requests;
    }

    /**
     * The state of an object that was listed. Some services leave out ETags that a HEAD has.
     *
     * @return null when it is gone by now
     */
    @Nullable
    UfsStatus status(String path, S3Object object) throws UfsException {
        long length = object.size() == null ? 0 : object.size();
        long modified = S3Requests.seconds(object.lastModified());
        String etag = ETags.bare(object.eTag());
        return etag.isEmpty() ? asked(path, object) : status(path, length, modified, etag);
    }

    private @Nullable UfsStatus asked(String path, S3Object object) throws UfsException {
        HeadObjectResponse head;
        try {
            head = requests.answerToHead(object.key(), null);
        } catch (UfsException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return null;
            }
            throw e;
        }
        long length = S3Requests.length(head);
        long modified = S3Requests.seconds(head.lastModified());
        String etag = ETags.bare(head.eTag());
        return status(path, length, modified, etag.isEmpty() ? unsafe(length, modified) : etag);
    }

    /**
     * Shows at least most changes to who lists. Two versions of one second and length share it, so nothing is read by
     * it: {@link S3Requests#head} refuses such objects.
     */
    private static String unsafe(long length, long modified) {
        return String.format("%016x%016x-1", modified, length);
    }

    private static UfsStatus status(String path, long length, long modified, String etag) {
        return new UfsStatus(path, length, modified, etag, etag, UfsAttributes.NONE);
    }
}
