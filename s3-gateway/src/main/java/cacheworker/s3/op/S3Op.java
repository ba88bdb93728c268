package cacheworker.s3.op;

import cacheworker.core.base.NonBlocking;
import cacheworker.s3.error.S3ErrorCode;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.request.CopySource;
import cacheworker.s3.request.Query;
import cacheworker.s3.request.S3Request;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;

/**
 * The table of operations. A request belongs to the first row that fits; one that names a sub-resource which its row
 * does not have is refused, so that for example {@code PUT ?acl} never overwrites the object. The page
 * {@code docs/s3-operations.md} is made from this table.
 */
public enum S3Op {
    /** All buckets. */
    LIST_BUCKETS("ListBuckets", "GET", Scope.SERVICE, Selector.NONE, Body.NONE, Permission.LIST),
    /** The tags of a bucket. */
    GET_BUCKET_TAGGING("GetBucketTagging", "GET", Scope.BUCKET, Selector.query("tagging"), Body.NONE, Permission.READ),
    /** Replaces the tags of a bucket. */
    PUT_BUCKET_TAGGING("PutBucketTagging", "PUT", Scope.BUCKET, Selector.query("tagging"), Body.XML, Permission.WRITE),
    /** Takes the tags of a bucket away. */
    DELETE_BUCKET_TAGGING(
            "DeleteBucketTagging", "DELETE", Scope.BUCKET, Selector.query("tagging"), Body.NONE, Permission.WRITE),
    /** Makes a bucket. */
    CREATE_BUCKET("CreateBucket", "PUT", Scope.BUCKET, Selector.NONE, Body.XML, Permission.WRITE),
    /** Whether a bucket exists. */
    HEAD_BUCKET("HeadBucket", "HEAD", Scope.BUCKET, Selector.NONE, Body.NONE, Permission.READ),
    /** Deletes an empty bucket. */
    DELETE_BUCKET("DeleteBucket", "DELETE", Scope.BUCKET, Selector.NONE, Body.NONE, Permission.WRITE),
    /** Deletes up to 1,000 objects. */
    DELETE_OBJECTS("DeleteObjects", "POST", Scope.BUCKET, Selector.query("delete"), Body.XML, Permission.WRITE),
    /** Uploads in parts that are under way. */
    LIST_MULTIPART_UPLOADS(
            "ListMultipartUploads", "GET", Scope.BUCKET, Selector.query("uploads"), Body.NONE, Permission.LIST),
    /** The region of a bucket. */
    GET_BUCKET_LOCATION(
            "GetBucketLocation", "GET", Scope.BUCKET, Selector.query("location"), Body.NONE, Permission.READ),
    /** Whether a bucket has versions. */
    GET_BUCKET_VERSIONING(
            "GetBucketVersioning", "GET", Scope.BUCKET, Selector.query("versioning"), Body.NONE, Permission.READ),
    /** Who pays for requests. */
    GET_BUCKET_REQUEST_PAYMENT(
            "GetBucketRequestPayment",
            "GET",
            Scope.BUCKET,
            Selector.query("requestPayment"),
            Body.NONE,
            Permission.READ),
    /** Who may do what with a bucket. */
    GET_BUCKET_ACL("GetBucketAcl", "GET", Scope.BUCKET, Selector.query("acl"), Body.NONE, Permission.READ),
    /** Never there. */
    GET_BUCKET_POLICY("GetBucketPolicy", "GET", Scope.BUCKET, Selector.query("policy"), Body.NONE, Permission.READ),
    /** Never there. */
    GET_BUCKET_POLICY_STATUS(
            "GetBucketPolicyStatus", "GET", Scope.BUCKET, Selector.query("policyStatus"), Body.NONE, Permission.READ),
    /** Never there. */
    GET_BUCKET_CORS("GetBucketCors", "GET", Scope.BUCKET, Selector.query("cors"), Body.NONE, Permission.READ),
    /** Never there. */
    GET_BUCKET_LIFECYCLE(
            "GetBucketLifecycleConfiguration",
            "GET",
            Scope.BUCKET,
            Selector.query("lifecycle"),
            Body.NONE,
            Permission.READ),
    /** Never there. */
    GET_BUCKET_WEBSITE("GetBucketWebsite", "GET", Scope.BUCKET, Selector.query("website"), Body.NONE, Permission.READ),
    /** Never there. */
    GET_BUCKET_ENCRYPTION(
            "GetBucketEncryption", "GET", Scope.BUCKET, Selector.query("encryption"), Body.NONE, Permission.READ),
    /** Never there. */
    GET_OBJECT_LOCK_CONFIGURATION(
            "GetObjectLockConfiguration",
            "GET",
            Scope.BUCKET,
            Selector.query("object-lock"),
            Body.NONE,
            Permission.READ),
    /** Never there. */
    GET_PUBLIC_ACCESS_BLOCK(
            "GetPublicAccessBlock",
            "GET",
            Scope.BUCKET,
            Selector.query("publicAccessBlock"),
            Body.NONE,
            Permission.READ),
    /** Never there. */
    GET_BUCKET_OWNERSHIP_CONTROLS(
            "GetBucketOwnershipControls",
            "GET",
            Scope.BUCKET,
            Selector.query("ownershipControls"),
            Body.NONE,
            Permission.READ),
    /** Never there. */
    GET_BUCKET_REPLICATION(
            "GetBucketReplication", "GET", Scope.BUCKET, Selector.query("replication"), Body.NONE, Permission.READ),
    /** A page of keys, with continuation tokens. */
    LIST_OBJECTS_V2("ListObjectsV2", "GET", Scope.BUCKET, Selector.query("list-type", "2"), Body.NONE, Permission.LIST),
    /** A page of keys, with markers. */
    LIST_OBJECTS("ListObjects", "GET", Scope.BUCKET, Selector.NONE, Body.NONE, Permission.LIST),
    /** Begins an upload in parts. */
    CREATE_MULTIPART_UPLOAD(
            "CreateMultipartUpload", "POST", Scope.OBJECT, Selector.query("uploads"), Body.NONE, Permission.WRITE),
    /** Makes a part of bytes of an object. */
    UPLOAD_PART_COPY(
            "UploadPartCopy",
            "PUT",
            Scope.OBJECT,
            Selector.query("uploadId").and(Selector.accepting("partNumber")).and(Selector.header(CopySource.HEADER)),
            Body.NONE,
            Permission.WRITE),
    /** Writes a part. */
    UPLOAD_PART(
            "UploadPart",
            "PUT",
            Scope.OBJECT,
            Selector.query("uploadId").and(Selector.accepting("partNumber")),
            Body.STREAM,
            Permission.WRITE),
    /** Makes an object of parts. */
    COMPLETE_MULTIPART_UPLOAD(
            "CompleteMultipartUpload", "POST", Scope.OBJECT, Selector.query("uploadId"), Body.XML, Permission.WRITE),
    /** Gives up an upload in parts. */
    ABORT_MULTIPART_UPLOAD(
            "AbortMultipartUpload", "DELETE", Scope.OBJECT, Selector.query("uploadId"), Body.NONE, Permission.WRITE),
    /** What is known of an object. */
    GET_OBJECT_ATTRIBUTES(
            "GetObjectAttributes", "GET", Scope.OBJECT, Selector.query("attributes"), Body.NONE, Permission.READ),
    /** The tags of an object. */
    GET_OBJECT_TAGGING("GetObjectTagging", "GET", Scope.OBJECT, Selector.query("tagging"), Body.NONE, Permission.READ),
    /** Replaces the tags of an object. */
    PUT_OBJECT_TAGGING("PutObjectTagging", "PUT", Scope.OBJECT, Selector.query("tagging"), Body.XML, Permission.WRITE),
    /** Takes the tags of an object away. */
    DELETE_OBJECT_TAGGING(
            "DeleteObjectTagging", "DELETE", Scope.OBJECT, Selector.query("tagging"), Body.NONE, Permission.WRITE),
    /** Who may do what with an object. */
    GET_OBJECT_ACL("GetObjectAcl", "GET", Scope.OBJECT, Selector.query("acl"), Body.NONE, Permission.READ),
    /** The parts of an upload. */
    LIST_PARTS("ListParts", "GET", Scope.OBJECT, Selector.query("uploadId"), Body.NONE, Permission.LIST),
    /** The bytes of an object. */
    GET_OBJECT("GetObject", "GET", Scope.OBJECT, Selector.accepting("partNumber"), Body.NONE, Permission.READ),
    /** What GetObject would answer, without the bytes. */
    HEAD_OBJECT("HeadObject", "HEAD", Scope.OBJECT, Selector.accepting("partNumber"), Body.NONE, Permission.READ),
    /** Copies an object. */
    COPY_OBJECT("CopyObject", "PUT", Scope.OBJECT, Selector.header(CopySource.HEADER), Body.NONE, Permission.WRITE),
    /** Writes an object. */
    PUT_OBJECT("PutObject", "PUT", Scope.OBJECT, Selector.NONE, Body.STREAM, Permission.WRITE),
    /** Deletes an object. */
    DELETE_OBJECT("DeleteObject", "DELETE", Scope.OBJECT, Selector.NONE, Body.NONE, Permission.WRITE);

