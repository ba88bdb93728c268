package cacheworker.s3.http;

import static cacheworker.s3.http.RefusingGateway.get;
import static cacheworker.s3.http.RefusingGateway.put;
import static cacheworker.s3.http.RefusingGateway.request;

import cacheworker.core.ufs.UfsCall;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.s3.error.S3ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How to get each error of the table. */
final class RefusalCases {
    private static final String BAD_MD5 = "AAAAAAAAAAAAAAAAAAAAAA==";
    private static final String EMPTY_SHA = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final String AWS_CHUNKED = "x-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER";
    private static final String PRESIGNED = "/b/old?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=alice%2F20200101"
            + "%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20200101T000000Z&X-Amz-SignedHeaders=host&X-Amz-Signature=0";

    private RefusalCases() {}

    static List<Refusal> all() {
        List<Refusal> all = new ArrayList<>();
        all.addAll(ofCallers());
        all.addAll(ofArguments());
        all.addAll(ofStorageHeaders());
        all.addAll(ofBodies());
        all.addAll(ofBuckets());
        all.addAll(ofObjects());
        all.addAll(ofUploads());
        all.addAll(ofStorages());
        return all;
    }

    private static List<Refusal> ofCallers() {
        return List.of(
                Refusal.of(S3ErrorCode.ACCESS_DENIED, get(PRESIGNED + "&X-Amz-Expires=60"))
                        .with("Expires", "2020-01-01T00:01:00Z")
                        .with("ServerTime", null)
                        .with("X-Amz-Expires", "60")
                        .saying("expired", "2020-01-01T00:01:00Z"),
                Refusal.of(S3ErrorCode.ACCESS_DENIED, get("/b/old"))
                        .after(gateway -> gateway.ufs().failAll(UfsCall.STAT, Kind.DENIED))
                        .saying("storage refuses"),
                Refusal.of(S3ErrorCode.AUTHORIZATION_HEADER_MALFORMED, get("/b/old", "Authorization: Bearer abc"))
                        .saying("Bearer abc", "AWS4-HMAC-SHA256"),
                Refusal.of(S3ErrorCode.AUTHORIZATION_QUERY_PARAMETERS, get(PRESIGNED + "&X-Amz-Expires=x"))
                        .saying("X-Amz-Expires", "'x'", "604800"),
                Refusal.of(
                                S3ErrorCode.UNSUPPORTED_SIGNATURE,
                                get("/b/old", "Authorization: AWS4-ECDSA-P256-SHA256 C=x"))
                        .saying("AWS4-ECDSA-P256-SHA256", "expected AWS4-HMAC-SHA256"),
                Refusal.of(S3ErrorCode.METHOD_NOT_ALLOWED, request("PATCH", "/b/old", "x"))
                        .with("Method", "PATCH")
                        .with("ResourceType", "OBJECT")
                        .saying("PATCH", "expected one of DELETE, GET, HEAD, PUT"),
                Refusal.of(S3ErrorCode.REQUEST_HEADER_SECTION_TOO_LARGE, get("/b/old", "x-big: " + "x".repeat(1 << 20)))
                        .with("MaxSizeAllowed", Integer.toString(S3Pipeline.MAX_HEAD))
                        .saying("request header section", Integer.toString(S3Pipeline.MAX_HEAD)));
    }

