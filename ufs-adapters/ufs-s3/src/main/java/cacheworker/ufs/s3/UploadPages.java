package cacheworker.ufs.s3;

import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** The service's own listing of uploads, page by page. */
final class UploadPages {
    private final S3Clients clients;
    private final S3Root root;
    private final S3Failures failures;
    private final String keyPrefix;
    private String keyMarker;
    private @Nullable String idMarker;
    private String lastKey = "";
    private boolean ended;

    /**
     * A listing that has not begun.
     *
     * @param keyPrefix only of keys that begin with it
     * @param after only of keys behind this one; empty for all
     */
    UploadPages(S3Clients clients, S3Root root, S3Failures failures, String keyPrefix, String after) {
        this.clients = clients;
        this.root = root;
        this.failures = failures;
        this.keyPrefix = keyPrefix;
        this.keyMarker = after;
    }

    boolean hasNext() {
        return !ended;
    }

    /** The last key that was given, or the empty text. */
    String lastKey() {
        return lastKey;
    }

    /** The next page, which may be empty. */
    List<MultipartUpload> next() throws UfsException {
        ListMultipartUploadsResponse page = ask();
        List<MultipartUpload> uploads = page.uploads();
        lastKey = uploads.isEmpty() ? lastKey : uploads.get(uploads.size() - 1).key();
        ended = !Boolean.TRUE.equals(page.isTruncated());
        if (!ended) {
            goOn(page.nextKeyMarker(), page.nextUploadIdMarker());
        }
        return uploads;
    }

    private void goOn(@Nullable String nextKey, @Nullable String nextId) throws UfsException {
        boolean moved = nextKey != null && !(nextKey.equals(keyMarker) && (nextId == null || nextId.equals(idMarker)));
        if (nextKey == null || nextKey.isEmpty() || !moved) {
            throw failures.of(
                    Kind.UNAVAILABLE,
                    keyPrefix,
                    "the service cut a listing of uploads and does not say where it goes on");
        }
        keyMarker = nextKey;
        idMarker = nextId == null || nextId.isEmpty() ? null : nextId;
    }

    private ListMultipartUploadsResponse ask() throws UfsException {
        ListMultipartUploadsResponse answer;
        try {
            answer = clients.requests()
                    .listMultipartUploads(request -> request.bucket(root.bucket())
                            .prefix(keyPrefix.isEmpty() ? null : keyPrefix)
                            .keyMarker(keyMarker.isEmpty() ? null : keyMarker)
                            .uploadIdMarker(idMarker)
                            .encodingType(EncodingType.URL));
        } catch (SdkException e) {
            throw failures.unchanged(keyPrefix, e);
        }
        // The SDK reads any document, such as the page of a proxy that wants a login, as a listing of nothing.
        if (answer.isTruncated() == null && answer.bucket() == null) {
            throw failures.of(
                    Kind.UNAVAILABLE, keyPrefix, "the service answers with something else than a listing of uploads");
        }
        return answer;
    }
}
