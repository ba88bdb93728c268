package cacheworker.s3.error;

/**
 * Every error that the gateway gives: code, HTTP status, and when. The page {@code docs/errors.md} is made from this
 * table by {@link ErrorReference}.
 */
public enum S3ErrorCode {
    ACCESS_DENIED("AccessDenied", 403, "The storage, a read-only mount or an expired presigned URL forbids it."),
    AUTHORIZATION_HEADER_MALFORMED(
            "AuthorizationHeaderMalformed", 400, "The Authorization header names no user in a form that S3 knows."),
    AUTHORIZATION_QUERY_PARAMETERS(
            "AuthorizationQueryParametersError", 400, "A presigned URL lacks a parameter, or one has a bad value."),
    BAD_DIGEST("BadDigest", 400, "The body does not match its Content-MD5 or x-amz-checksum-* value."),
    BAD_REQUEST("BadRequest", 400, "An object or bucket would have more tags than allowed."),
    BUCKET_ALREADY_OWNED_BY_YOU("BucketAlreadyOwnedByYou", 409, "The bucket to create exists."),
    BUCKET_NOT_EMPTY("BucketNotEmpty", 409, "The bucket to delete has objects."),
    CONDITIONAL_REQUEST_CONFLICT(
            "ConditionalRequestConflict", 409, "Other writes came between a condition and its write; retry."),
    ENTITY_TOO_LARGE("EntityTooLarge", 400, "The body is larger than the request allows."),
    ENTITY_TOO_SMALL("EntityTooSmall", 400, "A part of an upload that is not its last one is smaller than allowed."),
    INCOMPLETE_BODY("IncompleteBody", 400, "The body has another length than announced."),
    INSUFFICIENT_STORAGE(
            "InsufficientStorage", 507, "The storage behind the worker is full, or a quota is used up; do not retry."),
    INTERNAL_ERROR("InternalError", 500, "The worker failed, or nobody knows whether a write took effect; retry."),
    INVALID_ARGUMENT("InvalidArgument", 400, "A parameter or header has a value that it cannot have."),
    INVALID_BUCKET_NAME("InvalidBucketName", 400, "The name cannot be that of a bucket."),
    INVALID_DIGEST("InvalidDigest", 400, "Content-MD5 is not the base64 of 16 bytes."),
    INVALID_PART("InvalidPart", 400, "A part to complete an upload with was not uploaded, or has another ETag."),
    INVALID_PART_NUMBER("InvalidPartNumber", 416, "The object has fewer parts than the part that is asked for."),
    INVALID_PART_ORDER("InvalidPartOrder", 400, "The parts to complete an upload with are not in ascending order."),
    INVALID_RANGE("InvalidRange", 416, "No byte of the object is in the range."),
    INVALID_REQUEST("InvalidRequest", 400, "The request contradicts itself, or its body's framing is broken."),
    INVALID_STORAGE_CLASS("InvalidStorageClass", 400, "The storage class is none that S3 has."),
    INVALID_TAG(
            "InvalidTag",
            400,
            "A tag is too long, has a character that it cannot have, or comes twice, or the storage does not take it."),
    INVALID_URI("InvalidURI", 400, "The request target cannot be decoded, or the key cannot be held safely."),
    KEY_TOO_LONG("KeyTooLongError", 400, "The key, or one segment of it, is longer than allowed."),
    MALFORMED_TRAILER("MalformedTrailerError", 400, "The trailer of an aws-chunked body is missing or malformed."),
    MALFORMED_XML("MalformedXML", 400, "The body is not the XML document that the request needs."),
    METADATA_TOO_LARGE("MetadataTooLarge", 400, "The user metadata is larger than allowed."),
    METHOD_NOT_ALLOWED("MethodNotAllowed", 405, "The method cannot be used on this resource."),
    MISSING_CONTENT_LENGTH("MissingContentLength", 411, "The length of the body is needed and was not sent."),
    NO_ENCRYPTION_CONFIGURATION(
            "ServerSideEncryptionConfigurationNotFoundError", 404, "No bucket here has encryption set up."),
    NO_OBJECT_LOCK_CONFIGURATION("ObjectLockConfigurationNotFoundError", 404, "No bucket here has object locks."),
    NO_OWNERSHIP_CONTROLS("OwnershipControlsNotFoundError", 404, "No bucket here has ownership controls."),
    NO_REPLICATION_CONFIGURATION("ReplicationConfigurationNotFoundError", 404, "No bucket here is replicated."),
    NO_SUCH_BUCKET("NoSuchBucket", 404, "There is no such bucket."),
    NO_SUCH_BUCKET_POLICY("NoSuchBucketPolicy", 404, "No bucket here has a policy."),
    NO_SUCH_CORS_CONFIGURATION("NoSuchCORSConfiguration", 404, "No bucket here has CORS set up."),
    NO_SUCH_KEY("NoSuchKey", 404, "There is no such object."),
    NO_SUCH_LIFECYCLE_CONFIGURATION("NoSuchLifecycleConfiguration", 404, "No bucket here has lifecycle rules."),
    NO_SUCH_PUBLIC_ACCESS_BLOCK(
            "NoSuchPublicAccessBlockConfiguration", 404, "No bucket here has public access set up."),
    NO_SUCH_TAG_SET("NoSuchTagSet", 404, "The bucket has no tags."),
    NO_SUCH_UPLOAD("NoSuchUpload", 404, "There is no such upload in parts for this key."),
    NO_SUCH_VERSION("NoSuchVersion", 404, "The object has no such version: buckets have no versions here."),
    NO_SUCH_WEBSITE_CONFIGURATION("NoSuchWebsiteConfiguration", 404, "No bucket here is a website."),
    NOT_IMPLEMENTED("NotImplemented", 501, "The operation, header or checksum is one that this gateway does not have."),
    OBJECT_PREFIX_CONFLICT(
            "ObjectPrefixConflict",
            409,
            "On a file system a name cannot be an object and a folder at once: a key such as a/b beside an object a."),
    OPERATION_ABORTED("OperationAborted", 409, "The object changed while the request was at work on it; retry."),
    PRECONDITION_FAILED("PreconditionFailed", 412, "A condition of the request does not hold."),
    REQUEST_HEADER_SECTION_TOO_LARGE(
            "RequestHeaderSectionTooLarge", 400, "The head of the request is larger than the server takes."),
    REQUEST_TIMEOUT("RequestTimeout", 400, "The client sent nothing for too long; the connection is closed."),
    SERVICE_UNAVAILABLE("ServiceUnavailable", 503, "The storage behind the worker cannot be reached now; retry."),
    SLOW_DOWN("SlowDown", 503, "The worker, or the storage behind it, is at its limit; retry more slowly."),
    UNSUPPORTED_SIGNATURE("UnsupportedSignature", 400, "The signature version of the request is not one known here."),
    SHA256_MISMATCH("XAmzContentSHA256Mismatch", 400, "The body does not match x-amz-content-sha256.");

    private final String code;
    private final int status;
    private final String meaning;

    S3ErrorCode(String code, int status, String meaning) {
        this.code = code;
        this.status = status;
        this.meaning = meaning;
    }

    /**
     * The code as clients read it.
     *
     * @return the text of the element {@code Code}
     */
    public String code() {
        return code;
    }

    /**
     * The HTTP status.
     *
     * @return 400 to 599
     */
    public int status() {
        return status;
    }

    /**
     * When the gateway gives it.
     *
     * @return one sentence
     */
    public String meaning() {
        return meaning;
    }
}
