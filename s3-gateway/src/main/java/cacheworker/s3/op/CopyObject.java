package cacheworker.s3.op;

import cacheworker.core.base.ObjectKey;
import cacheworker.core.meta.CachedObject;
import cacheworker.core.mount.NameException;
import cacheworker.core.read.ObjectReader;
import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsStatus;
import cacheworker.core.write.ObjectWriter;
import cacheworker.s3.error.S3ErrorCode;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.request.Conditions;
import cacheworker.s3.request.CopySource;
import cacheworker.s3.request.MalformedRequestException;
import cacheworker.s3.request.RequestBody;
import cacheworker.s3.request.S3Request;
import cacheworker.s3.request.UploadHeaders;
import cacheworker.s3.response.ResponseHeaders;
import cacheworker.s3.response.S3Response;
import cacheworker.s3.xml.CopyResultDocument;
import java.time.InstantSource;

/** {@code PUT /bucket/key} with {@code x-amz-copy-source}: copies one version of an object under another key. */
final class CopyObject implements Operation {
    private static final String DIRECTIVE = "x-amz-metadata-directive";
    private static final int ATTEMPTS = 3;

    private final ObjectReader reader;
    private final ObjectWriter writer;
    private final int metadataLimit;
    private final InstantSource clock;

    CopyObject(ObjectReader reader, ObjectWriter writer, int metadataLimit, InstantSource clock) {
        this.reader = reader;
        this.writer = writer;
        this.metadataLimit = metadataLimit;
        this.clock = clock;
    }

    @Override
    public S3Response run(S3Request request, RequestBody body)
            throws S3Exception, MalformedRequestException, NameException, UfsException {
        ObjectKey target = Target.object(request);
        ObjectKey source = CopySource.parse(String.valueOf(request.header(CopySource.HEADER)));
        boolean replace = replacesMetadata(request);
        if (source.equals(target) && !replace) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_REQUEST,
                    "This copy request is illegal because it is trying to copy an object to itself without changing"
                            + " the object's metadata: expected " + DIRECTIVE + ": REPLACE");
        }
        for (int attempt = 1; ; attempt++) {
            CachedObject found = find(source);
            check(request, found.status(), target);
            UfsAttributes attributes = replace
                    ? UploadHeaders.attributes(request, metadataLimit)
                    : found.status().attributes();
            try {
                UfsStatus copy = writer.copy(found, target, attributes);
                return new S3Response.Xml(
                        200, new ResponseHeaders(), CopyResultDocument.of(copy.etag(), copy.lastModifiedMillis()));
            } catch (UfsException e) {
                if (e.kind() != UfsException.Kind.CHANGED || attempt == ATTEMPTS) {
                    throw e;
                }
                reader.noteChanged(found);
            }
        }
    }

    /** The source; what is missing is named in the error, which is not what the request's path names. */
    private CachedObject find(ObjectKey source) throws S3Exception, NameException, UfsException {
        try {
            return reader.find(source);
        } catch (UfsException e) {
            if (e.kind() == UfsException.Kind.NOT_FOUND) {
                throw new S3Exception(S3ErrorCode.NO_SUCH_KEY, "The object to copy, '" + source + "', does not exist")
                        .with("Key", source.key());
            }
            throw e;
        } catch (NameException e) {
            if (e.reason() == NameException.Reason.NO_SUCH_BUCKET) {
                throw new S3Exception(S3ErrorCode.NO_SUCH_BUCKET, "The bucket to copy from does not exist")
                        .with("BucketName", source.bucket());
            }
            throw e;
        }
    }

    private void check(S3Request request, UfsStatus source, ObjectKey target) throws S3Exception {
        Conditions.Verdict verdict = Conditions.ofCopySource(request.headers())
                .check(source.etag(), source.lastModifiedMillis(), clock.millis());
        if (verdict instanceof Conditions.Verdict.Failed failed) {
            throw Preconditions.failed(failed.condition());
        }
        if (source.length() > PutObject.MAX_LENGTH) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_REQUEST,
                    "The specified copy source is larger than the maximum allowable size for a copy source: it has "
                            + source.length() + " bytes, at most " + PutObject.MAX_LENGTH + " are allowed");
        }
        if (source.length() > 0 && target.key().endsWith("/")) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_REQUEST,
                    "The key '" + target.key() + "' names a folder, which cannot have content; the copy source has "
                            + source.length() + " bytes");
        }
    }

    private static boolean replacesMetadata(S3Request request) throws S3Exception {
        String directive = request.header(DIRECTIVE);
        if (directive == null || directive.equals("COPY")) {
            return false;
        }
        if (directive.equals("REPLACE")) {
            return true;
        }
        throw new S3Exception(
                        S3ErrorCode.INVALID_ARGUMENT, DIRECTIVE + " is '" + directive + "', expected COPY or REPLACE")
                .with("ArgumentName", DIRECTIVE)
                .with("ArgumentValue", directive);
    }
}
