package cacheworker.ufs.local.names;

import java.io.IOException;
import java.util.Arrays;

/** Writes names, which come sorted, to the end of a temporary file, in blocks. */
final class SpilledWriter {
    private final NameFile file;
    private final BlockIndex index = new BlockIndex();
    private byte[] block = new byte[2 * SpilledNames.BLOCK_BYTES];
    private int filled;

    SpilledWriter(NameFile file) {
        this.file = file;
    }

    void add(byte[] name) throws IOException {
        if (filled == 0) {
            index.add(name, file.length());
        }
        int needed = filled + NameBlock.LENGTH_BYTES + name.length;
        if (needed > block.length) {
            block = Arrays.copyOf(block, needed);
        }
        filled = NameBlock.put(block, filled, name);
        if (filled >= SpilledNames.BLOCK_BYTES) {
            flush();
        }
    }

    private void flush() throws IOException {
        file.append(block, filled);
        filled = 0;
    }

    /** Ends the run; it owns the file from now on. */
    SpilledNames finish() throws IOException {
        flush();
        return new SpilledNames(file, index);
    }
}
