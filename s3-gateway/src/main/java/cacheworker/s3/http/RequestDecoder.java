package cacheworker.s3.http;

import cacheworker.core.base.NonBlocking;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/** Netty's strict decoder, and a short way past it for what {@link PlainHead} takes. */
@NonBlocking
final class RequestDecoder extends HttpRequestDecoder {
    /** Whether what comes next is a request, of which the strict decoder has seen nothing. */
    private boolean between = true;

    RequestDecoder(HttpDecoderConfig config) {
        super(config);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        PlainHead head = between ? PlainHead.read(in) : null;
        if (head != null) {
            out.add(head);
            return;
        }
        between = false;
        int before = out.size();
        super.decode(ctx, in, out);
        if (out.size() > before && out.get(out.size() - 1) instanceof LastHttpContent last) {
            between = isSound(last);
        }
    }

    private static boolean isSound(HttpObject last) {
        return last.decoderResult().isSuccess();
    }
}
