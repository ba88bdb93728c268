package cacheworker.ufs.local.names;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Collects the names of a directory in any order and makes a run of them. Above its bound in memory it sorts what it
 * has, writes it to a temporary file and goes on; in the end it merges what it wrote. Used by one thread.
 */
public final class NameCollector implements AutoCloseable {
    private static final byte[] LOWEST = {};

    private final int boundBytes;
    private final Path temporaryDirectory;
    private final List<SpilledNames> parts = new ArrayList<>();
    private byte[] names = new byte[256];
    private int nameBytes;
    private int[] starts = new int[16];
    private int count;

    /**
     * Begins with nothing.
     *
     * @param boundBytes memory for names before they are written to disk
     * @param temporaryDirectory for the files; made when it is needed and is not there
     */
    public NameCollector(int boundBytes, Path temporaryDirectory) {
        this.boundBytes = boundBytes;
        this.temporaryDirectory = temporaryDirectory;
    }

    /**
     * Adds a name.
     *
     * @param name at most 65,535 UTF-8 bytes
     * @throws IOException when the temporary file cannot be written
     */
    public void add(byte[] name) throws IOException {
        if (name.length > NameBlock.MAX_NAME) {
            throw new IOException("a name of " + name.length + " bytes");
        }
        int needed = nameBytes + NameBlock.LENGTH_BYTES + name.length;
        if (count > 0 && needed + Integer.BYTES * (count + 1) > boundBytes) {
            spill();
            needed = NameBlock.LENGTH_BYTES + name.length;
        }
        if (needed > names.length) {
            names = Arrays.copyOf(names, Math.max(needed, 2 * names.length));
        }
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
        }
        starts[count++] = nameBytes;
        nameBytes = NameBlock.put(names, nameBytes, name);
    }

    /**
     * Makes the run; nothing can be added any more.
     *
     * @return sorted; the caller closes it
     * @throws IOException when a temporary file fails
     */
    public NameRun finish() throws IOException {
        if (parts.isEmpty()) {
            NameSorter.sort(names, starts, count);
            return new HeapNames(Arrays.copyOf(names, nameBytes), Arrays.copyOf(starts, count));
        }
        spill();
        names = LOWEST;
        starts = new int[0];
        return parts.size() == 1 ? parts.remove(0) : merge();
    }

    private void spill() throws IOException {
        NameSorter.sort(names, starts, count);
        int[] next = {0};
        NameCursor sorted = () -> next[0] < count ? NameBlock.nameAt(names, starts[next[0]++]) : null;
        parts.add(SpilledNames.write(sorted, temporaryDirectory));
        count = 0;
        nameBytes = 0;
    }

    private NameRun merge() throws IOException {
        PriorityQueue<Head> heads = new PriorityQueue<>();
        for (SpilledNames part : parts) {
            push(heads, part.seek(LOWEST));
        }
        NameCursor merged = () -> {
            Head head = heads.poll();
            if (head == null) {
                return null;
            }
            push(heads, head.rest);
            return head.name;
        };
        return SpilledNames.write(merged, temporaryDirectory);
    }

    private static void push(PriorityQueue<Head> heads, NameCursor cursor) throws IOException {
        byte @Nullable [] name = cursor.next();
        if (name != null) {
            heads.add(new Head(name, cursor));
        }
    }

    /** Gives back the temporary files, but not that of a finished run. */
    @Override
    public void close() {
        parts.forEach(SpilledNames::close);
        parts.clear();
    }

    private static final class Head implements Comparable<Head> {
        private final byte[] name;
        private final NameCursor rest;

        Head(byte[] name, NameCursor rest) {
            this.name = name;
            this.rest = rest;
        }

        @Override
        public int compareTo(Head other) {
            return Arrays.compareUnsigned(name, other.name);
        }
    }
}
