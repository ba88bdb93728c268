package cacheworker.s3.http;

import cacheworker.core.base.NonBlocking;
import cacheworker.core.read.ObjectBody;
import cacheworker.s3.dispatch.ResponseSink;
import cacheworker.s3.response.ResponseHeaders;
import cacheworker.s3.response.S3Response;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer on a connection. Lives on the event loop, but for {@link #send}. It is over when the
 * answer is out and the request's body is in, or has been thrown away.
 */
@NonBlocking
final class Exchange implements ResponseSink, BodySender.Outcome {
    /** An unread rest of a body up to here is read and thrown away; with a larger one the connection ends. */
    static final long DRAINED = 64 * 1024;

    private static final int SMALL_DOCUMENT = 16 * 1024;

    private final Connection connection;
    private final ChannelHandlerContext ctx;
    private final RequestHead head;
    private final boolean keepAlive;
    private final boolean isHead;
    private final long announced;
    private final boolean takesChunks;
    private final @Nullable InboundBody body;
    private boolean expectsContinue;

    private boolean bodyEnded;
    private boolean bodyBroken;
    private boolean close;
    private long answeredNanos;
    private @Nullable BodySender sender;
    private @Nullable Listener listener;
    private @Nullable LongAnswer patience;

    /**
     * A request that has just begun.
     *
     * @param connection where it came from
     * @param ctx where to write
     * @param head its head
     */
    Exchange(Connection connection, ChannelHandlerContext ctx, RequestHead head) {
        this.connection = connection;
        this.ctx = ctx;
        this.head = head;
        boolean sound = head.fault() == null;
        this.keepAlive = sound && connection.limits().keepAlive() && head.keepsAlive();
        this.isHead = head.method().equals("HEAD");
        this.announced = head.contentLength();
        this.body = head.hasBody()
                ? new InboundBody(connection::askForBody, connection.limits().bodyTimeout())
                : null;
        this.expectsContinue = sound && head.expectsContinue();
        this.takesChunks = sound && head.isHttp11();
        this.bodyEnded = head.isWhole();
    }

    /** What the client asked. */
    RequestHead head() {
        return head;
    }

    /** The body, or null when the request has none. */
    @Nullable
    InboundBody body() {
        return body;
    }

    /** Whether the client still waits for {@code 100 Continue}; from now on it does not. */
    boolean takeExpectation() {
        boolean expects = expectsContinue && (body == null || !bodyEnded) && answeredNanos == 0;
        expectsContinue = false;
        return expects;
    }

    boolean isBodyEnded() {
        return bodyEnded;
    }

    boolean isAnswered() {
        return answeredNanos != 0;
    }

    long answeredNanos() {
        return answeredNanos;
    }

    long pieceAge(long now) {
        return sender == null ? 0 : sender.pieceAge(now);
    }

    /** All of the body has arrived. */
    void bodyEnded() {
        bodyEnded = true;
        if (body != null) {
            body.end();
        }
        endIfOver();
    }

    /** Nothing that could be understood will arrive any more: the connection ends with this answer. */
    void bodyBroken() {
        bodyBroken = true;
        close = true;
        endIfOver();
    }

    /** The connection is gone. */
    void abort() {
        if (sender != null) {
            sender.abort();
        }
        if (patience != null) {
            patience.end();
        }
    }

    @Override
    public void keepWaiting(String requestId) {
        if (takesChunks && !isHead) {
            LongAnswer answer = new LongAnswer(ctx, () -> body == null || bodyEnded, () -> {
                close = mustClose();
                S3Response.Xml empty = new S3Response.Xml(200, new ResponseHeaders(), new byte[0]);
                return connection.responseHead().write(ctx.alloc(), requestId, empty, -1, close);
            });
            onLoop(() -> {
                patience = answer;
                answer.start();
            });
        }
    }

    private boolean onLoop(Runnable task) {
        if (ctx.executor().inEventLoop()) {
            task.run();
            return true;
        }
        try {
            ctx.executor().execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    @Override
    public void send(String requestId, S3Response response, Listener listener) {
        if (body != null) {
            body.readerGone();
        }
        if (ctx.executor().inEventLoop()) {
            answer(requestId, response, listener);
        } else if (!onLoop(() -> answer(requestId, response, listener))) {
            drop(response, listener);
        }
    }

    private void answer(String requestId, S3Response response, Listener hears) {
        if (!ctx.channel().isActive()) {
            drop(response, hears);
            return;
        }
        listener = hears;
        if (patience != null) {
            patience.end();
            if (patience.hasBegun() && response instanceof S3Response.Xml xml) {
                write(patience.rest(xml), xml.document().length);
                return;
            }
        }
        close = mustClose();
        long length = length(response);
        ByteBuf answer = connection.responseHead().write(ctx.alloc(), requestId, response, length, close);
        if (isHead || length == 0 || response instanceof S3Response.Head) {
            closeBody(response);
            write(answer, 0);
        } else if (response instanceof S3Response.Xml xml) {
            write(withDocument(answer, xml.document()), length);
        } else if (response instanceof S3Response.Body whole) {
            sender =
                    new BodySender(ctx, connection.requestThreads(), connection.transfer(), answer, whole.body(), this);
            sender.pump();
        } else {
            write(answer, 0);
        }
    }

    private boolean mustClose() {
        return close || !keepAlive || connection.isDraining() || !restIsSmall();
    }

    /** Whether the connection can go on behind this request without reading much that nobody wants. */
    private boolean restIsSmall() {
        if (bodyEnded || body == null) {
            return true;
        }
        // A client that was never told to go on may send its body, or the next request: nobody can tell them apart.
        boolean sound = !expectsContinue && !bodyBroken && !body.timedOut();
        return sound && announced >= 0 && announced - body.received() <= DRAINED;
    }

    private static long length(S3Response response) {
        if (response instanceof S3Response.Xml xml) {
            return xml.document().length;
        }
        if (response instanceof S3Response.Head head) {
            return head.length();
        }
        return response instanceof S3Response.Body body ? body.body().remaining() : 0;
    }

    private static ByteBuf withDocument(ByteBuf head, byte[] document) {
        return document.length <= SMALL_DOCUMENT
                ? head.writeBytes(document)
                : Unpooled.wrappedBuffer(head, Unpooled.wrappedBuffer(document));
    }

    private void write(ByteBuf bytes, long length) {
        ctx.writeAndFlush(bytes).addListener((ChannelFutureListener)
                written -> sent(written.isSuccess() ? length : 0, written.isSuccess()));
    }

    @Override
    public void sent(long bytes, boolean complete) {
        answeredNanos = System.nanoTime();
        sender = null;
        Listener hears = listener;
        if (hears != null) {
            hears.sent(bytes, complete);
        }
        if (complete) {
            connection.answered(this);
            endIfOver();
        } else {
            // What the client has is visibly broken: the body is shorter than announced.
            connection.closeNow();
        }
    }

    private void endIfOver() {
        if (answeredNanos != 0 && (bodyEnded || close)) {
            connection.exchangeOver(this, close);
        }
    }

    private static void drop(S3Response response, Listener listener) {
        closeBody(response);
        listener.sent(0, false);
    }

    private static void closeBody(S3Response response) {
        if (response instanceof S3Response.Body whole) {
            ObjectBody body = whole.body();
            body.close();
        }
    }
}
