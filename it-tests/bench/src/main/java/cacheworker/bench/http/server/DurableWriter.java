package cacheworker.bench.http.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;

/**
 * One thread's files: a temporary file, an extended attribute, fsync, rename, fsync of the folder. No less makes an
 * object and its attributes durable under a name at once.
 */
final class DurableWriter {
    private static final int ATTRIBUTE_BYTES = 256;

    private final Path folder;
    private final String prefix;
    private final ByteBuffer content;
    private final ByteBuffer attribute = ByteBuffer.allocateDirect(ATTRIBUTE_BYTES);
    private long next;

    DurableWriter(Path folder, int thread, int size) {
        this.folder = folder;
        this.prefix = "raw-" + thread + "-";
        byte[] bytes = new byte[size];
        new SplittableRandom(size).nextBytes(bytes);
        this.content = ByteBuffer.allocateDirect(size).put(bytes).flip();
    }

    /** Writes until a time of {@link System#nanoTime}; returns how long each file took. */
    Histogram write(long deadline) throws IOException {
        Histogram latency = new Histogram(3);
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            long start = System.nanoTime();
            while (start < deadline) {
                one(directory);
                long end = System.nanoTime();
                latency.recordValue(end - start);
                start = end;
            }
        }
        return latency;
    }

    private void one(FileChannel directory) throws IOException {
        String name = prefix + next++;
        Path temporary = folder.resolve(name + ".part");
        try (FileChannel file = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            content.rewind();
            while (content.hasRemaining()) {
                file.write(content);
            }
            Files.getFileAttributeView(temporary, UserDefinedFileAttributeView.class)
                    .write("object", attribute.rewind());
            file.force(true);
        }
        Files.move(temporary, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        directory.force(true);
    }
}
