package cacheworker.s3.op;

import cacheworker.core.base.ObjectKey;
import cacheworker.core.mount.NameException;
import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsContent;
import cacheworker.core.ufs.UfsCreateOptions;
import cacheworker.core.ufs.UfsParts;
import cacheworker.core.ufs.UfsStatus;
import cacheworker.core.write.ObjectUpload;
import cacheworker.core.write.ObjectWriter;
import cacheworker.s3.error.S3ErrorCode;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.request.ChecksumAlgorithm;
import cacheworker.s3.request.MalformedRequestException;
import cacheworker.s3.request.RequestBody;
import cacheworker.s3.request.S3Request;
import cacheworker.s3.request.UploadBody;
import cacheworker.s3.request.UploadHeaders;
import cacheworker.s3.request.WriteCondition;
import cacheworker.s3.response.ObjectHeaders;
import cacheworker.s3.response.ResponseHeaders;
import cacheworker.s3.response.S3Response;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * {@code PUT /bucket/key}: writes an object, or a folder when the key ends with a slash. The bytes go to the storage as
 * they come; they become the object only when length and every digest sent with them hold.
 */
final class PutObject implements Operation {
    private final ObjectWriter writer;
    private final RequestTags tags;
    private final int metadataLimit;

    PutObject(ObjectWriter writer, RequestTags tags, int metadataLimit) {
        this.writer = writer;
        this.tags = tags;
        this.metadataLimit = metadataLimit;
    }

    @Override
    public S3Response run(S3Request request, RequestBody raw)
            throws S3Exception, MalformedRequestException, NameException, IOException {
        ObjectKey key = Target.object(request);
        UploadBody body = UploadBody.open(request, raw, ChecksumAlgorithm.CRC64NVME);
        checkLength(key, body.length());
        UfsAttributes attributes =
                UploadHeaders.attributes(request, metadataLimit).withTags(tags.ofHeader(request));
        UfsCreateOptions create = new UfsCreateOptions(body.length(), attributes, WriteCondition.of(request));
        try (ObjectUpload upload = writer.upload(key, create)) {
            for (ByteBuffer piece = body.next(); piece != null; piece = body.next()) {
                upload.write(piece);
            }
            UfsStatus published = upload.commit(new UfsContent(body.md5Hex(), body.checksum(), UfsParts.NONE));
            return answer(published, body);
        }
    }

    private static void checkLength(ObjectKey key, long length) throws S3Exception {
        BodyLength.check(length);
        if (length > 0 && key.key().endsWith("/")) {
            throw new S3Exception(
                            S3ErrorCode.INVALID_ARGUMENT,
                            "The key '" + key.key() + "' names a folder, which cannot have content; it came with "
                                    + length + " bytes, expected none")
                    .with("ArgumentName", "Key")
                    .with("ArgumentValue", key.key());
        }
    }

    private static S3Response answer(UfsStatus published, UploadBody body) {
        ResponseHeaders headers = new ResponseHeaders().add("ETag", ObjectHeaders.quoted(published.etag()));
        ObjectHeaders.addChecksum(headers, body.checksum());
        return new S3Response.Empty(200, headers);
    }
}
