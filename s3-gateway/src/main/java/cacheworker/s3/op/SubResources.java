package cacheworker.s3.op;

import cacheworker.s3.error.S3ErrorCode;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.request.Query;
import cacheworker.s3.request.S3Request;
import cacheworker.s3.request.WriteCondition;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Parts of the S3 API that this gateway does not have. Taking a request that names one for the plain request would read
 * or overwrite the wrong thing, so each is refused by name. Parameters that are not here are harmless and ignored.
 */
final class SubResources {
    /** The sub-resources that S3 knows, except those that are rows of the table. */
    static final Set<String> NAMES = new TreeSet<>(Set.of(
            "abac",
            "accelerate",
            "acl",
            "analytics",
            "append",
            "attributes",
            "cors",
            "delete",
            "encryption",
            "intelligent-tiering",
            "inventory",
            "legal-hold",
            "lifecycle",
            "location",
            "logging",
            "metadataConfiguration",
            "metadataInventoryTable",
            "metadataJournalTable",
            "metadataTable",
            "metrics",
            "notification",
            "object-lock",
            "ownershipControls",
            "partNumber",
            "policy",
            "policyStatus",
            "publicAccessBlock",
            "renameObject",
            "replication",
            "requestPayment",
            "restore",
            "retention",
            "select",
            "select-type",
            "session",
            "tagging",
            "torrent",
            "uploadId",
            "uploads",
            "versionId",
            "versioning",
            "versions",
            "website"));

    /** Headers whose meaning would be lost if they were ignored; refused on every operation that writes. */
    private static final List<String> WRITE_HEADERS = List.of(
            "x-amz-copy-source-server-side-encryption-customer-key",
            "x-amz-copy-source-server-side-encryption-customer-key-MD5",
            "x-amz-if-match-last-modified-time",
            "x-amz-if-match-size",
            "x-amz-object-lock-mode",
            "x-amz-object-lock-retain-until-date",
            "x-amz-rename-source",
            "x-amz-server-side-encryption-aws-kms-key-id",
            "x-amz-server-side-encryption-context",
            "x-amz-server-side-encryption-customer-key",
            "x-amz-server-side-encryption-customer-key-MD5",
            "x-amz-website-redirect-location",
            "x-amz-write-offset-bytes");

    private static final List<String> ENCRYPTION_HEADERS = List.of(
            "x-amz-server-side-encryption-customer-algorithm",
            "x-amz-copy-source-server-side-encryption-customer-algorithm");

    /** Rows that decide a condition on the object that they write, by the header that says it. */
    static final Map<String, Set<S3Op>> CONDITIONS = conditions();

    private SubResources() {}

    private static Map<String, Set<S3Op>> conditions() {
        Map<String, Set<S3Op>> rows = new TreeMap<>();
        rows.put(
                WriteCondition.IF_MATCH,
                EnumSet.of(S3Op.PUT_OBJECT, S3Op.COPY_OBJECT, S3Op.COMPLETE_MULTIPART_UPLOAD, S3Op.DELETE_OBJECT));
        rows.put(
                WriteCondition.IF_NONE_MATCH,
                EnumSet.of(S3Op.PUT_OBJECT, S3Op.COPY_OBJECT, S3Op.COMPLETE_MULTIPART_UPLOAD));
        return rows;
    }

    /** Whether a parameter names something that only a row of its own may answer. */
    static boolean isRefused(Query.Parameter parameter) {
        // Every object here is its own null version, and some clients say so.
        boolean nullVersion =
                parameter.name().equals("versionId") && parameter.value().equals("null");
        return NAMES.contains(parameter.name()) && !nullVersion;
    }

    static S3Exception refusal(String subResource) {
        return new S3Exception(
                        S3ErrorCode.NOT_IMPLEMENTED,
                        "The sub-resource ?" + subResource + " is not implemented by this gateway")
                .with("Header", subResource)
                .with("additionalMessage", "?" + subResource);
    }

    static void refuseHeaders(S3Op row, S3Request request) throws S3Exception {
        refuse(ENCRYPTION_HEADERS, request);
        if (row.permission() == S3Op.Permission.WRITE && row.scope() == S3Op.Scope.OBJECT) {
            refuse(WRITE_HEADERS, request);
            StorageHeaders.check(request);
            for (Map.Entry<String, Set<S3Op>> condition : CONDITIONS.entrySet()) {
                refuse(condition.getValue().contains(row) ? List.of() : List.of(condition.getKey()), request);
            }
        }
    }

    private static void refuse(List<String> names, S3Request request) throws S3Exception {
        for (String name : names) {
            if (request.header(name) != null) {
                throw new S3Exception(
                                S3ErrorCode.NOT_IMPLEMENTED,
                                "The header " + name + " asks for something that is not implemented by this gateway")
                        .with("Header", name)
                        .with("additionalMessage", name);
            }
        }
    }
}
