package cacheworker.ufs.local;

import cacheworker.ufs.local.names.NameCursor;
import cacheworker.ufs.local.names.NameRun;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Puts the names of one directory into the order of a listing, in which a directory {@code a} counts as {@code a/}:
 * behind {@code a-b} and {@code a.b}, whose next byte is less than the slash, and before {@code a0}.
 *
 * <p>So only a name that is followed by such a longer name must be looked at to know its place; if it is a directory,
 * it waits until those have gone by. What waits is a chain of names each of which begins with the one below it.
 */
final class DirectoryCursor {
    /** Says what a name is; null when it is not to be listed. */
    interface Lookup {
        @Nullable
        Found find(byte[] name) throws IOException;
    }

    private static final byte[] NONE = {};

    private final NameRun run;
    private final byte[] prefix;
    private final Lookup lookup;
    private final Deque<Found> waiting = new ArrayDeque<>();
    private final NameCursor names;
    private byte @Nullable [] head;

    /**
     * Begins where it makes sense.
     *
     * @param prefix only names that begin with these bytes
     * @param after entries at or before this may be left out: a name, or a name and a slash and what lies below it
     */
    DirectoryCursor(NameRun run, byte[] prefix, byte[] after, Lookup lookup) throws IOException {
        this.run = run;
        this.prefix = prefix;
        this.lookup = lookup;
        int slash = indexOf(after, (byte) '/');
        byte[] segment = slash < 0 ? after : Arrays.copyOf(after, slash);
        addWaiting(segment, slash >= 0);
        byte[] from = slash < 0 ? segment : Arrays.copyOf(after, slash + 1);
        this.names = run.seek(Arrays.compareUnsigned(from, prefix) < 0 ? prefix : from);
        this.head = take();
    }

    /** Finds the directories that would be waiting by now, had the cursor come here from the beginning. */
    private void addWaiting(byte[] segment, boolean itselfToo) throws IOException {
        for (int length = Math.max(1, prefix.length); length <= segment.length; length++) {
            boolean comesLater = length < segment.length ? isBeforeSlash(segment[length]) : itselfToo;
            byte[] name = Arrays.copyOf(segment, length);
            if (comesLater && startsWith(name, prefix) && run.contains(name)) {
                waitIfDirectory(lookup.find(name));
            }
        }
    }

    private boolean waitIfDirectory(@Nullable Found found) {
        if (found == null || !found.isDirectory()) {
            return false;
        }
        waiting.push(found);
        return true;
    }

    /** The next name that is to be listed, or null behind the last. */
    @Nullable
    Found next() throws IOException {
        while (true) {
            Found waits = waiting.peek();
            if (waits != null && (head == null || !isBeforeFolder(waits.name(), head))) {
                return waiting.pop();
            }
            byte[] name = head;
            if (name == null) {
                return null;
            }
            head = take();
            Found found = lookup.find(name);
            boolean later = head != null && isBeforeFolder(name, head) && waitIfDirectory(found);
            if (found != null && !later) {
                return found;
            }
        }
    }

    private byte @Nullable [] take() throws IOException {
        byte[] name = names.next();
        return name != null && startsWith(name, prefix) ? name : null;
    }

    /** Whether a name comes behind {@code directory} as a name, but before it with a slash. */
    private static boolean isBeforeFolder(byte[] directory, byte[] name) {
        return name.length > directory.length && startsWith(name, directory) && isBeforeSlash(name[directory.length]);
    }

    private static boolean isBeforeSlash(byte value) {
        return (value & 0xFF) < '/';
    }

    private static boolean startsWith(byte[] name, byte[] beginning) {
        return name.length >= beginning.length
                && Arrays.equals(name, 0, beginning.length, beginning, 0, beginning.length);
    }

    private static int indexOf(byte[] bytes, byte wanted) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    /** No bytes: every prefix begins with them. */
    static byte[] none() {
        return NONE;
    }
}
