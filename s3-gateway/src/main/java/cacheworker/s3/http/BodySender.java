package cacheworker.s3.http;

import cacheworker.core.base.Blocking;
import cacheworker.core.base.NonBlocking;
import cacheworker.core.read.BodyPiece;
import cacheworker.core.read.ObjectBody;
import cacheworker.core.ufs.UfsException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one body, pulling it as fast as the client takes it. Lives on the event loop; only {@link ObjectBody#take} runs
 * on a request thread, and while it runs nothing else touches the body. At most two pieces are with the
 * socket, and one only whose bytes lie in a buffer, so that a slow client holds no more than these. Whatever happens,
 * every piece and the body are closed, and the outcome is told once.
 */
@NonBlocking
final class BodySender {
    private static final Logger LOG = LoggerFactory.getLogger(BodySender.class);

    private final ChannelHandlerContext ctx;
    private final Executor requestThreads;
    private final FileTransfer transfer;
    private final ObjectBody body;
    private final long length;
    private final Outcome outcome;

    /** The pieces that are with the socket, in order. */
    private @Nullable PieceOut oldest;

    private @Nullable PieceOut newest;

    private @Nullable ByteBuf head;
    private long queued;
    private long sent;
    private boolean taking;
    private boolean over;

    /** Hears how it ended. */
    interface Outcome {
        /**
         * The body is out, or never will be; an incomplete one ends the connection.
         *
         * @param bytes bytes that went to the client
         * @param complete whether these are all
         */
        void sent(long bytes, boolean complete);
    }

    /**
     * A sender that has sent nothing.
     *
     * @param ctx where to write
     * @param requestThreads where to wait for pieces
     * @param transfer how pieces that are cached go out
     * @param head the head of the answer, written together with the first piece; taken over
     * @param body the body, not at its end; taken over
     * @param outcome hears how it ended, on the event loop
     */
    BodySender(
            ChannelHandlerContext ctx,
            Executor requestThreads,
            FileTransfer transfer,
            ByteBuf head,
            ObjectBody body,
            Outcome outcome) {
        this.ctx = ctx;
        this.requestThreads = requestThreads;
        this.transfer = transfer;
        this.head = head;
        this.body = body;
        this.length = body.remaining();
        this.outcome = outcome;
    }

    /** Sends what can be sent at once, and goes on whenever there is room or a piece. */
    void pump() {
        boolean wrote = false;
        while (!over && !taking && newest == null && queued < length) {
            BodyPiece piece = body.poll();
            if (piece == null) {
                if (!holdsBuffer()) {
                    startTake();
                }
                break;
            }
            wrote = true;
            write(piece);
        }
        if (wrote) {
            ctx.flush();
        }
    }

    private boolean holdsBuffer() {
        return isBuffer(oldest) || isBuffer(newest);
    }

    private static boolean isBuffer(@Nullable PieceOut entry) {
        return entry != null && entry.piece instanceof BodyPiece.Buffered;
    }

    private void add(PieceOut entry) {
        if (oldest == null) {
            oldest = entry;
        } else {
            newest = entry;
        }
    }

    /** The client is gone, or gave cause to end it: gives everything back. */
    void abort() {
        finish(false);
    }

    /**
     * Since when the client has been taking the piece that is going out.
     *
     * @param now what {@link System#nanoTime} says
     * @return nanoseconds, 0 when nothing is going out
     */
    long pieceAge(long now) {
        PieceOut waiting = oldest;
        return waiting == null ? 0 : now - waiting.since;
    }

    private void write(BodyPiece piece) {
        if (piece.length() > length - queued) {
            LOG.error("A body of {} bytes gave {} more behind {}", length, piece.length(), queued);
            piece.close();
            finish(false);
            return;
        }
        ByteBuf first = head;
        if (first != null) {
            head = null;
            // A failure of the head is one of the piece behind it, too.
            send(first, ctx.voidPromise());
        }
        queued += piece.length();
        PieceOut entry = new PieceOut(ctx, piece);
        add(entry);
        send(message(piece), entry);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the promise is that future
    private void send(Object message, ChannelPromise promise) {
        ctx.write(message, promise);
    }

    private Object message(BodyPiece piece) {
        if (piece instanceof BodyPiece.Cached cached) {
            return transfer.maps(piece.length())
                    ? Unpooled.wrappedBuffer(cached.slice().mapped())
                    : new RegionSlice(cached.slice());
        }
        return Unpooled.wrappedBuffer(((BodyPiece.Buffered) piece).bytes());
    }

    private void startTake() {
        if (body.remaining() == 0) {
            LOG.error("A body of {} bytes ended behind {}", length, queued);
            finish(false);
            return;
        }
        taking = true;
        try {
            requestThreads.execute(this::take);
        } catch (RejectedExecutionException e) {
            taking = false;
            finish(false);
        }
    }

    @Blocking
    private void take() {
        BodyPiece piece = null;
        try {
            piece = body.take();
        } catch (UfsException | RuntimeException e) {
            LOG.warn("A body of {} bytes broke off behind {}; its connection is closed", length, queued, e);
        }
        BodyPiece taken = piece;
        try {
            ctx.executor().execute(() -> taken(taken));
        } catch (RejectedExecutionException e) {
            // The loops are gone, and with them everybody who could touch the body.
            if (taken != null) {
                taken.close();
            }
            body.close();
        }
    }

    private void taken(@Nullable BodyPiece piece) {
        taking = false;
        if (over) {
            if (piece != null) {
                piece.close();
            }
            body.close();
        } else if (piece == null) {
            finish(false);
        } else {
            write(piece);
            ctx.flush();
            pump();
        }
    }

    private void finish(boolean complete) {
        if (over) {
            return;
        }
        over = true;
        ByteBuf unsent = head;
        if (unsent != null) {
            head = null;
            unsent.release();
        }
        if (!taking) {
            body.close();
        }
        outcome.sent(sent, complete);
    }

    /** A piece that the socket has. Pieces complete in the order written. */
    private final class PieceOut extends DefaultChannelPromise implements ChannelFutureListener {
        private final BodyPiece piece;
        private final int bytes;
        private long since = System.nanoTime();

        PieceOut(ChannelHandlerContext ctx, BodyPiece piece) {
            super(ctx.channel(), ctx.executor());
            this.piece = piece;
            this.bytes = piece.length();
            addListener(this);
        }

        @Override
        public void operationComplete(ChannelFuture written) {
            piece.close();
            PieceOut next = newest;
            oldest = next;
            newest = null;
            if (next != null) {
                next.since = System.nanoTime();
            }
            if (!written.isSuccess()) {
                finish(false);
                return;
            }
            sent += bytes;
            if (sent == length) {
                finish(true);
            } else if (!over && !taking) {
                // Not at once: other connections of this loop come first, and the stack stays flat.
                ctx.executor().execute(BodySender.this::pump);
            }
        }
    }
}
