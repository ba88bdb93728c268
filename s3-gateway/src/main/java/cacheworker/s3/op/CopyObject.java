package cacheworker.s3.op;

import cacheworker.core.base.ObjectKey;
import cacheworker.core.meta.CachedObject;
import cacheworker.core.mount.NameException;
import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsChecksum;
import cacheworker.core.ufs.UfsCondition;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsStatus;
import cacheworker.core.write.ContentDigest;
import cacheworker.core.write.ObjectWriter;
import cacheworker.s3.error.S3ErrorCode;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.request.ChecksumAlgorithm;
import cacheworker.s3.request.CopySource;
import cacheworker.s3.request.MalformedRequestException;
import cacheworker.s3.request.RequestBody;
import cacheworker.s3.request.S3Request;
import cacheworker.s3.request.UploadHeaders;
import cacheworker.s3.request.WriteCondition;
import cacheworker.s3.response.ResponseHeaders;
import cacheworker.s3.response.S3Response;
import cacheworker.s3.xml.CopyResultDocument;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code PUT /bucket/key} with {@code x-amz-copy-source}: copies one version of an object under another key. */
final class CopyObject implements Operation {
    private static final String METADATA = "x-amz-metadata-directive";
    private static final String TAGGING = "x-amz-tagging-directive";
    private static final String ALGORITHM = "x-amz-checksum-algorithm";

    /** What may be changed by copying an object onto itself, although it means nothing here. */
    private static final List<String> CHANGES = List.of("x-amz-storage-class", "x-amz-server-side-encryption");

    private static final int ATTEMPTS = 3;

    private final CopySources sources;
    private final ObjectWriter writer;
    private final RequestTags tags;
    private final int metadataLimit;

    CopyObject(CopySources sources, ObjectWriter writer, RequestTags tags, int metadataLimit) {
        this.sources = sources;
        this.writer = writer;
        this.tags = tags;
        this.metadataLimit = metadataLimit;
    }

    @Override
    public S3Response run(S3Request request, RequestBody body)
            throws S3Exception, MalformedRequestException, NameException, UfsException {
        ObjectKey target = Target.object(request);
        ObjectKey source = CopySource.parse(String.valueOf(request.header(CopySource.HEADER)));
        UfsCondition condition = WriteCondition.of(request);
        boolean replacesTags = isReplaced(request, TAGGING);
        ChecksumAlgorithm algorithm = algorithm(request);
        boolean changes = replacesTags || isReplaced(request, METADATA) || algorithm != null || changesStorage(request);
        if (source.equals(target) && !changes) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_REQUEST,
                    "This copy request is illegal because it is trying to copy an object to itself without changing"
                            + " the object's metadata, tags, checksum or storage class: expected " + METADATA + " or "
                            + TAGGING + ": REPLACE, or another of these");
        }
        @Nullable Map<String, String> newTags = replacesTags ? tags.ofHeader(request) : null;
        for (int attempt = 1; ; attempt++) {
            CachedObject found = sources.find(request, source);
            check(found.status(), target);
            UfsAttributes attributes =
                    attributes(request, found).withTags(newTags != null ? newTags : tags.copied(target, found));
            try {
                UfsStatus copy = writer.copy(found, target, attributes, condition, digest(algorithm, found.status()));
                return new S3Response.Xml(
                        200,
                        new ResponseHeaders(),
                        CopyResultDocument.ofObject(copy.content(), copy.lastModifiedMillis()));
            } catch (UfsException e) {
                if (e.kind() != UfsException.Kind.CHANGED || attempt == ATTEMPTS) {
                    throw e;
                }
                sources.noteChanged(found);
            }
        }
    }

    private static void check(UfsStatus source, ObjectKey target) throws S3Exception {
        if (source.length() > BodyLength.MOST) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_REQUEST,
                    "The specified copy source is larger than the maximum allowable size for a copy source: it has "
                            + source.length() + " bytes, at most " + BodyLength.MOST + " are allowed");
        }
        if (source.length() > 0 && target.key().endsWith("/")) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_REQUEST,
                    "The key '" + target.key() + "' names a folder, which cannot have content; the copy source has "
                            + source.length() + " bytes");
        }
    }

    private static boolean changesStorage(S3Request request) {
        return CHANGES.stream().anyMatch(header -> request.header(header) != null);
    }

    private static @Nullable ChecksumAlgorithm algorithm(S3Request request) throws S3Exception {
        String name = request.header(ALGORITHM);
        ChecksumAlgorithm algorithm = name == null ? null : ChecksumAlgorithm.named(name);
        if (name != null && algorithm == null) {
            throw QueryParameters.invalid(ALGORITHM, name, "one of " + List.of(ChecksumAlgorithm.values()));
        }
        return algorithm;
    }

    /** Of the bytes as a whole, as S3 makes it of a copy; none when the source has just that. */
    private static @Nullable ContentDigest digest(@Nullable ChecksumAlgorithm wanted, UfsStatus source) {
        UfsChecksum kept = source.content().checksum();
        if (wanted == null) {
            return null;
        }
        boolean same = kept != null && !kept.composite() && kept.algorithm().equals(wanted.name());
        return same ? null : wanted.digest();
    }

    private UfsAttributes attributes(S3Request request, CachedObject found)
            throws S3Exception, MalformedRequestException {
        return isReplaced(request, METADATA)
                ? UploadHeaders.attributes(request, metadataLimit)
                : found.status().attributes();
    }

    private static boolean isReplaced(S3Request request, String name) throws S3Exception {
        String directive = request.header(name);
        if (directive == null || directive.equals("COPY")) {
            return false;
        }
        if (directive.equals("REPLACE")) {
            return true;
        }
        throw QueryParameters.invalid(name, directive, "COPY or REPLACE");
    }
}