    /** What a request is about. */
    public enum Scope {
        /** {@code /}. */
        SERVICE,
        /** {@code /bucket}. */
        BUCKET,
        /** {@code /bucket/key}. */
        OBJECT
    }

    /** What the body of the request is. */
    public enum Body {
        /** Nothing that the operation reads. */
        NONE,
        /** A document of bounded size. */
        XML,
        /** The bytes of an object. */
        STREAM
    }

    /** What the caller must be allowed to do. */
    public enum Permission {
        /** See names. */
        LIST,
        /** Read an object, or know that it exists. */
        READ,
        /** Change something. */
        WRITE
    }

    /** {@code values()} without its copy. */
    private static final S3Op[] ROWS = values();

    private final String title;
    private final String method;
    private final Scope scope;

    @SuppressWarnings("ImmutableEnumChecker") // a record of strings
    private final Selector selector;

    private final Body body;
    private final Permission permission;

    S3Op(String title, String method, Scope scope, Selector selector, Body body, Permission permission) {
        this.title = title;
        this.method = method;
        this.scope = scope;
        this.selector = selector;
        this.body = body;
        this.permission = permission;
    }

    /**
     * The row of a request.
     *
     * @param request the request
     * @return the first row that fits
     * @throws S3Exception NOT_IMPLEMENTED for a sub-resource that is not ours, METHOD_NOT_ALLOWED when no row fits
     */
    @NonBlocking
    public static S3Op match(S3Request request) throws S3Exception {
        Scope scope = scopeOf(request);
        for (S3Op row : ROWS) {
            if (row.scope == scope && row.method.equals(request.method()) && row.selector.fits(request)) {
                row.refuseOthers(request);
                return row;
            }
        }
        for (Query.Parameter parameter : request.query().parameters()) {
            if (SubResources.isRefused(parameter)) {
                throw SubResources.refusal(parameter.name());
            }
        }
        throw methodNotAllowed(request, scope);
    }

