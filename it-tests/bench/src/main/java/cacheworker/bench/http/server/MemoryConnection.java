package cacheworker.bench.http.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One connection of {@link MemoryServer}: a request of one piece, its answer, the next. */
final class MemoryConnection {
    private static final int MAX_BUFFERED = 64 << 10;
    private static final int MAX_HEAD = 4096;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final FileChannel file;
    private final ByteBuffer in = ByteBuffer.allocateDirect(MAX_HEAD);
    private ByteBuffer out = ByteBuffer.allocate(0);
    private long outFor = -1;
    private long position;
    private long end;

    MemoryConnection(SocketChannel channel, SelectionKey key, FileChannel file) {
        this.channel = channel;
        this.key = key;
        this.file = file;
    }

    void ready() throws IOException {
        if (key.isReadable()) {
            int n = channel.read(in);
            if (n < 0) {
                close();
                return;
            }
            int p = in.position();
            if (p > 4 && in.get(p - 1) == '\n' && in.get(p - 2) == '\r' && in.get(p - 3) == '\n') {
                begin();
            }
        }
        send();
    }

    private void begin() {
        boolean head = in.get(0) == 'H';
        long length = 0;
        for (int i = head ? 6 : 5; in.get(i) >= '0' && in.get(i) <= '9'; i++) {
            length = length * 10 + (in.get(i) - '0');
        }
        in.clear();
        long wanted = head ? Long.MIN_VALUE + length : length;
        if (wanted != outFor) {
            outFor = wanted;
            out = answer(length, head || length > MAX_BUFFERED ? 0 : (int) length);
        }
        out.rewind();
        position = 0;
        end = head || length <= MAX_BUFFERED ? 0 : length;
    }

    private static ByteBuffer answer(long length, int body) {
        byte[] head = ("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocateDirect(head.length + body)
                .put(head)
                .put(new byte[body])
                .flip();
    }

    private void send() throws IOException {
        if (out.hasRemaining()) {
            channel.write(out);
        }
        if (!out.hasRemaining() && position < end) {
            position += file.transferTo(position, end - position, channel);
        }
        boolean more = out.hasRemaining() || position < end;
        int interest = more ? SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (key.interestOps() != interest) {
            key.interestOps(interest);
        }
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
