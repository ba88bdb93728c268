package cacheworker.s3.op.multipart;

import cacheworker.core.base.Blocking;
import cacheworker.core.mount.NameException;
import cacheworker.core.mount.Namespace;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsUpload;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.op.QueryParameters;
import cacheworker.s3.op.Target;
import cacheworker.s3.request.S3Request;
import cacheworker.s3.xml.UploadsPage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers one page of uploads, rolled up by a delimiter. Used once. */
final class UploadListing {
    private static final int MOST = 1000;

    private final UploadsPage.Query query;
    private final List<UfsUpload> uploads = new ArrayList<>();
    private final List<String> commonPrefixes = new ArrayList<>();
    private String lastKey;
    private @Nullable String lastId;
    private boolean truncated;

    UploadListing(S3Request request) throws S3Exception {
        String keyMarker = QueryParameters.text(request, "key-marker");
        this.query = new UploadsPage.Query(
                Target.bucket(request),
                QueryParameters.text(request, "prefix"),
                QueryParameters.text(request, "delimiter"),
                keyMarker,
                // S3 looks at it only together with a key.
                keyMarker.isEmpty() ? "" : QueryParameters.text(request, "upload-id-marker"),
                QueryParameters.pageSize(request, "max-uploads", MOST),
                QueryParameters.urlEncoding(request));
        this.lastKey = keyMarker;
        this.lastId = query.idMarker().isEmpty() ? null : query.idMarker();
    }

    @Blocking
    UploadsPage read(Namespace namespace) throws NameException, UfsException {
        String passed = query.commonPrefixOf(query.keyMarker());
        List<UfsUpload> found;
        do {
            found = namespace.uploads(query.bucket(), query.prefix(), lastKey, lastId, MOST);
            for (UfsUpload upload : found) {
                String common = query.commonPrefixOf(upload.path());
                boolean isNew = common == null || !common.equals(passed);
                if (isNew && uploads.size() + commonPrefixes.size() == query.maxUploads()) {
                    truncated = query.maxUploads() > 0;
                    return page();
                }
                add(upload, common, isNew);
                passed = common == null ? passed : common;
            }
        } while (found.size() == MOST);
        return page();
    }

    private void add(UfsUpload upload, @Nullable String common, boolean isNew) {
        lastKey = upload.path();
        lastId = upload.uploadId();
        if (common == null) {
            uploads.add(upload);
        } else if (isNew) {
            commonPrefixes.add(common);
        }
    }

    private UploadsPage page() {
        String common = query.commonPrefixOf(lastKey);
        return new UploadsPage(
                query,
                truncated,
                uploads,
                commonPrefixes,
                common == null ? lastKey : common,
                common == null && lastId != null ? lastId : "");
    }
}
