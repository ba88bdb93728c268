package cacheworker.ufs.local.names;

/**
 * Sorts names that lie one behind the other in a byte array, by moving their positions only: quicksort by one byte of
 * the names at a time (three-way radix quicksort), which looks at long common beginnings once and allocates nothing.
 */
final class NameSorter {
    private static final int INSERTION_LIMIT = 12;

    private final byte[] names;
    private final int[] starts;

    private NameSorter(byte[] names, int[] starts) {
        this.names = names;
        this.starts = starts;
    }

    /** Sorts the first {@code count} positions, each of which is that of a name's two bytes of length. */
    static void sort(byte[] names, int[] starts, int count) {
        new NameSorter(names, starts).sort(0, count, 0);
    }

    /**
     * Sorts positions {@code low} to {@code high} (exclusive), whose names agree in their first {@code depth} bytes.
     */
    private void sort(int low, int high, int depth) {
        int from = low;
        int to = high;
        int equal = depth;
        while (to - from > INSERTION_LIMIT) {
            int pivot = median(byteAt(from, equal), byteAt((from + to) >>> 1, equal), byteAt(to - 1, equal));
            int less = from;
            int more = to;
            for (int i = from; i < more; ) {
                int value = byteAt(i, equal);
                if (value < pivot) {
                    swap(less++, i++);
                } else if (value > pivot) {
                    swap(i, --more);
                } else {
                    i++;
                }
            }
            sort(from, less, equal);
            if (pivot >= 0) {
                sort(less, more, equal + 1);
            }
            from = more;
        }
        insertionSort(from, to, equal);
    }

    private void insertionSort(int low, int high, int depth) {
        for (int i = low + 1; i < high; i++) {
            for (int j = i; j > low && isLess(j, j - 1, depth); j--) {
                swap(j, j - 1);
            }
        }
    }

    private boolean isLess(int left, int right, int depth) {
        for (int d = depth; ; d++) {
            int a = byteAt(left, d);
            int b = byteAt(right, d);
            if (a != b) {
                return a < b;
            }
            if (a < 0) {
                return false;
            }
        }
    }

    /** One byte of a name, or -1 behind its end. */
    private int byteAt(int index, int depth) {
        int start = starts[index];
        return depth < NameBlock.lengthAt(names, start) ? names[start + NameBlock.LENGTH_BYTES + depth] & 0xFF : -1;
    }

    private void swap(int left, int right) {
        int start = starts[left];
        starts[left] = starts[right];
        starts[right] = start;
    }

    private static int median(int a, int b, int c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
