package cacheworker.s3.op;

import cacheworker.core.base.ObjectKey;
import cacheworker.core.mount.NameException;
import cacheworker.core.mount.Namespace;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.write.ObjectWriter;
import cacheworker.s3.error.ErrorMapper;
import cacheworker.s3.error.S3ErrorCode;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.request.MalformedRequestException;
import cacheworker.s3.request.RequestBody;
import cacheworker.s3.request.S3Request;
import cacheworker.s3.request.UploadBody;
import cacheworker.s3.response.ResponseHeaders;
import cacheworker.s3.response.S3Response;
import cacheworker.s3.xml.DeleteRequest;
import cacheworker.s3.xml.DeleteResultDocument;
import cacheworker.s3.xml.DeleteResultDocument.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /bucket?delete}: deletes up to 1,000 objects. Each key has its own outcome. The deepest keys go first, so
 * that a folder named together with what is in it is empty when its turn comes.
 */
final class DeleteObjects implements Operation {
    private static final Comparator<String> DEEPEST_FIRST = Comparator.comparingLong(DeleteObjects::depth)
            .thenComparingInt(String::length)
            .reversed();

    private final Namespace namespace;
    private final ObjectWriter writer;

    DeleteObjects(Namespace namespace, ObjectWriter writer) {
        this.namespace = namespace;
        this.writer = writer;
    }

    @Override
    public S3Response run(S3Request request, RequestBody raw)
            throws S3Exception, MalformedRequestException, NameException, IOException {
        UploadBody body = UploadBody.open(request, raw);
        if (!body.hasIntegrityCheck()) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_REQUEST,
                    "Missing required header for this request: Content-MD5, or a checksum x-amz-checksum-*");
        }
        DeleteRequest delete = DeleteRequest.read(body.readAll(DeleteRequest.MAX_BYTES));
        String bucket = Target.bucket(request);
        namespace.requireBucket(bucket);
        List<String> order = new ArrayList<>(delete.keys());
        order.sort(DEEPEST_FIRST);
        Map<String, S3Exception> failures = new HashMap<>();
        for (String key : order) {
            failures.computeIfAbsent(key, k -> delete(new ObjectKey(bucket, k)));
        }
        List<Outcome> outcomes = new ArrayList<>(order.size());
        for (String key : delete.keys()) {
            outcomes.add(new Outcome(key, failures.get(key)));
        }
        return new S3Response.Xml(200, new ResponseHeaders(), DeleteResultDocument.of(outcomes, delete.quiet()));
    }

    private @Nullable S3Exception delete(ObjectKey key) {
        try {
            writer.delete(key);
            return null;
        } catch (NameException | UfsException e) {
            return ErrorMapper.map(e, null);
        }
    }

    private static long depth(String key) {
        return key.chars().filter(c -> c == '/').count();
    }
}
