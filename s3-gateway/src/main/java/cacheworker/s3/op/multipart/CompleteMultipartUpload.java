package cacheworker.s3.op.multipart;

import cacheworker.core.mount.NameException;
import cacheworker.core.mount.Namespace;
import cacheworker.core.mount.UploadIds;
import cacheworker.core.read.ObjectReader;
import cacheworker.core.ufs.UfsChecksum;
import cacheworker.core.ufs.UfsChecksumKind;
import cacheworker.core.ufs.UfsCondition;
import cacheworker.core.ufs.UfsContent;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsPart;
import cacheworker.core.ufs.UfsParts;
import cacheworker.core.ufs.UfsStatus;
import cacheworker.core.write.MultipartWriter;
import cacheworker.s3.error.S3ErrorCode;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.op.DocumentReader;
import cacheworker.s3.op.Operation;
import cacheworker.s3.op.QueryParameters;
import cacheworker.s3.request.DecimalLength;
import cacheworker.s3.request.MalformedRequestException;
import cacheworker.s3.request.RequestBody;
import cacheworker.s3.request.S3Request;
import cacheworker.s3.request.UploadBody;
import cacheworker.s3.request.WriteCondition;
import cacheworker.s3.response.ResponseHeaders;
import cacheworker.s3.response.S3Response;
import cacheworker.s3.xml.CompleteUploadRequest;
import cacheworker.s3.xml.UploadDocuments;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code POST /bucket/key?uploadId=ID}: makes an object of the parts that the body names, in their order. */
final class CompleteMultipartUpload implements Operation {
    private static final String OBJECT_SIZE = "x-amz-mp-object-size";

    private final Namespace namespace;
    private final DocumentReader documents;
    private final ObjectReader reader;
    private final MultipartWriter writer;
    private final long smallestPart;

    CompleteMultipartUpload(
            Namespace namespace,
            DocumentReader documents,
            ObjectReader reader,
            MultipartWriter writer,
            long smallestPart) {
        this.namespace = namespace;
        this.documents = documents;
        this.reader = reader;
        this.writer = writer;
        this.smallestPart = smallestPart;
    }

    @Override
    public S3Response run(S3Request request, RequestBody raw)
            throws S3Exception, MalformedRequestException, NameException, IOException {
        UploadTarget target = UploadTarget.of(request);
        UfsCondition condition = WriteCondition.of(request);
        namespace.requireBucket(target.key().bucket());
        UploadBody body = UploadBody.openDocument(request, raw);
        try (DocumentReader.Document document = documents.read(body, CompleteUploadRequest.MAX_BYTES)) {
            CompleteUploadRequest complete = CompleteUploadRequest.read(document.bytes());
            UfsStatus status = complete(request, target, new ChosenParts(target, complete.parts()), condition);
            return answer(request, target, status);
        }
    }

    private UfsStatus complete(S3Request request, UploadTarget target, ChosenParts chosen, UfsCondition condition)
            throws S3Exception, NameException, UfsException {
        try {
            ClaimedChecksum claimed = ClaimedChecksum.of(request);
            UfsChecksumKind kind = writer.checksumKind(target.key(), target.uploadId());
            chosen.requireChecksums(kind);
            List<UfsPart> parts = chosen.among(writer.parts(target.key(), target.uploadId()), smallestPart);
            checkObjectSize(request, parts);
            UfsChecksum checksum = checksum(claimed, kind, parts);
            UfsContent content = new UfsContent(chosen.etag(), checksum, UfsParts.of(parts));
            return writer.complete(target.key(), target.uploadId(), parts, content, condition);
        } catch (UfsException e) {
            if (e.kind() != UfsException.Kind.NO_SUCH_UPLOAD) {
                throw e;
            }
            return completedBefore(target, chosen, e);
        }
    }

    /**
     * A client repeats the request when it did not see the answer: what it asks for is there already. Who never had the
     * id of an upload of this key repeats nothing.
     */
    private UfsStatus completedBefore(UploadTarget target, ChosenParts chosen, UfsException cause)
            throws S3Exception, NameException {
        if (!UploadIds.isGiven(target.key(), target.uploadId())) {
            throw target.noSuchUpload(cause);
        }
        try {
            UfsStatus status = reader.find(target.key()).status();
            if (!chosen.etag().isEmpty() && status.etag().equals(chosen.etag())) {
                return status;
            }
        } catch (UfsException e) {
            cause.addSuppressed(e);
        }
        throw target.noSuchUpload(cause);
    }

    /** That of the object; the client may have said which one it must be. */
    private static @Nullable UfsChecksum checksum(
            ClaimedChecksum claimed, @Nullable UfsChecksumKind upload, List<UfsPart> parts) throws S3Exception {
        UfsChecksumKind kind = claimed.within(upload, ObjectChecksum.algorithm(parts));
        UfsChecksum checksum = kind == null ? null : ObjectChecksum.of(kind, parts);
        claimed.check(checksum);
        return checksum;
    }

    private static void checkObjectSize(S3Request request, List<UfsPart> parts) throws S3Exception {
        String header = request.header(OBJECT_SIZE);
        if (header == null) {
            return;
        }
        long expected = DecimalLength.parse(header.strip())
                .orElseThrow(() -> QueryParameters.invalid(OBJECT_SIZE, header, "a number of bytes"));
        long actual = parts.stream().mapToLong(UfsPart::length).sum();
        if (expected != actual) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_REQUEST,
                    "The provided '" + OBJECT_SIZE + "' header value " + expected
                            + " does not match what was computed: " + actual);
        }
    }

    private static S3Response answer(S3Request request, UploadTarget target, UfsStatus status) {
        String host = request.header("Host");
        int query = request.target().indexOf('?');
        String path = query < 0 ? request.target() : request.target().substring(0, query);
        String location = path.startsWith("/") && host != null ? "http://" + host + path : path;
        byte[] document = UploadDocuments.completed(
                location, target.key().bucket(), target.key().key(), status.content());
        return new S3Response.Xml(200, new ResponseHeaders(), document);
    }
}
