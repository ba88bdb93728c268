package cacheworker.s3.op.multipart;

import cacheworker.core.base.ObjectKey;
import cacheworker.core.mount.NameException;
import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsChecksumKind;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.write.MultipartWriter;
import cacheworker.s3.error.S3ErrorCode;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.op.Operation;
import cacheworker.s3.op.RequestTags;
import cacheworker.s3.op.Target;
import cacheworker.s3.request.MalformedRequestException;
import cacheworker.s3.request.RequestBody;
import cacheworker.s3.request.S3Request;
import cacheworker.s3.request.UploadHeaders;
import cacheworker.s3.response.ResponseHeaders;
import cacheworker.s3.response.S3Response;
import cacheworker.s3.xml.UploadDocuments;

/** {@code POST /bucket/key?uploads}: begins an upload in parts. */
final class CreateMultipartUpload implements Operation {
    private final MultipartWriter writer;
    private final RequestTags tags;
    private final int metadataLimit;

    CreateMultipartUpload(MultipartWriter writer, RequestTags tags, int metadataLimit) {
        this.writer = writer;
        this.tags = tags;
        this.metadataLimit = metadataLimit;
    }

    @Override
    public S3Response run(S3Request request, RequestBody body)
            throws S3Exception, MalformedRequestException, NameException, UfsException {
        ObjectKey key = Target.object(request);
        if (key.key().endsWith("/")) {
            throw new S3Exception(
                            S3ErrorCode.INVALID_ARGUMENT,
                            "The key '" + key.key() + "' names a folder, which cannot be uploaded in parts")
                    .with("ArgumentName", "Key")
                    .with("ArgumentValue", key.key());
        }
        UfsChecksumKind kind = ChecksumKinds.requested(request);
        UfsAttributes attributes =
                UploadHeaders.attributes(request, metadataLimit).withTags(tags.ofHeader(request));
        String uploadId = writer.begin(key, attributes, kind);
        ResponseHeaders headers = new ResponseHeaders();
        UfsChecksumKind kept = kind == null ? null : writer.checksumKind(key, uploadId);
        if (kept != null) {
            headers.add(ChecksumKinds.ALGORITHM, kept.algorithm()).add(ChecksumKinds.TYPE, ChecksumKinds.type(kept));
        }
        return new S3Response.Xml(200, headers, UploadDocuments.begun(key.bucket(), key.key(), uploadId));
    }
}
