package cacheworker.core.page;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;

/** Page slices of a file of a test. */
public final class FileSlices {
    private FileSlices() {}

    public static PageSlice of(FileChannel file, long position, int length, Runnable lease) {
        try {
            return new PageSlice(
                    file, file.map(MapMode.READ_ONLY, 0, position + length), (int) position, length, lease);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
