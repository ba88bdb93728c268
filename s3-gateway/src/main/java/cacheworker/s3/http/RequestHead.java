package cacheworker.s3.http;

import cacheworker.core.base.NonBlocking;
import cacheworker.s3.request.HeaderView;
import cacheworker.s3.request.MalformedRequestException;
import org.jspecify.annotations.Nullable;

/** The head of a request as HTTP, by whatever it was read. For the event loop. */
@NonBlocking
interface RequestHead {
    /** The method, as sent. */
    String method();

    /** The raw target. */
    String target();

    /** The headers. */
    HeaderView headers();

    /** Why the head is no HTTP; null when it is sound. Nothing behind a head with a fault can be trusted. */
    @Nullable
    MalformedRequestException fault();

    /** Whether the client understands what HTTP/1.1 brought. */
    boolean isHttp11();

    /** Whether the client takes another answer on this connection. */
    boolean keepsAlive();

    /** Whether the client waits for {@code 100 Continue}. */
    boolean expectsContinue();

    /** Whether a body follows. */
    boolean hasBody();

    /** The {@code Content-Length}, or -1. */
    long contentLength();

    /** Whether the request ends with this head, so that no end of it follows. */
    boolean isWhole();

    /** The request is over, and nobody looks at its head any more. */
    default void release() {}
}
