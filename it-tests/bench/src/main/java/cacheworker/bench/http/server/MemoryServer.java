package cacheworker.bench.http.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Answers any request for {@code /N} with N bytes and does nothing else: small bodies from one buffer, large ones by
 * sendfile from a file in memory. What a generator gets from it is the generator's own ceiling.
 */
public final class MemoryServer {
    private static final int SEND_BUFFER = 256 << 10;

    private MemoryServer() {}

    /**
     * Starts it in a process of its own.
     *
     * @param file a file as large as the largest body
     * @param log gets what it prints
     * @param cores where it runs
     * @return the running server
     */
    public static ServerProcess start(Path file, Path log, Cores cores) {
        int port = ServerProcess.freePort();
        ProcessBuilder command = new ProcessBuilder(
                cores.serving(JavaCommand.of(MemoryServer.class.getName(), Integer.toString(port), file.toString())));
        return ServerProcess.start("ceiling", command, port, log);
    }

    /**
     * Serves until it is ended.
     *
     * @param args the port, and the file to send from
     * @throws IOException when the port or the file cannot be opened
     */
    public static void main(String[] args) throws IOException {
        try (Selector selector = Selector.open();
                FileChannel file = FileChannel.open(Path.of(args[1]), StandardOpenOption.READ);
                ServerSocketChannel port = ServerSocketChannel.open()) {
            port.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])), 1024);
            port.configureBlocking(false);
            port.register(selector, SelectionKey.OP_ACCEPT);
            while (selector.isOpen()) {
                selector.select(key -> serve(key, port, file));
            }
        }
    }

    private static void serve(SelectionKey key, ServerSocketChannel port, FileChannel file) {
        if (key.attachment() instanceof MemoryConnection connection) {
            try {
                connection.ready();
            } catch (IOException e) {
                connection.close();
            }
            return;
        }
        try {
            SocketChannel channel = port.accept();
            if (channel != null) {
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
                SelectionKey registered = channel.register(key.selector(), SelectionKey.OP_READ);
                registered.attach(new MemoryConnection(channel, registered, file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
