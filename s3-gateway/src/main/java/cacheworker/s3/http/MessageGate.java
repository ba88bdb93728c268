package cacheworker.s3.http;

import cacheworker.core.base.NonBlocking;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Lets one message through per {@code read()}, in order, and the end of the input behind the last of them. Whoever asks
 * again before a message came has asked once. A message that is asked for while another one is being handled follows
 * when that is done, so that the stack stays as it is however many are waiting.
 *
 * <p>What waits here is what one read of the socket brought, as no other read follows while something waits.
 */
@NonBlocking
final class MessageGate extends ChannelDuplexHandler {
    private final Deque<Object> waiting = new ArrayDeque<>();
    private boolean asked;
    private boolean passing;
    private boolean ended;
    private @Nullable ChannelHandlerContext context;

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void read(ChannelHandlerContext ctx) {
        asked = true;
        pass(ctx);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        waiting.add(message);
        pass(ctx);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        // A read that did not bring what was asked for is over all the same.
        if (asked) {
            pass(ctx);
        }
        ctx.fireChannelReadComplete();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            ended = true;
            pass(ctx);
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        releaseAll();
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        releaseAll();
    }

    /**
     * Makes the socket be read although no message is wanted yet, so that a client that goes away is noticed; a message
     * that comes waits here.
     */
    void watch() {
        ChannelHandlerContext ctx = context;
        if (ctx != null && waiting.isEmpty() && !ended) {
            ctx.read();
        }
    }

    private void pass(ChannelHandlerContext ctx) {
        if (passing) {
            return;
        }
        passing = true;
        try {
            while (asked && (ended || !waiting.isEmpty())) {
                asked = false;
                Object message = waiting.poll();
                if (message == null) {
                    ctx.fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
                } else {
                    ctx.fireChannelRead(message);
                }
            }
        } finally {
            passing = false;
        }
        if (asked) {
            ctx.read();
        }
    }

    private void releaseAll() {
        for (Object message = waiting.poll(); message != null; message = waiting.poll()) {
            ReferenceCountUtil.release(message);
        }
    }
}
