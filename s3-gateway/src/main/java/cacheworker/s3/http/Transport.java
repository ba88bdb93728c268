package cacheworker.s3.http;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;

/** How sockets are driven: the values of {@code alluxio.worker.network.netty.channel}. */
public enum Transport {
    /** Epoll where it can be had, else NIO. */
    AUTO,
    /** Linux's epoll by native code; a start without it fails. */
    EPOLL,
    /** Linux's io_uring; a start without it fails. */
    IO_URING,
    /** The JDK's own. */
    NIO;

    IoHandlerFactory ioHandler() {
        if (this == IO_URING) {
            IoUring.ensureAvailability();
            return IoUringIoHandler.newFactory();
        }
        return isEpoll() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    }

    Class<? extends ServerChannel> serverChannel() {
        if (this == IO_URING) {
            return IoUringServerSocketChannel.class;
        }
        return isEpoll() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    private boolean isEpoll() {
        if (this == EPOLL) {
            Epoll.ensureAvailability();
        }
        return this == EPOLL || (this == AUTO && Epoll.isAvailable());
    }
}
