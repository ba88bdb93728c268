package cacheworker.s3.error;

import cacheworker.core.mount.NameException;
import cacheworker.core.ufs.UfsException;
import cacheworker.s3.request.MalformedRequestException;
import cacheworker.s3.request.S3Request;
import cacheworker.s3.request.WriteCondition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Makes of any failure the error that a client is told. What clients cannot act on becomes InternalError, without
 * internals.
 */
public final class ErrorMapper {
    private ErrorMapper() {}

    /**
     * The error of a failure.
     *
     * @param failure what was thrown
     * @param request the request it was thrown for, whose bucket and key the document names; null when it could not be
     *     parsed
     * @return the error, with the failure as its cause when the log should show it
     */
    public static S3Exception map(Throwable failure, @Nullable S3Request request) {
        if (failure instanceof S3Exception error) {
            return error;
        }
        if (failure instanceof MalformedRequestException malformed) {
            return malformed(malformed);
        }
        if (failure instanceof NameException name) {
            return name(name, request);
        }
        if (failure instanceof UfsException ufs) {
            return ufs(ufs, request);
        }
        Throwable wrapped = failure.getCause();
        if (wrapped != null && isWrapper(failure)) {
            return map(wrapped, request);
        }
        if (failure instanceof IOException) {
            return new S3Exception(S3ErrorCode.INTERNAL_ERROR, "An I/O error stopped the request; retry it", failure);
        }
        return new S3Exception(
                S3ErrorCode.INTERNAL_ERROR, "We encountered an internal error; retry the request", failure);
    }

    private static boolean isWrapper(Throwable failure) {
        return failure instanceof CompletionException
                || failure instanceof ExecutionException
                || failure instanceof UncheckedIOException;
    }

    private static S3Exception malformed(MalformedRequestException failure) {
        S3ErrorCode code = switch (failure.fault()) {
            case INVALID_URI -> S3ErrorCode.INVALID_URI;
            case KEY_TOO_LONG -> S3ErrorCode.KEY_TOO_LONG;
            case INVALID_ARGUMENT -> S3ErrorCode.INVALID_ARGUMENT;
            case INVALID_REQUEST -> S3ErrorCode.INVALID_REQUEST;
            case INVALID_DIGEST -> S3ErrorCode.INVALID_DIGEST;
            case MISSING_LENGTH -> S3ErrorCode.MISSING_CONTENT_LENGTH;
            case INCOMPLETE_BODY -> S3ErrorCode.INCOMPLETE_BODY;
            case BAD_DIGEST -> S3ErrorCode.BAD_DIGEST;
            case SHA256_MISMATCH -> S3ErrorCode.SHA256_MISMATCH;
            case MALFORMED_TRAILER -> S3ErrorCode.MALFORMED_TRAILER;
            case MALFORMED_XML -> S3ErrorCode.MALFORMED_XML;
            case HEADERS_TOO_LARGE -> S3ErrorCode.REQUEST_HEADER_SECTION_TOO_LARGE;
            case METADATA_TOO_LARGE -> S3ErrorCode.METADATA_TOO_LARGE;
            case INVALID_TAG -> S3ErrorCode.INVALID_TAG;
            case TOO_MANY_TAGS -> S3ErrorCode.BAD_REQUEST;
            case ENTITY_TOO_LARGE -> S3ErrorCode.ENTITY_TOO_LARGE;
            case TIMEOUT -> S3ErrorCode.REQUEST_TIMEOUT;
            case NOT_IMPLEMENTED -> S3ErrorCode.NOT_IMPLEMENTED;
        };
        S3Exception error = new S3Exception(code, message(failure));
        for (Map.Entry<String, String> detail : new TreeMap<>(failure.details()).entrySet()) {
            error = error.with(detail.getKey(), detail.getValue());
        }
        return error;
    }

    private static S3Exception name(NameException failure, @Nullable S3Request request) {
        String message = message(failure);
        return switch (failure.reason()) {
            case BAD_BUCKET_NAME -> aboutBucket(S3ErrorCode.INVALID_BUCKET_NAME, message, request);
            case BAD_KEY -> aboutUri(message, request);
            case RESERVED -> aboutUri(message, request);
            case NO_SUCH_BUCKET ->
                aboutBucket(S3ErrorCode.NO_SUCH_BUCKET, message + PathStyleHint.of(request), request);
            case BUCKET_EXISTS -> aboutBucket(S3ErrorCode.BUCKET_ALREADY_OWNED_BY_YOU, message, request);
            case READ_ONLY -> new S3Exception(S3ErrorCode.ACCESS_DENIED, message);
            case BUCKET_NOT_EMPTY -> aboutBucket(S3ErrorCode.BUCKET_NOT_EMPTY, message, request);
        };
    }

