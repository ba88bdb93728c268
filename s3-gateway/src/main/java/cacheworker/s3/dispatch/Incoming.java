package cacheworker.s3.dispatch;

import cacheworker.s3.request.HeaderView;
import cacheworker.s3.request.MalformedRequestException;
import org.jspecify.annotations.Nullable;

/**
 * The head of a request as it came in, not yet understood.
 *
 * @param method the HTTP method
 * @param target the raw target
 * @param headers the headers
 * @param remoteAddress the peer as {@code host:port}
 * @param fault why the head is no HTTP, or null when it is; method, target and headers then hold what could be read
 */
public record Incoming(
        String method,
        String target,
        HeaderView headers,
        String remoteAddress,
        @Nullable MalformedRequestException fault) {}