    private static List<Refusal> ofArguments() {
        return List.of(
                Refusal.of(S3ErrorCode.INVALID_ARGUMENT, get("/b?list-type=2&max-keys=-1"))
                        .with("ArgumentName", "max-keys")
                        .with("ArgumentValue", "-1")
                        .saying("max-keys", "'-1'", "expected"),
                Refusal.of(S3ErrorCode.INVALID_ARGUMENT, get("/b?encoding-type=base64"))
                        .with("ArgumentName", "encoding-type")
                        .with("ArgumentValue", "base64")
                        .saying("encoding-type", "'base64'", "expected url"),
                Refusal.of(S3ErrorCode.INVALID_ARGUMENT, get("/b/old?partNumber=0"))
                        .with("ArgumentName", "partNumber")
                        .with("ArgumentValue", "0")
                        .saying("'0'", "1 to 10000"),
                Refusal.of(S3ErrorCode.INVALID_REQUEST, get("/b/old?partNumber=1", "Range: bytes=0-1"))
                        .saying("Range", "partNumber"),
                Refusal.of(
                                S3ErrorCode.INVALID_REQUEST,
                                put("/b/k", "x", "x-amz-checksum-crc32: AAAAAA==", "x-amz-checksum-crc32c: AAAAAA=="))
                        .saying("x-amz-checksum"),
                Refusal.of(S3ErrorCode.INVALID_URI, get("/b/%zz"))
                        .with("URI", null)
                        .saying("%zz", "hexadecimal"),
                Refusal.of(S3ErrorCode.INVALID_URI, get("/b/a/../c"))
                        .with("URI", "/b/a/../c")
                        .saying("a/../c"),
                Refusal.of(S3ErrorCode.KEY_TOO_LONG, get("/b/" + "k".repeat(1100)))
                        .with("Size", "1100")
                        .with("MaxSizeAllowed", "1024")
                        .saying("1100", "1024"),
                Refusal.of(S3ErrorCode.KEY_TOO_LONG, put("/b/" + "k".repeat(300), "x"))
                        .with("Key", "k".repeat(300))
                        .saying("k".repeat(300), "segment"),
                Refusal.of(S3ErrorCode.NOT_IMPLEMENTED, get("/b/old?torrent"))
                        .with("Header", "torrent")
                        .with("additionalMessage", "?torrent")
                        .saying("?torrent"),
                Refusal.of(S3ErrorCode.METADATA_TOO_LARGE, put("/b/k", "x", "x-amz-meta-a: " + "m".repeat(3000)))
                        .with("Size", "3001")
                        .with("MaxSizeAllowed", "2048")
                        .saying("3001", "2048"),
                Refusal.of(S3ErrorCode.INVALID_TAG, put("/b/k", "x", "x-amz-tagging: aws:a=1"))
                        .with("TagKey", "aws:a")
                        .with("TagValue", "1")
                        .saying("aws:"),
                Refusal.of(S3ErrorCode.BAD_REQUEST, put("/b/k", "x", "x-amz-tagging: a&b&c&d&e&f&g&h&i&j&k"))
                        .saying("tags", "10"));
    }

    private static List<Refusal> ofStorageHeaders() {
        return List.of(
                Refusal.of(S3ErrorCode.INVALID_STORAGE_CLASS, put("/b/k", "x", "x-amz-storage-class: COLD"))
                        .with("StorageClassRequested", "COLD")
                        .saying("'COLD'", "STANDARD_IA"),
                Refusal.of(S3ErrorCode.INVALID_ARGUMENT, put("/b/k", "x", "x-amz-acl: everybody"))
                        .with("ArgumentName", "x-amz-acl")
                        .with("ArgumentValue", "everybody")
                        .saying("'everybody'", "public-read"),
                Refusal.of(S3ErrorCode.INVALID_ARGUMENT, put("/b/k", "x", "x-amz-server-side-encryption: ROT13"))
                        .with("ArgumentName", "x-amz-server-side-encryption")
                        .with("ArgumentValue", "ROT13")
                        .saying("'ROT13'", "AES256"),
                Refusal.of(S3ErrorCode.NOT_IMPLEMENTED, put("/b/k", "x", "x-amz-server-side-encryption: aws:kms"))
                        .with("Header", "x-amz-server-side-encryption")
                        .with("additionalMessage", "aws:kms")
                        .saying("'aws:kms'", "AES256"),
                Refusal.of(
                                S3ErrorCode.NOT_IMPLEMENTED,
                                put("/b/k", "x", "x-amz-server-side-encryption-customer-key: AAAA"))
                        .with("Header", "x-amz-server-side-encryption-customer-key")
                        .with("additionalMessage", "x-amz-server-side-encryption-customer-key")
                        .saying("x-amz-server-side-encryption-customer-key"));
    }

