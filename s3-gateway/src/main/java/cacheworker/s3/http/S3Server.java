package cacheworker.s3.http;

import cacheworker.core.base.Blocking;
import cacheworker.s3.dispatch.Dispatcher;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The S3 port: accepts connections and hands their requests to the dispatcher. Started once, drained, closed. */
@Blocking
public final class S3Server implements AutoCloseable {
    private static final int LEAST_READ = 1024;
    private static final int USUAL_READ = 4096;

    private final S3ServerOptions options;
    private final S3Pipeline pipeline;
    private final ChannelGroup open = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);
    private final EventLoopGroup acceptor;
    private final EventLoopGroup loops;
    private @Nullable Channel listening;

    /**
     * A server that does not listen yet.
     *
     * @param options what the operator chose
     * @param dispatcher takes the requests
     * @param requestThreads where to wait for bodies; the ones that the dispatcher uses
     * @param hostId the value of {@code x-amz-id-2}; the one that the dispatcher's error documents show
     */
    public S3Server(S3ServerOptions options, Dispatcher dispatcher, Executor requestThreads, String hostId) {
        this.options = options;
        this.pipeline = new S3Pipeline(dispatcher, requestThreads, new ResponseHead(hostId), options, open);
        S3ServerOptions.Sockets sockets = options.sockets();
        int threads = sockets.threads() == 0 ? Runtime.getRuntime().availableProcessors() : sockets.threads();
        this.acceptor = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("s3-accept"), sockets.transport().ioHandler());
        this.loops = new MultiThreadIoEventLoopGroup(
                threads, new LoopThreads(), sockets.transport().ioHandler());
    }

    /**
     * Begins to listen.
     *
     * @return the address, with the port that was chosen when 0 was asked for
     * @throws IllegalStateException when the address cannot be bound; the message names it
     */
    public InetSocketAddress start() {
        S3ServerOptions.Sockets sockets = options.sockets();
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(acceptor, loops)
                .channel(sockets.transport().serverChannel())
                .option(ChannelOption.SO_BACKLOG, sockets.backlog())
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WriteBufferWaterMark.DEFAULT)
                .childOption(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new AdaptiveRecvByteBufAllocator(LEAST_READ, USUAL_READ, S3Pipeline.MAX_CHUNK))
                .childHandler(pipeline);
        if (sockets.sendBuffer() > 0) {
            bootstrap.childOption(ChannelOption.SO_SNDBUF, sockets.sendBuffer());
        }
        var bound = bootstrap.bind(options.host(), options.port()).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IllegalStateException(
                    "The S3 port " + options.host() + ":" + options.port() + " cannot be opened: "
                            + bound.cause().getMessage(),
                    bound.cause());
        }
        listening = bound.channel();
        return (InetSocketAddress) bound.channel().localAddress();
    }

    /**
     * Stops to accept, closes idle connections, and lets the requests at work come to their end.
     *
     * @param limit how long to wait for them
     * @return whether all ended in time
     */
    public boolean drain(Duration limit) {
        Channel port = listening;
        if (port != null) {
            port.close().awaitUninterruptibly();
        }
        for (Channel channel : open) {
            Connection connection = channel.pipeline().get(Connection.class);
            if (connection != null) {
                connection.drain();
            }
        }
        return open.newCloseFuture().awaitUninterruptibly(limit.toMillis());
    }

    /**
     * Open connections.
     *
     * @return 0 or more
     */
    public int connections() {
        return open.size();
    }

    /** Closes the port and every connection, and ends the event loops. */
    @Override
    public void close() {
        drain(Duration.ZERO);
        open.close().awaitUninterruptibly();
        var loopsEnd = loops.shutdownGracefully(0, 5, TimeUnit.SECONDS);
        acceptor.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
        loopsEnd.awaitUninterruptibly();
    }

    /** Names the event loops {@code s3-loop-N}. */
    private static final class LoopThreads extends DefaultThreadFactory {
        private int next;

        LoopThreads() {
            super("s3-loop");
        }

        @Override
        protected synchronized Thread newThread(Runnable task, String name) {
            return super.newThread(task, "s3-loop-" + next++);
        }
    }
}
