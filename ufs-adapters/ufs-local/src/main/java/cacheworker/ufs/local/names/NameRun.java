package cacheworker.ufs.local.names;

import java.io.IOException;
import java.util.Arrays;

/** Different names in ascending order of their bytes, unchangeable, read by any number of threads at once. */
public interface NameRun extends AutoCloseable {
    /**
     * Begins in the middle, by binary search.
     *
     * @param from UTF-8 bytes
     * @return a cursor before the first name that is not less than {@code from}; it ends with the run
     * @throws IOException when the temporary file cannot be read
     */
    NameCursor seek(byte[] from) throws IOException;

    /**
     * Whether a name is in the run.
     *
     * @param name UTF-8 bytes
     * @return true when it is
     * @throws IOException when the temporary file cannot be read
     */
    default boolean contains(byte[] name) throws IOException {
        byte[] found = seek(name).next();
        return found != null && Arrays.equals(found, name);
    }

    /**
     * What this occupies in memory.
     *
     * @return bytes, about
     */
    long heapBytes();

    /**
     * Whether the names are in a temporary file.
     *
     * @return true when this holds a descriptor
     */
    boolean isOnDisk();

    /** Gives back the temporary file, when there is one. */
    @Override
    void close();
}