    private static S3Exception ufs(UfsException failure, @Nullable S3Request request) {
        if (failure.outcomeUnknown()) {
            return new S3Exception(
                    S3ErrorCode.INTERNAL_ERROR,
                    "The storage failed at the end of the write: it may or may not have taken effect; retry it",
                    failure);
        }
        return switch (failure.kind()) {
            case NOT_FOUND -> notFound(request);
            case CHANGED ->
                new S3Exception(
                        S3ErrorCode.OPERATION_ABORTED, "The object changed while it was being read; retry", failure);
            case CONDITION_FAILED ->
                aboutCondition(
                        new S3Exception(
                                S3ErrorCode.PRECONDITION_FAILED,
                                "The condition" + condition(request) + " does not hold for the object that is there"),
                        request);
            case RACED ->
                aboutCondition(
                        aboutKey(
                                S3ErrorCode.CONDITIONAL_REQUEST_CONFLICT,
                                "Other writes of the key" + named(request) + " came between the condition"
                                        + condition(request) + " and the write; retry",
                                request),
                        request);
            case DENIED -> new S3Exception(S3ErrorCode.ACCESS_DENIED, "The storage refuses access", failure);
            case THROTTLED ->
                new S3Exception(
                        S3ErrorCode.SLOW_DOWN, "The storage asks for fewer requests; retry more slowly", failure);
            case UNAVAILABLE ->
                new S3Exception(S3ErrorCode.SERVICE_UNAVAILABLE, "The storage cannot be reached now; retry", failure);
            case NO_SPACE ->
                new S3Exception(S3ErrorCode.INSUFFICIENT_STORAGE, "The storage has no room for this object", failure);
            case UNSUPPORTED -> unsupported(failure, request);
            case CONFLICT ->
                aboutKey(
                        S3ErrorCode.OBJECT_PREFIX_CONFLICT,
                        "On this storage a name cannot be an object and a folder at once; an existing object or folder"
                                + " has the name that the key" + named(request) + ", or a folder on its way, needs",
                        request);
            case NAME_TOO_LONG ->
                aboutKey(
                        S3ErrorCode.KEY_TOO_LONG,
                        "The key" + named(request)
                                + ", or one segment of it between slashes, is longer than the storage allows",
                        request);
            case NO_SUCH_UPLOAD ->
                new S3Exception(S3ErrorCode.NO_SUCH_UPLOAD, "The specified upload does not exist", failure);
            case NOT_EMPTY ->
                aboutBucket(S3ErrorCode.BUCKET_NOT_EMPTY, "The bucket" + named(request) + " is not empty", request);
            case BAD_TAGS -> new S3Exception(S3ErrorCode.INVALID_TAG, message(failure));
            case BAD_NAME -> aboutUri("The storage cannot hold a key of the form" + named(request), request);
        };
    }

    private static S3Exception aboutCondition(S3Exception error, @Nullable S3Request request) {
        String header = request == null ? null : WriteCondition.header(request);
        return header == null ? error : error.with("Condition", header);
    }

    /** Without a cause: it is no fault of the worker, and the message says all. */
    private static S3Exception unsupported(UfsException failure, @Nullable S3Request request) {
        String header = request == null ? null : WriteCondition.header(request);
        if (header == null) {
            return new S3Exception(
                    S3ErrorCode.NOT_IMPLEMENTED, "The storage of this bucket cannot do this: " + message(failure));
        }
        return new S3Exception(
                        S3ErrorCode.NOT_IMPLEMENTED,
                        "The storage of this bucket cannot do this on the condition " + header + ": "
                                + message(failure))
                .with("Header", header)
                .with("additionalMessage", header);
    }

    private static S3Exception notFound(@Nullable S3Request request) {
        return request != null && request.key() == null
                ? aboutBucket(
                        S3ErrorCode.NO_SUCH_BUCKET, "The specified bucket does not exist:" + named(request), request)
                : aboutKey(S3ErrorCode.NO_SUCH_KEY, "The specified key does not exist:" + named(request), request);
    }

    private static S3Exception aboutBucket(S3ErrorCode code, String message, @Nullable S3Request request) {
        S3Exception error = new S3Exception(code, message);
        return request == null || request.bucket() == null ? error : error.with("BucketName", request.bucket());
    }

    private static S3Exception aboutKey(S3ErrorCode code, String message, @Nullable S3Request request) {
        S3Exception error = new S3Exception(code, message);
        return request == null || request.key() == null ? error : error.with("Key", request.key());
    }

    /** The key of the request, or else its bucket, as words of a message. */
    private static String named(@Nullable S3Request request) {
        if (request == null) {
            return " of the request";
        }
        return " '" + (request.key() == null ? request.bucket() : request.key()) + "'";
    }

    private static String condition(@Nullable S3Request request) {
        String header = request == null ? null : WriteCondition.header(request);
        return header == null ? " of the request" : " " + header + " of the request";
    }

    private static S3Exception aboutUri(String message, @Nullable S3Request request) {
        S3Exception error = new S3Exception(S3ErrorCode.INVALID_URI, message);
        return request == null ? error : error.with("URI", request.target());
    }

    private static String message(Exception failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