    /**
     * The operation's name in the documentation of S3.
     *
     * @return for example {@code GetObject}
     */
    public String title() {
        return title;
    }

    /**
     * The HTTP method.
     *
     * @return in upper case
     */
    public String method() {
        return method;
    }

    /**
     * What the operation is about.
     *
     * @return service, bucket or object
     */
    public Scope scope() {
        return scope;
    }

    /**
     * What sets the operation apart from others of the same method and scope.
     *
     * @return a short text, empty when nothing has to
     */
    public String distinguishedBy() {
        return selector.text();
    }

    /**
     * What the body of the request is.
     *
     * @return nothing, a document, or a stream
     */
    public Body body() {
        return body;
    }

    /**
     * What the caller must be allowed to do.
     *
     * @return the permission
     */
    public Permission permission() {
        return permission;
    }

    /**
     * Whether the answer, a document, may take much longer to make than to send: bytes are copied for it.
     *
     * @return true when clients should be kept waiting
     */
    public boolean mayTakeLong() {
        return this == COPY_OBJECT || this == UPLOAD_PART_COPY || this == COMPLETE_MULTIPART_UPLOAD;
    }

    private void refuseOthers(S3Request request) throws S3Exception {
        for (Query.Parameter parameter : request.query().parameters()) {
            if (SubResources.isRefused(parameter) && !selector.owns(parameter.name())) {
                throw SubResources.refusal(parameter.name());
            }
        }
        SubResources.refuseHeaders(this, request);
    }

    private static Scope scopeOf(S3Request request) {
        if (request.bucket() == null) {
            return Scope.SERVICE;
        }
        return request.key() == null ? Scope.BUCKET : Scope.OBJECT;
    }

    private static S3Exception methodNotAllowed(S3Request request, Scope scope) {
        Set<String> allowed = new TreeSet<>();
        for (S3Op row : ROWS) {
            if (row.scope == scope && row.selector.fits(request)) {
                allowed.add(row.method);
            }
        }
        StringJoiner allow = new StringJoiner(", ");
        allowed.forEach(allow::add);
        return new S3Exception(
                        S3ErrorCode.METHOD_NOT_ALLOWED,
                        "The method " + request.method() + " does nothing on this resource; expected one of " + allow)
                .with("Method", request.method())
                .with("ResourceType", scope.name())
                .withHeader("Allow", allow.toString());
    }
}
