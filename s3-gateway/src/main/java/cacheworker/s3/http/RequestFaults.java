package cacheworker.s3.http;

import cacheworker.core.base.NonBlocking;
import cacheworker.s3.request.MalformedRequestException;
import cacheworker.s3.request.MalformedRequestException.Fault;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is wrong with a request's head as HTTP. */
@NonBlocking
final class RequestFaults {
    private RequestFaults() {}

    /** The fault, or null when the head is sound. */
    static @Nullable MalformedRequestException of(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return undecodable(request.decoderResult().cause());
        }
        HttpVersion version = request.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            return new MalformedRequestException(
                    Fault.INVALID_REQUEST, "The protocol is " + version + ", expected HTTP/1.1 or HTTP/1.0");
        }
        int hosts = request.headers().getAll(HttpHeaderNames.HOST).size();
        if (hosts > 1 || (hosts == 0 && version.equals(HttpVersion.HTTP_1_1))) {
            // RFC 9112, section 3.2. What stands between the client and here may have gone by another one of them.
            return new MalformedRequestException(
                    Fault.INVALID_REQUEST, "The request has " + hosts + " Host headers, expected one");
        }
        for (String coding : request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING)) {
            if (!coding.strip().equalsIgnoreCase("chunked")) {
                return new MalformedRequestException(
                        Fault.NOT_IMPLEMENTED,
                        "Transfer-Encoding is '" + coding + "', expected chunked",
                        Map.of("Header", "Transfer-Encoding", "additionalMessage", coding));
            }
        }
        return null;
    }

    private static MalformedRequestException undecodable(Throwable cause) {
        if (cause instanceof TooLongHttpHeaderException || cause instanceof TooLongHttpLineException) {
            return new MalformedRequestException(
                    Fault.HEADERS_TOO_LARGE,
                    "Your request header section exceeds the maximum allowed size of " + S3Pipeline.MAX_HEAD + " bytes",
                    Map.of("MaxSizeAllowed", Integer.toString(S3Pipeline.MAX_HEAD)));
        }
        return new MalformedRequestException(
                Fault.INVALID_REQUEST, "The request is no HTTP/1.1: " + cause.getMessage());
    }
}