    private static List<Refusal> ofBodies() {
        return List.of(
                Refusal.of(S3ErrorCode.BAD_DIGEST, put("/b/old", "hello", "Content-MD5: " + BAD_MD5))
                        .with("ExpectedDigest", BAD_MD5)
                        .with("CalculatedDigest", "XUFAKrxLKna5cZ2REBfFkg==")
                        .saying("Content-MD5", BAD_MD5, "XUFAKrxLKna5cZ2REBfFkg=="),
                Refusal.of(S3ErrorCode.INVALID_DIGEST, put("/b/old", "hello", "Content-MD5: abc"))
                        .with("Content-MD5", "abc")
                        .saying("'abc'", "16 bytes in base64"),
                Refusal.of(S3ErrorCode.SHA256_MISMATCH, put("/b/old", "hello", "x-amz-content-sha256: " + EMPTY_SHA))
                        .with("ClientComputedContentSHA256", EMPTY_SHA)
                        .with("S3ComputedContentSHA256", null)
                        .saying(EMPTY_SHA),
                Refusal.of(S3ErrorCode.ENTITY_TOO_LARGE, request("PUT", "/b/old", "", "Content-Length: 6000000000"))
                        .with("ProposedSize", "6000000000")
                        .with("MaxSizeAllowed", "5368709120")
                        .saying("6000000000", "5368709120"),
                Refusal.of(S3ErrorCode.MISSING_CONTENT_LENGTH, request("PUT", "/b/old", ""))
                        .saying("Content-Length"),
                Refusal.of(
                                S3ErrorCode.INCOMPLETE_BODY,
                                put("/b/old", "3\r\nabc\r\n0\r\n\r\n", AWS_CHUNKED, "x-amz-decoded-content-length: 5"))
                        .saying("3 bytes", "x-amz-decoded-content-length says 5"),
                Refusal.of(
                                S3ErrorCode.MALFORMED_TRAILER,
                                put(
                                        "/b/old",
                                        "3\r\nabc\r\n0\r\n\r\n",
                                        AWS_CHUNKED,
                                        "x-amz-decoded-content-length: 3",
                                        "x-amz-trailer: x-amz-checksum-crc32"))
                        .saying("x-amz-checksum-crc32"),
                Refusal.of(S3ErrorCode.REQUEST_TIMEOUT, request("PUT", "/b/old", "", "Content-Length: 5"))
                        .saying("not read from or written to", "0 bytes of the body"),
                Refusal.of(
                                S3ErrorCode.MALFORMED_XML,
                                request("POST", "/b?delete", "<Delete>", "Content-MD5: /EnmkgKQhMNPFS6ZsryUag=="))
                        .saying("XML"));
    }

    private static List<Refusal> ofBuckets() {
        List<Refusal> refusals = new ArrayList<>();
        refusals.add(Refusal.of(S3ErrorCode.NO_SUCH_BUCKET, get("/nobucket"))
                .with("BucketName", "nobucket")
                .saying("nobucket"));
        refusals.add(Refusal.of(S3ErrorCode.NO_SUCH_BUCKET, put("/b/k", "", "x-amz-copy-source: /nobucket/k"))
                .with("BucketName", "nobucket")
                .saying("nobucket"));
        refusals.add(Refusal.of(S3ErrorCode.INVALID_BUCKET_NAME, request("PUT", "/.hidden", ""))
                .with("BucketName", ".hidden")
                .saying(".hidden"));
        refusals.add(Refusal.of(S3ErrorCode.BUCKET_ALREADY_OWNED_BY_YOU, request("PUT", "/bkt", ""))
                .after(gateway -> gateway.make("bkt"))
                .with("BucketName", "bkt")
                .saying("bkt"));
        refusals.add(Refusal.of(S3ErrorCode.BUCKET_NOT_EMPTY, request("DELETE", "/b", ""))
                .with("BucketName", "b")
                .saying("'b'"));
        refusals.add(Refusal.of(S3ErrorCode.NO_SUCH_TAG_SET, get("/b?tagging"))
                .with("BucketName", "b")
                .saying("'b'"));
        Map<String, S3ErrorCode> missing = Map.of(
                "policy", S3ErrorCode.NO_SUCH_BUCKET_POLICY,
                "cors", S3ErrorCode.NO_SUCH_CORS_CONFIGURATION,
                "lifecycle", S3ErrorCode.NO_SUCH_LIFECYCLE_CONFIGURATION,
                "website", S3ErrorCode.NO_SUCH_WEBSITE_CONFIGURATION,
                "encryption", S3ErrorCode.NO_ENCRYPTION_CONFIGURATION,
                "object-lock", S3ErrorCode.NO_OBJECT_LOCK_CONFIGURATION,
                "publicAccessBlock", S3ErrorCode.NO_SUCH_PUBLIC_ACCESS_BLOCK,
                "ownershipControls", S3ErrorCode.NO_OWNERSHIP_CONTROLS,
                "replication", S3ErrorCode.NO_REPLICATION_CONFIGURATION);
        missing.forEach((what, code) -> refusals.add(
                Refusal.of(code, get("/b?" + what)).with("BucketName", "b").saying("'b'")));
        return refusals;
    }

