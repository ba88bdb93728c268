package cacheworker.s3.http;

import cacheworker.core.base.NonBlocking;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;

/**
 * Keeps reads from the socket once the client has ended its side. What the handlers behind still hold can be read from
 * them; the transport would fail with the whole connection.
 */
@NonBlocking
final class InputGate extends ChannelDuplexHandler {
    private boolean ended;

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        ended |= event instanceof ChannelInputShutdownEvent;
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void read(ChannelHandlerContext ctx) {
        if (!ended) {
            ctx.read();
        }
    }
}
