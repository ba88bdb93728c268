package cacheworker.s3.op;

import cacheworker.core.base.NonBlocking;
import cacheworker.s3.error.S3ErrorCode;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.request.S3Request;
import java.util.Set;
import java.util.TreeSet;

/**
 * Headers of writes that say how S3 shall store an object. What makes no difference to who reads it through this worker
 * is taken and means nothing; what S3 does not know is refused as S3 does it, and what cannot be had here is refused,
 * lest somebody believe to have it.
 */
@NonBlocking
final class StorageHeaders {
    private static final String CLASS = "x-amz-storage-class";
    private static final String ENCRYPTION = "x-amz-server-side-encryption";
    private static final String ACL = "x-amz-acl";

    private static final Set<String> CLASSES = new TreeSet<>(Set.of(
            "STANDARD",
            "REDUCED_REDUNDANCY",
            "STANDARD_IA",
            "ONEZONE_IA",
            "INTELLIGENT_TIERING",
            "GLACIER",
            "GLACIER_IR",
            "DEEP_ARCHIVE",
            "OUTPOSTS",
            "SNOW",
            "EXPRESS_ONEZONE"));

    private static final Set<String> ACLS = new TreeSet<>(Set.of(
            "private",
            "public-read",
            "public-read-write",
            "authenticated-read",
            "aws-exec-read",
            "bucket-owner-read",
            "bucket-owner-full-control",
            "log-delivery-write"));

    private StorageHeaders() {}

    /** Refuses what cannot be, or cannot be had. */
    static void check(S3Request request) throws S3Exception {
        String storageClass = request.header(CLASS);
        if (storageClass != null && !CLASSES.contains(storageClass)) {
            throw new S3Exception(
                            S3ErrorCode.INVALID_STORAGE_CLASS,
                            "The storage class you specified is not valid: " + CLASS + " is '" + storageClass
                                    + "', expected one of " + CLASSES)
                    .with("StorageClassRequested", storageClass);
        }
        String acl = request.header(ACL);
        if (acl != null && !ACLS.contains(acl)) {
            throw QueryParameters.invalid(ACL, acl, "one of " + ACLS);
        }
        String encryption = request.header(ENCRYPTION);
        if (encryption != null && encryption.startsWith("aws:kms")) {
            throw new S3Exception(
                            S3ErrorCode.NOT_IMPLEMENTED,
                            ENCRYPTION + " is '" + encryption + "': objects are not encrypted with keys of a key"
                                    + " management service here; expected AES256, or no such header")
                    .with("Header", ENCRYPTION)
                    .with("additionalMessage", encryption);
        }
        if (encryption != null && !encryption.equals("AES256")) {
            throw QueryParameters.invalid(ENCRYPTION, encryption, "AES256");
        }
    }
}
