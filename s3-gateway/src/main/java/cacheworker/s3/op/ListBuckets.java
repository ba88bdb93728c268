package cacheworker.s3.op;

import cacheworker.core.base.Utf8Order;
import cacheworker.core.mount.Bucket;
import cacheworker.core.mount.Namespace;
import cacheworker.core.ufs.UfsException;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.request.RequestBody;
import cacheworker.s3.request.S3Request;
import cacheworker.s3.response.ResponseHeaders;
import cacheworker.s3.response.S3Response;
import cacheworker.s3.xml.BucketsDocument;
import cacheworker.s3.xml.BucketsPage;
import cacheworker.s3.xml.Owner;
import java.util.ArrayList;
import java.util.List;

/** {@code GET /}: all buckets, or a page of those with a prefix or in a region. */
final class ListBuckets implements Operation {
    private static final int MOST = 10_000;

    /** What tokens are bound to: they are of no bucket. */
    private static final String NO_BUCKET = "";

    private final Namespace namespace;
    private final OperationOptions options;

    ListBuckets(Namespace namespace, OperationOptions options) {
        this.namespace = namespace;
        this.options = options;
    }

    @Override
    public S3Response run(S3Request request, RequestBody body) throws S3Exception, UfsException {
        String prefix = QueryParameters.text(request, "prefix");
        String token = QueryParameters.text(request, "continuation-token");
        String region = QueryParameters.text(request, "bucket-region");
        String most = QueryParameters.text(request, "max-buckets");
        int limit = limit(most);
        String after = token.isEmpty() ? "" : ContinuationToken.decode(NO_BUCKET, token);
        List<Bucket> page = new ArrayList<>();
        String next = "";
        if (region.isEmpty() || region.equals(options.region())) {
            for (Bucket bucket : namespace.buckets()) {
                boolean wanted =
                        bucket.name().startsWith(prefix) && Utf8Order.INSTANCE.compare(bucket.name(), after) > 0;
                if (wanted && page.size() == limit) {
                    next = ContinuationToken.encode(
                            NO_BUCKET, page.get(limit - 1).name());
                    break;
                }
                if (wanted) {
                    page.add(bucket);
                }
            }
        }
        boolean paged = !(prefix + token + region + most).isEmpty();
        String shown = paged ? options.region() : "";
        Owner owner = options.owner();
        return new S3Response.Xml(
                200, new ResponseHeaders(), BucketsDocument.of(owner, new BucketsPage(page, shown, prefix, next)));
    }

    /** Without a limit there are no pages, however many buckets there are. */
    private static int limit(String most) throws S3Exception {
        if (most.isEmpty()) {
            return Integer.MAX_VALUE;
        }
        if (!most.matches("0*[1-9][0-9]{0,4}") || Integer.parseInt(most) > MOST) {
            throw QueryParameters.invalid("max-buckets", most, "a number from 1 to " + MOST);
        }
        return Integer.parseInt(most);
    }
}