    private static List<Refusal> ofObjects() {
        return List.of(
                Refusal.of(S3ErrorCode.NO_SUCH_KEY, get("/b/nokey"))
                        .with("Key", "nokey")
                        .saying("'nokey'"),
                Refusal.of(S3ErrorCode.NO_SUCH_KEY, put("/b/k", "", "x-amz-copy-source: /b/nokey"))
                        .with("Key", "nokey")
                        .saying("nokey"),
                Refusal.of(S3ErrorCode.INVALID_RANGE, get("/b/old", "Range: bytes=99-"))
                        .with("RangeRequested", "bytes=99-")
                        .with("ActualObjectSize", "14")
                        .saying("bytes=99-", "14 bytes"),
                Refusal.of(S3ErrorCode.INVALID_PART_NUMBER, get("/b/old?partNumber=2"))
                        .with("PartNumberRequested", "2")
                        .with("ActualPartCount", "1")
                        .saying("part 2", "1 part"),
                Refusal.of(S3ErrorCode.PRECONDITION_FAILED, get("/b/old", "If-Match: \"other\""))
                        .with("Condition", "If-Match")
                        .saying("If-Match"),
                Refusal.of(S3ErrorCode.PRECONDITION_FAILED, put("/b/old", "x", "If-None-Match: *"))
                        .with("Condition", "If-None-Match")
                        .saying("If-None-Match"),
                Refusal.of(S3ErrorCode.OBJECT_PREFIX_CONFLICT, put("/b/old/under", "x"))
                        .with("Key", "old/under")
                        .saying("'old/under'", "object and a folder"));
    }

    private static List<Refusal> ofUploads() {
        return List.of(
                Refusal.of(S3ErrorCode.NO_SUCH_UPLOAD, get("/b/up?uploadId=none"))
                        .with("UploadId", "none")
                        .saying("'none'"),
                Refusal.of(
                                S3ErrorCode.INVALID_PART,
                                gateway -> gateway.complete("1 " + gateway.partETags.get(0), "7 abc"))
                        .with("UploadId", null)
                        .with("PartNumber", "7")
                        .with("ETag", "abc")
                        .saying("Part 7", "'abc'"),
                Refusal.of(S3ErrorCode.INVALID_PART_ORDER, gateway -> gateway.complete("2 a", "1 b"))
                        .with("UploadId", null)
                        .saying("part 1", "part 2"),
                Refusal.of(
                                S3ErrorCode.ENTITY_TOO_SMALL,
                                gateway -> gateway.complete(
                                        "1 " + gateway.partETags.get(0), "2 " + gateway.partETags.get(1)))
                        .with("ProposedSize", "1")
                        .with("MinSizeAllowed", "1000")
                        .with("PartNumber", "1")
                        .with("ETag", null)
                        .saying("part 1", "1 bytes", "1000"),
                Refusal.of(
                                S3ErrorCode.INVALID_REQUEST,
                                gateway -> gateway.completeSaying(
                                        "x-amz-checksum-crc32: AAAAAA==", "2 " + gateway.partETags.get(1)))
                        .saying("CRC32", "CRC64NVME"),
                Refusal.of(
                                S3ErrorCode.BAD_DIGEST,
                                gateway -> gateway.completeSaying(
                                        "x-amz-checksum-crc64nvme: AAAAAAAAAAA=", "2 " + gateway.partETags.get(1)))
                        .with("ExpectedDigest", "AAAAAAAAAAA=")
                        .with("CalculatedDigest", null)
                        .saying("CRC64NVME", "AAAAAAAAAAA="));
    }

    private static List<Refusal> ofStorages() {
        return List.of(
                failing(S3ErrorCode.OPERATION_ABORTED, Kind.CHANGED).saying("changed", "retry"),
                failing(S3ErrorCode.CONDITIONAL_REQUEST_CONFLICT, Kind.RACED)
                        .with("Condition", "If-None-Match")
                        .with("Key", "new")
                        .saying("'new'", "If-None-Match"),
                failing(S3ErrorCode.SLOW_DOWN, Kind.THROTTLED).saying("retry more slowly"),
                failing(S3ErrorCode.SERVICE_UNAVAILABLE, Kind.UNAVAILABLE).saying("retry"),
                failing(S3ErrorCode.INSUFFICIENT_STORAGE, Kind.NO_SPACE).saying("no room"),
                Refusal.of(S3ErrorCode.INTERNAL_ERROR, put("/b/new", "x"))
                        .after(gateway -> gateway.ufs().loseOutcome(UfsCall.COMMIT, 1))
                        .saying("may or may not"));
    }

    private static Refusal failing(S3ErrorCode code, Kind kind) {
        return Refusal.of(code, put("/b/new", "x", "If-None-Match: *"))
                .after(gateway -> gateway.ufs().failAll(UfsCall.COMMIT, kind));
    }
}
