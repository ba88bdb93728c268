package cacheworker.ufs.local.names;

/** A run in two arrays. */
final class HeapNames implements NameRun {
    private static final int OVERHEAD = 64;

    private final byte[] names;
    private final int[] starts;

    /** Takes over both arrays: sorted starts of names. */
    HeapNames(byte[] names, int[] starts) {
        this.names = names;
        this.starts = starts;
    }

    @Override
    public NameCursor seek(byte[] from) {
        int[] next = {lowerBound(from)};
        return () -> next[0] < starts.length ? NameBlock.nameAt(names, starts[next[0]++]) : null;
    }

    private int lowerBound(byte[] from) {
        int low = 0;
        int high = starts.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (NameBlock.compareAt(names, starts[middle], from) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public long heapBytes() {
        return OVERHEAD + names.length + (long) Integer.BYTES * starts.length;
    }

    @Override
    public boolean isOnDisk() {
        return false;
    }

    @Override
    public void close() {}
}
