package cacheworker.bench.http.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * One connection of the generator, with at most one request under way. The only place that touches a socket: TLS would
 * go here, around {@link #send} and {@link #receive}.
 */
final class LoadConnection {
    private final InetSocketAddress server;
    private final Selector selector;
    private final ResponseParser parser;
    private final ByteBuffer head = ByteBuffer.allocateDirect(Requests.MAX_HEAD);
    private final ByteBuffer content;
    private final ByteBuffer[] both;
    private SocketChannel channel;
    private SelectionKey key;
    private boolean busy;
    private long sentAt;
    private long firstByteAt;

    LoadConnection(InetSocketAddress server, Selector selector, Expected expected, ByteBuffer content)
            throws IOException {
        this.server = server;
        this.selector = selector;
        this.parser = new ResponseParser(expected);
        this.content = content.duplicate();
        this.both = new ByteBuffer[] {head, this.content};
        this.channel = open();
        this.key = register(channel);
    }

    private SocketChannel open() throws IOException {
        SocketChannel opened = SocketChannel.open(server);
        opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
        opened.configureBlocking(false);
        return opened;
    }

    private SelectionKey register(SocketChannel opened) throws IOException {
        return opened.register(selector, SelectionKey.OP_READ, this);
    }

    /** Sends the next request; false when there are none left. */
    boolean begin(Requests requests, long now) throws IOException {
        if (parser.closes()) {
            channel.close();
            channel = open();
            key = register(channel);
        }
        head.clear();
        if (!requests.next(head)) {
            busy = false;
            return false;
        }
        head.flip();
        content.rewind();
        parser.reset();
        busy = true;
        sentAt = now;
        firstByteAt = 0;
        send();
        return true;
    }

    /** Sends as much of the request as the socket takes. */
    void send() throws IOException {
        if (content.hasRemaining()) {
            channel.write(both);
        } else {
            channel.write(head);
        }
        boolean more = head.hasRemaining() || content.hasRemaining();
        int interest = more ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (key.interestOps() != interest) {
            key.interestOps(interest);
        }
    }

    /**
     * Receives what has come, at most one buffer of it.
     *
     * @return bytes received; complemented (negative) when they complete the answer
     */
    long receive(ByteBuffer buffer) throws IOException {
        buffer.clear();
        int n = channel.read(buffer);
        if (n < 0) {
            if (busy) {
                throw new BenchFailure("the server closed a connection that waited for an answer");
            }
            key.cancel();
            return 0;
        }
        if (n == 0) {
            return 0;
        }
        if (!busy) {
            throw new BenchFailure(n + " bytes came that nobody asked for");
        }
        if (firstByteAt == 0) {
            firstByteAt = System.nanoTime();
        }
        boolean complete = parser.accept(buffer.flip());
        if (complete && (head.hasRemaining() || content.hasRemaining())) {
            throw new BenchFailure("the server answered before it had the whole request");
        }
        return complete ? ~(long) n : n;
    }

    /** The answer is complete and nothing follows. */
    void rest() {
        busy = false;
    }

    long sentAt() {
        return sentAt;
    }

    long firstByteAt() {
        return firstByteAt;
    }

    void close() throws IOException {
        channel.close();
    }
}
