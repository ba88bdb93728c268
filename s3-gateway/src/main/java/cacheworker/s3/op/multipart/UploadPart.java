package cacheworker.s3.op.multipart;

import cacheworker.core.mount.NameException;
import cacheworker.core.ufs.UfsChecksumKind;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsPart;
import cacheworker.core.ufs.UfsPartOutput;
import cacheworker.core.write.MultipartWriter;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.op.BodyLength;
import cacheworker.s3.op.Operation;
import cacheworker.s3.request.ChecksumAlgorithm;
import cacheworker.s3.request.MalformedRequestException;
import cacheworker.s3.request.RequestBody;
import cacheworker.s3.request.S3Request;
import cacheworker.s3.request.UploadBody;
import cacheworker.s3.response.ObjectHeaders;
import cacheworker.s3.response.ResponseHeaders;
import cacheworker.s3.response.S3Response;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** {@code PUT /bucket/key?partNumber=N&uploadId=ID}: writes a part, or replaces one. */
final class UploadPart implements Operation {
    private final MultipartWriter writer;

    UploadPart(MultipartWriter writer) {
        this.writer = writer;
    }

    @Override
    public S3Response run(S3Request request, RequestBody raw)
            throws S3Exception, MalformedRequestException, NameException, IOException {
        UploadTarget target = UploadTarget.of(request);
        int number = UploadTarget.partNumber(request);
        try {
            UfsChecksumKind kind = writer.checksumKind(target.key(), target.uploadId());
            return write(target, number, UploadBody.open(request, raw, ChecksumKinds.ofParts(kind)), kind);
        } catch (UfsException e) {
            throw target.named(e);
        }
    }

    private S3Response write(UploadTarget target, int number, UploadBody body, @Nullable UfsChecksumKind kind)
            throws S3Exception, MalformedRequestException, NameException, IOException {
        BodyLength.check(body.length());
        checkKind(kind, body.checksumAlgorithm());
        try (UfsPartOutput output = writer.part(target.key(), target.uploadId(), number, body.length())) {
            for (ByteBuffer piece = body.next(); piece != null; piece = body.next()) {
                output.write(piece);
            }
            return answer(output.commit(body.md5Hex(), body.checksum()), body);
        }
    }

    private static void checkKind(@Nullable UfsChecksumKind kind, @Nullable ChecksumAlgorithm sent) throws S3Exception {
        if (kind != null && sent != null && !kind.algorithm().equals(sent.name())) {
            throw ChecksumKinds.invalid("Checksum Type mismatch occurred, expected checksum Type: " + kind.algorithm()
                    + ", with which the upload was begun, actual checksum Type: " + sent);
        }
    }

    private static S3Response answer(UfsPart part, UploadBody body) {
        ResponseHeaders headers = new ResponseHeaders().add("ETag", ObjectHeaders.quoted(part.etag()));
        ObjectHeaders.addChecksum(headers, body.checksum());
        return new S3Response.Empty(200, headers);
    }
}
