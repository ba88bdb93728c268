package cacheworker.s3.http;

import cacheworker.core.base.NonBlocking;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes a connection that has been idle for too long, or whose client takes its answer too slowly. One timer per
 * connection, and nothing to do per request: how precise a limit is depends on the timer's period, half of the shortest
 * limit.
 */
@NonBlocking
final class ConnectionWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionWatch.class);
    private static final long LONGEST_PERIOD = TimeUnit.SECONDS.toNanos(5);
    private static final long SHORTEST_PERIOD = TimeUnit.MILLISECONDS.toNanos(10);

    private final ChannelHandlerContext ctx;
    private final S3ServerOptions.Limits limits;
    private final Future<?> timer;

    private @Nullable Exchange exchange;
    private long since = System.nanoTime();
    private @Nullable Object writing;
    private long written;

    ConnectionWatch(ChannelHandlerContext ctx, S3ServerOptions.Limits limits) {
        this.ctx = ctx;
        this.limits = limits;
        long period = period(limits);
        this.timer = ctx.executor().scheduleAtFixedRate(this::check, period, period, TimeUnit.NANOSECONDS);
    }

    void busy(Exchange running) {
        exchange = running;
    }

    void idle() {
        exchange = null;
        since = System.nanoTime();
    }

    void stop() {
        timer.cancel(false);
    }

    private void check() {
        long now = System.nanoTime();
        Exchange running = exchange;
        if (running == null) {
            if (!limits.idle().isZero() && now - since >= limits.idle().toNanos()) {
                close("was idle for", limits.idle());
            }
            return;
        }
        if (!progresses() && now - since >= limits.sendTimeout().toNanos()) {
            close("took nothing for", limits.sendTimeout());
        } else if (running.pieceAge(now) >= limits.pieceTimeout().toNanos()) {
            close("did not take one piece within", limits.pieceTimeout());
        } else if (running.isAnswered()
                && now - running.answeredNanos() >= limits.bodyTimeout().toNanos()) {
            close("did not end its request within", limits.bodyTimeout());
        }
    }

    /** Whether bytes went out since the last look, or none are waiting. */
    @SuppressWarnings("ReferenceEquality") // the same message, not an equal one
    private boolean progresses() {
        ChannelOutboundBuffer buffer = ctx.channel().unsafe().outboundBuffer();
        Object current = buffer == null ? null : buffer.current();
        long progress = current == null ? 0 : buffer.currentProgress();
        boolean moved = current == null || current != writing || progress != written;
        writing = current;
        written = progress;
        if (moved) {
            since = System.nanoTime();
        }
        return moved;
    }

    private void close(String why, Duration limit) {
        LOG.debug(
                "The client at {} {} {}; its connection is closed",
                ctx.channel().remoteAddress(),
                why,
                limit);
        ctx.close().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    private static long period(S3ServerOptions.Limits limits) {
        long shortest =
                Math.min(limits.sendTimeout().toNanos(), limits.pieceTimeout().toNanos());
        shortest = Math.min(shortest, limits.bodyTimeout().toNanos());
        if (!limits.idle().isZero()) {
            shortest = Math.min(shortest, limits.idle().toNanos());
        }
        return Math.max(SHORTEST_PERIOD, Math.min(LONGEST_PERIOD, shortest / 2));
    }
}
