package cacheworker.s3.http;

import cacheworker.core.base.NonBlocking;
import cacheworker.s3.error.XmlText;
import cacheworker.s3.response.S3Response;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a client waiting whose answer is a document that takes long to make: clients give up when nothing arrives for a
 * few seconds. As S3 does, it begins the answer with status 200 and sends blanks, which an XML parser passes over
 * before the root; what goes wrong from then on is told by an {@code Error} document in place of the result. Lives on
 * the event loop.
 */
@NonBlocking
final class LongAnswer {
    private static final long PATIENCE_MILLIS = 1000;
    private static final byte[] DECLARATION = XmlText.DECLARATION.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CRLF = {'\r', '\n'};
    private static final byte[] END = {'0', '\r', '\n', '\r', '\n'};
    private static final byte[] BLANK = {' '};

    private final ChannelHandlerContext ctx;
    private final BooleanSupplier mayBegin;
    private final Supplier<ByteBuf> head;
    private boolean begun;
    private @Nullable ScheduledFuture<?> next;

    /**
     * An answer that may take long.
     *
     * @param ctx where to write
     * @param mayBegin whether all of the request is in
     * @param head makes the head of an answer in chunks, with status 200
     */
    LongAnswer(ChannelHandlerContext ctx, BooleanSupplier mayBegin, Supplier<ByteBuf> head) {
        this.ctx = ctx;
        this.mayBegin = mayBegin;
        this.head = head;
    }

    /** Begins to be patient. */
    void start() {
        next = ctx.executor().schedule(this::tick, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        if (!ctx.channel().isActive()) {
            return;
        }
        if (begun) {
            write(chunk(BLANK, 0));
        } else if (mayBegin.getAsBoolean()) {
            begun = true;
            write(Unpooled.wrappedBuffer(head.get(), chunk(DECLARATION, 0)));
        }
        start();
    }

    private void write(ByteBuf bytes) {
        ctx.writeAndFlush(bytes).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    /** Whether the client has the head. */
    boolean hasBegun() {
        return begun;
    }

    /** The time of patience is over. */
    void end() {
        if (next != null) {
            next.cancel(false);
        }
    }

    /** The end of what was begun. */
    ByteBuf rest(S3Response.Xml answer) {
        ByteBuf document = chunk(answer.document(), DECLARATION.length);
        return Unpooled.wrappedBuffer(document, Unpooled.wrappedBuffer(END));
    }

    private static ByteBuf chunk(byte[] bytes, int from) {
        int length = bytes.length - from;
        byte[] size = Integer.toHexString(length).getBytes(StandardCharsets.US_ASCII);
        return Unpooled.wrappedBuffer(
                Unpooled.wrappedBuffer(size, CRLF),
                Unpooled.wrappedBuffer(bytes, from, length),
                Unpooled.wrappedBuffer(CRLF));
    }
}
