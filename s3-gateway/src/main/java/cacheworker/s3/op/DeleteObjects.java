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
import cacheworker.s3.xml.DeleteRequest.Item;
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
    private static final Comparator<Item> DEEPEST_FIRST = Comparator.comparingLong(DeleteObjects::depth)
            .thenComparingInt(object -> object.key().length())
            .reversed();

    private final Namespace namespace;
    private final DocumentReader documents;
    private final ObjectWriter writer;

    DeleteObjects(Namespace namespace, DocumentReader documents, ObjectWriter writer) {
        this.namespace = namespace;
        this.documents = documents;
        this.writer = writer;
    }

    @Override
    public S3Response run(S3Request request, RequestBody raw)
            throws S3Exception, MalformedRequestException, NameException, IOException {
        String bucket = Target.bucket(request);
        namespace.requireBucket(bucket);
        UploadBody body = UploadBody.open(request, raw);
        if (!body.hasIntegrityCheck()) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_REQUEST,
                    "Missing required header for this request: Content-MD5, or a checksum x-amz-checksum-*");
        }
        try (DocumentReader.Document document = documents.read(body, DeleteRequest.MAX_BYTES)) {
            return delete(bucket, DeleteRequest.read(document.bytes()));
        }
    }

    private S3Response delete(String bucket, DeleteRequest delete) {
        List<Item> order = new ArrayList<>(delete.objects());
        order.sort(DEEPEST_FIRST);
        Map<Item, S3Exception> failures = new HashMap<>();
        for (Item object : order) {
            failures.computeIfAbsent(object, one -> delete(bucket, one));
        }
        List<Outcome> outcomes = new ArrayList<>(order.size());
        for (Item object : delete.objects()) {
            outcomes.add(new Outcome(object.key(), object.version(), failures.get(object)));
        }
        return new S3Response.Xml(200, new ResponseHeaders(), DeleteResultDocument.of(outcomes, delete.quiet()));
    }

    private @Nullable S3Exception delete(String bucket, Item object) {
        if (!object.version().isEmpty()) {
            return new S3Exception(
                    S3ErrorCode.NO_SUCH_VERSION,
                    "Buckets have no versions here: there is no version '" + object.version() + "'");
        }
        if (!object.condition().isEmpty()) {
            return new S3Exception(
                    S3ErrorCode.NOT_IMPLEMENTED,
                    "Deleting on the condition " + object.condition() + " is not possible");
        }
        try {
            writer.delete(new ObjectKey(bucket, object.key()));
            return null;
        } catch (NameException | UfsException e) {
            return ErrorMapper.map(e, null);
        }
    }

    private static long depth(Item object) {
        return object.key().chars().filter(c -> c == '/').count();
    }
}
