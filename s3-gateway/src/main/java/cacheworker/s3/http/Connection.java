package cacheworker.s3.http;

import cacheworker.core.base.NonBlocking;
import cacheworker.s3.dispatch.ClientGoneException;
import cacheworker.s3.dispatch.Dispatcher;
import cacheworker.s3.dispatch.Incoming;
import cacheworker.s3.request.MalformedRequestException;
import cacheworker.s3.request.MalformedRequestException.Fault;
import cacheworker.s3.request.RequestBody;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of a client: takes its requests one at a time and in order, and reads from the socket only when
 * somebody wants what comes. All on the connection's event loop, except where a method says otherwise.
 *
 * <p>Messages are asked for one by one, when there is something to do with them: the head of a pipelined request waits
 * in the gate until the request before it is over. While a request without an open body is at work, the gate watches
 * for a client that goes away.
 */
@NonBlocking
final class Connection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final RequestBody NO_BODY = () -> null;
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    /** How long the client may go on sending after the last answer, so that it gets to read that answer. */
    private static final long LINGER_SECONDS = 2;

    private final MessageGate gate;
    private final Dispatcher dispatcher;
    private final Executor requestThreads;
    private final ResponseHead responseHead;
    private final S3ServerOptions options;

    private @Nullable ChannelHandlerContext context;
    private @Nullable ConnectionWatch watch;
    private @Nullable Exchange exchange;
    private String remote = "-";
    private boolean draining;
    private boolean lingering;

    /**
     * A connection not yet open.
     *
     * @param gate lets through what {@code read()} asks for
     * @param dispatcher takes the requests
     * @param requestThreads where to wait for bodies
     * @param responseHead writes the heads of answers
     * @param options what the connection may do, and how
     */
    Connection(
            MessageGate gate,
            Dispatcher dispatcher,
            Executor requestThreads,
            ResponseHead responseHead,
            S3ServerOptions options) {
        this.gate = gate;
        this.dispatcher = dispatcher;
        this.requestThreads = requestThreads;
        this.responseHead = responseHead;
        this.options = options;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        if (ctx.channel().remoteAddress() instanceof InetSocketAddress address) {
            remote = address.getAddress().getHostAddress() + ":" + address.getPort();
        }
        watch = new ConnectionWatch(ctx, options.limits());
        ctx.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (lingering) {
            ReferenceCountUtil.release(message);
            ctx.read();
            return;
        }
        if (message instanceof PlainHead head) {
            begin(head);
        } else if (message instanceof HttpRequest request) {
            begin(new DecodedHead(request));
        }
        if (message instanceof HttpContent content) {
            content(content);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            endOfInput();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (watch != null) {
            watch.stop();
        }
        Exchange running = exchange;
        if (running != null) {
            failBody(running);
            running.abort();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOG.warn("Connection from {} failed and is closed", remote, cause);
        }
        closeNow();
    }

    /** Ends the connection when what is at work is answered; at once when nothing is. By any thread. */
    void drain() {
        ctx().executor().execute(() -> {
            draining = true;
            if (exchange == null && !lingering) {
                closeNow();
            }
        });
    }

    /** The reader of the body has room for one more buffer. By any thread. */
    void askForBody() {
        ctx().executor().execute(() -> {
            Exchange running = exchange;
            if (running == null || running.isBodyEnded()) {
                return;
            }
            letContinue(running);
            InboundBody body = running.body();
            if (body != null && body.isWanted()) {
                ctx().read();
            }
        });
    }

    private void letContinue(Exchange running) {
        if (running.takeExpectation()) {
            ctx().writeAndFlush(Unpooled.wrappedBuffer(CONTINUE)).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        }
    }

    /** The answer is out. Now the rest of the body, if there is one, is thrown away. */
    void answered(Exchange done) {
        if (!done.isBodyEnded()) {
            ctx().read();
        }
    }

    /** Request and answer are complete. */
    void exchangeOver(Exchange done, boolean close) {
        if (exchange != done) {
            return;
        }
        exchange = null;
        done.head().release();
        if (close || draining) {
            linger();
            return;
        }
        if (watch != null) {
            watch.idle();
        }
        ctx().read();
    }

    void closeNow() {
        ctx().close().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    boolean isDraining() {
        return draining;
    }

    S3ServerOptions.Limits limits() {
        return options.limits();
    }

    FileTransfer transfer() {
        return options.sockets().transfer();
    }

    ResponseHead responseHead() {
        return responseHead;
    }

    Executor requestThreads() {
        return requestThreads;
    }

    private void begin(RequestHead head) {
        Exchange begun = new Exchange(this, ctx(), head);
        exchange = begun;
        if (watch != null) {
            watch.busy(begun);
        }
        InboundBody body = begun.body();
        Incoming incoming = new Incoming(head.method(), head.target(), head.headers(), remote, head.fault());
        if (body == null) {
            // A client that expects this before an empty body (botocore does) trips over the next answer without it.
            letContinue(begun);
        }
        if (body == null && !head.isWhole()) {
            // Only the end of the request is to come, which the decoder has at hand.
            ctx().read();
        }
        dispatcher.dispatch(incoming, body == null ? NO_BODY : body, begun);
        if (head.isWhole() && exchange == begun) {
            gate.watch();
        }
    }

    private void content(HttpContent content) {
        Exchange running = exchange;
        if (running == null || running.isBodyEnded()) {
            content.release();
            return;
        }
        InboundBody body = running.body();
        boolean last = content instanceof LastHttpContent;
        if (content.decoderResult().isFailure() && body != null) {
            content.release();
            body.fail(new MalformedRequestException(
                    Fault.INVALID_REQUEST,
                    "The chunked framing of the body is broken: "
                            + content.decoderResult().cause().getMessage()));
            running.bodyBroken();
            return;
        }
        boolean more = false;
        if (body == null) {
            content.release();
        } else {
            more = body.offer(content.content());
        }
        if (last) {
            running.bodyEnded();
            if (exchange == running) {
                gate.watch();
            }
        } else if (more) {
            ctx().read();
        }
    }

    /** More was asked for, and the client will send nothing more. What it asked for is still answered. */
    private void endOfInput() {
        Exchange running = exchange;
        if (running == null || lingering) {
            closeNow();
        } else if (!running.isBodyEnded()) {
            failBody(running);
            running.bodyBroken();
        }
    }

    private static void failBody(Exchange running) {
        InboundBody body = running.body();
        if (body != null) {
            body.fail(new ClientGoneException(
                    "The client ended the connection after " + body.received() + " bytes of the body"));
        }
    }

    /**
     * Says that nothing more comes, and reads on for a while: closing with unread bytes would make the kernel reset the
     * connection, which could cost the client the answer.
     */
    private void linger() {
        lingering = true;
        if (!(ctx().channel() instanceof DuplexChannel channel)) {
            closeNow();
            return;
        }
        channel.shutdownOutput().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        var deadline = ctx().executor().schedule(this::closeNow, LINGER_SECONDS, TimeUnit.SECONDS);
        channel.closeFuture().addListener(closed -> deadline.cancel(false));
        ctx().read();
    }

    private ChannelHandlerContext ctx() {
        ChannelHandlerContext ctx = context;
        if (ctx == null) {
            throw new IllegalStateException("the connection is not in a pipeline");
        }
        return ctx;
    }
}
