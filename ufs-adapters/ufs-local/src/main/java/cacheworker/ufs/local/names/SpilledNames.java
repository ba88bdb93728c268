package cacheworker.ufs.local.names;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A run in a temporary file, in blocks; only the first name of each block is in memory. */
final class SpilledNames implements NameRun {
    /** A block is closed by the first name that goes over this, bytes. */
    static final int BLOCK_BYTES = 16 * 1024;

    private final NameFile file;
    private final BlockIndex index;

    /** Takes over the file. */
    SpilledNames(NameFile file, BlockIndex index) {
        this.file = file;
        this.index = index;
    }

    /** Writes names, which come sorted, to a new temporary file. */
    static SpilledNames write(NameCursor sorted, Path directory) throws IOException {
        NameFile file = NameFile.create(directory);
        try {
            SpilledWriter writer = new SpilledWriter(file);
            for (byte[] name = sorted.next(); name != null; name = sorted.next()) {
                writer.add(name);
            }
            return writer.finish();
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public NameCursor seek(byte[] from) throws IOException {
        BlockCursor cursor = new BlockCursor(index.blockOf(from));
        cursor.skipTo(from);
        return cursor;
    }

    @Override
    public long heapBytes() {
        return index.heapBytes();
    }

    @Override
    public boolean isOnDisk() {
        return true;
    }

    @Override
    public void close() {
        file.close();
    }

    private final class BlockCursor implements NameCursor {
        private int nextBlock;
        private byte[] block = new byte[0];
        private int position;

        BlockCursor(int firstBlock) {
            this.nextBlock = firstBlock;
        }

        void skipTo(byte[] from) throws IOException {
            while (load() && NameBlock.compareAt(block, position, from) < 0) {
                position += NameBlock.LENGTH_BYTES + NameBlock.lengthAt(block, position);
            }
        }

        private boolean load() throws IOException {
            if (position < block.length) {
                return true;
            }
            if (nextBlock == index.count()) {
                return false;
            }
            long offset = index.offset(nextBlock);
            nextBlock++;
            long end = nextBlock == index.count() ? file.length() : index.offset(nextBlock);
            block = file.read(offset, Math.toIntExact(end - offset));
            position = 0;
            return true;
        }

        @Override
        public byte @Nullable [] next() throws IOException {
            if (!load()) {
                return null;
            }
            byte[] name = NameBlock.nameAt(block, position);
            position += NameBlock.LENGTH_BYTES + name.length;
            return name;
        }
    }
}
