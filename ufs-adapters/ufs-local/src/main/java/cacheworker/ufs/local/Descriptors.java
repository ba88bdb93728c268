package cacheworker.ufs.local;

import java.io.FileDescriptor;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the name under which an open file can be looked at whatever became of the name that it was opened by:
 * {@code /proc/self/fd/N}. The number is private to the JDK, so this needs
 * {@code --add-opens java.base/java.io=ALL-UNNAMED}; without it files are looked at by their path.
 */
final class Descriptors {
    private static final Logger log = LoggerFactory.getLogger(Descriptors.class);
    private static final Path DIRECTORY = Path.of("/proc/self/fd");
    private static final @Nullable Field NUMBER = numberField();

    private Descriptors() {}

    private static @Nullable Field numberField() {
        try {
            Field field = FileDescriptor.class.getDeclaredField("fd");
            field.setAccessible(true);
            if (Files.isDirectory(DIRECTORY)) {
                return field;
            }
        } catch (NoSuchFieldException | InaccessibleObjectException e) {
            log.debug("no descriptor numbers", e);
        }
        log.warn("Open files are looked at by path: start the JVM with --add-opens java.base/java.io=ALL-UNNAMED on a"
                + " system that has /proc. A file replaced while it is read then ends the read.");
        return null;
    }

    /** The path of an open file by its descriptor, or null where that is not to be had. */
    static @Nullable Path pathOf(RandomAccessFile file) throws IOException {
        if (NUMBER == null) {
            return null;
        }
        try {
            return DIRECTORY.resolve(Integer.toString(NUMBER.getInt(file.getFD())));
        } catch (IllegalAccessException e) {
            throw new IOException("the number of a descriptor became inaccessible", e);
        }
    }
}
