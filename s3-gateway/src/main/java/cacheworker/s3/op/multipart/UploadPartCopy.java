package cacheworker.s3.op.multipart;

import cacheworker.core.base.ByteRange;
import cacheworker.core.base.ObjectKey;
import cacheworker.core.meta.CachedObject;
import cacheworker.core.mount.NameException;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsPart;
import cacheworker.core.write.ContentDigest;
import cacheworker.core.write.MultipartWriter;
import cacheworker.s3.error.S3ErrorCode;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.op.BodyLength;
import cacheworker.s3.op.CopySources;
import cacheworker.s3.op.Operation;
import cacheworker.s3.op.QueryParameters;
import cacheworker.s3.request.CopySource;
import cacheworker.s3.request.DecimalLength;
import cacheworker.s3.request.MalformedRequestException;
import cacheworker.s3.request.RequestBody;
import cacheworker.s3.request.S3Request;
import cacheworker.s3.response.ResponseHeaders;
import cacheworker.s3.response.S3Response;
import cacheworker.s3.xml.CopyResultDocument;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code PUT /bucket/key?partNumber=N&uploadId=ID} with {@code x-amz-copy-source}: a part of an object's bytes. */
final class UploadPartCopy implements Operation {
    private static final String RANGE = "x-amz-copy-source-range";
    private static final Pattern RANGE_FORM = Pattern.compile("bytes=(\\d{1,19})-(\\d{1,19})");
    private static final int ATTEMPTS = 3;

    private final CopySources sources;
    private final MultipartWriter writer;

    UploadPartCopy(CopySources sources, MultipartWriter writer) {
        this.sources = sources;
        this.writer = writer;
    }

    @Override
    public S3Response run(S3Request request, RequestBody body)
            throws S3Exception, MalformedRequestException, NameException, UfsException {
        UploadTarget target = UploadTarget.of(request);
        int number = UploadTarget.partNumber(request);
        ObjectKey source = CopySource.parse(String.valueOf(request.header(CopySource.HEADER)));
        for (int attempt = 1; ; attempt++) {
            CachedObject found = sources.find(request, source);
            ByteRange range = range(request, found.status().length());
            BodyLength.check(range.length());
            try {
                UfsPart part = writer.copyPart(found, range, target.key(), target.uploadId(), number, digest(target));
                return new S3Response.Xml(200, new ResponseHeaders(), CopyResultDocument.ofPart(part));
            } catch (UfsException e) {
                if (e.kind() == UfsException.Kind.NO_SUCH_UPLOAD) {
                    throw target.noSuchUpload(e);
                }
                if (e.kind() != UfsException.Kind.CHANGED || attempt == ATTEMPTS) {
                    throw e;
                }
                sources.noteChanged(found);
            }
        }
    }

    private ContentDigest digest(UploadTarget target) throws NameException, UfsException {
        return ChecksumKinds.ofParts(writer.checksumKind(target.key(), target.uploadId()))
                .digest();
    }

    private static ByteRange range(S3Request request, long length) throws S3Exception {
        String header = request.header(RANGE);
        if (header == null) {
            return new ByteRange(0, length);
        }
        Matcher form = RANGE_FORM.matcher(header);
        long first = form.matches() ? DecimalLength.parse(form.group(1)).orElse(-1) : -1;
        long last = form.matches() ? DecimalLength.parse(form.group(2)).orElse(-1) : -1;
        if (first < 0 || last < first) {
            throw QueryParameters.invalid(RANGE, header, "bytes=first-last");
        }
        if (last >= length) {
            throw new S3Exception(
                            S3ErrorCode.INVALID_ARGUMENT,
                            "Range specified is not valid for source object of size: " + length)
                    .with("ArgumentName", RANGE)
                    .with("ArgumentValue", header);
        }
        return new ByteRange(first, last - first + 1);
    }
}
