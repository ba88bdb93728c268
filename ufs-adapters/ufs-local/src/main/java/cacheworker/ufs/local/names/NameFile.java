package cacheworker.ufs.local.names;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** A temporary file that has lost its name already: whatever happens, nothing stays behind. */
final class NameFile implements AutoCloseable {
    private final FileChannel channel;
    private long length;

    private NameFile(FileChannel channel) {
        this.channel = channel;
    }

    static NameFile create(Path directory) throws IOException {
        Files.createDirectories(directory);
        Path path = directory.resolve(UUID.randomUUID() + ".names");
        FileChannel channel = FileChannel.open(
                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Files.delete(path);
        return new NameFile(channel);
    }

    /** Appends and gives the offset of the first byte. */
    long append(byte[] bytes, int count) throws IOException {
        long offset = length;
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
        while (buffer.hasRemaining()) {
            length += channel.write(buffer, length);
        }
        return offset;
    }

    long length() {
        return length;
    }

    byte[] read(long offset, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, offset + buffer.position()) < 0) {
                throw new IOException("a temporary file of names ends at " + channel.size());
            }
        }
        return buffer.array();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
