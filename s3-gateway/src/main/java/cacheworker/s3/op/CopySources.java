package cacheworker.s3.op;

import cacheworker.core.base.Blocking;
import cacheworker.core.base.NonBlocking;
import cacheworker.core.base.ObjectKey;
import cacheworker.core.meta.CachedObject;
import cacheworker.core.mount.NameException;
import cacheworker.core.read.ObjectReader;
import cacheworker.core.ufs.UfsException;
import cacheworker.s3.error.S3ErrorCode;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.request.Conditions;
import cacheworker.s3.request.S3Request;
import java.time.InstantSource;

/** Finds what a copy is made from. */
public final class CopySources {
    private final ObjectReader reader;
    private final InstantSource clock;

    /**
     * Sources of copies.
     *
     * @param reader finds objects
     * @param clock the time, for conditions
     */
    public CopySources(ObjectReader reader, InstantSource clock) {
        this.reader = reader;
        this.clock = clock;
    }

    /**
     * The object to copy from, if the conditions {@code x-amz-copy-source-if-*} hold. An error names the source, which
     * is not what the path of the request names.
     *
     * @param request the request
     * @param source bucket and key that it names
     * @return the current version of the source
     * @throws S3Exception NO_SUCH_KEY or NO_SUCH_BUCKET about the source, PRECONDITION_FAILED
     * @throws NameException when the source has no place in the namespace
     * @throws UfsException when the UFS cannot be asked
     */
    @Blocking
    public CachedObject find(S3Request request, ObjectKey source) throws S3Exception, NameException, UfsException {
        CachedObject found = find(source);
        Conditions.Verdict verdict = Conditions.ofCopySource(request.headers())
                .check(found.status().etag(), found.status().lastModifiedMillis(), clock.millis());
        if (verdict instanceof Conditions.Verdict.Failed failed) {
            throw Preconditions.failed(failed.condition());
        }
        return found;
    }

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
                throw new S3Exception(
                                S3ErrorCode.NO_SUCH_BUCKET,
                                "The bucket to copy from, '" + source.bucket() + "', does not exist")
                        .with("BucketName", source.bucket());
            }
            throw e;
        }
    }

    /**
     * The source changed while it was copied: the next {@link #find} looks again.
     *
     * @param found what was copied from
     */
    @NonBlocking
    public void noteChanged(CachedObject found) {
        reader.noteChanged(found);
    }
}
