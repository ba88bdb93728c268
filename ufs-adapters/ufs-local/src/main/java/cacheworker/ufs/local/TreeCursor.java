package cacheworker.ufs.local;

import cacheworker.core.base.Utf8Order;
import cacheworker.core.ufs.UfsCursor;
import cacheworker.core.ufs.UfsEntry;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsListRequest;
import cacheworker.core.ufs.UfsStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Walks a tree depth first, in the order of a listing, holding the directories from the prefix down to where it is.
 *
 * <p>On each branch it goes through one symbolic link at most, those in the prefix counted, and never through one that
 * leads to a directory above the link: so it ends, and no chain of links makes more of it than one link does.
 */
final class TreeCursor implements UfsCursor {
    private final Listing listing;
    private final UfsListRequest request;
    private final Deque<Frame> frames = new ArrayDeque<>();

    /** A directory whose own entry has gone out, to be entered by the next call. */
    private @Nullable Frame toEnter;

    private @Nullable UfsEntry first;

    /** One directory on the way. */
    private final class Frame {
        private final String folder;
        private final Found directory;
        private final boolean behindLink;
        private @Nullable SharedNames names;
        private @Nullable DirectoryCursor cursor;

        Frame(String folder, Found directory, boolean behindLink) {
            this.folder = folder;
            this.directory = directory;
            this.behindLink = behindLink;
        }

        void enter(String namePrefix) throws IOException {
            boolean inside = request.startAfter().startsWith(folder);
            SharedNames held = listing.names(directory.path(), inside && request.continuation());
            names = held;
            String after = inside ? request.startAfter().substring(folder.length()) : "";
            cursor = new DirectoryCursor(
                    held.names(), utf8(namePrefix), utf8(after), name -> listing.find(directory.path(), name));
        }

        @Nullable
        Found next() throws IOException {
            return cursor == null ? null : cursor.next();
        }

        void release() {
            if (names != null) {
                names.release();
                names = null;
            }
        }
    }

    /** Lists below a directory; nothing when it is null. */
    TreeCursor(Listing listing, UfsListRequest request, String folder, @Nullable Found directory) throws UfsException {
        this.listing = listing;
        this.request = request;
        if (directory != null && mayHaveEntries(folder)) {
            try {
                begin(new Frame(folder, directory, directory.isLink()));
            } catch (IOException e) {
                throw Failures.reading(folder, e);
            }
        }
    }

    private void begin(Frame base) throws IOException {
        String namePrefix = request.prefix().substring(base.folder.length());
        if (namePrefix.isEmpty() && !base.folder.isEmpty() && isAfter(base.folder)) {
            first = new UfsEntry(base.folder, listing.statusOfFolder(base.folder, base.directory));
        }
        enter(base, namePrefix);
    }

    /** A directory that is gone by now is empty. */
    private void enter(Frame frame, String namePrefix) throws IOException {
        frames.push(frame);
        try {
            frame.enter(namePrefix);
        } catch (IOException e) {
            frame.release();
            frames.pop();
            Kind kind = Failures.reading(frame.folder, e).kind();
            if (kind != Kind.NOT_FOUND && kind != Kind.NAME_TOO_LONG) {
                throw e;
            }
        }
    }

    @Override
    public @Nullable UfsEntry next() throws UfsException {
        UfsEntry entry = first;
        first = null;
        try {
            while (entry == null) {
                if (toEnter != null) {
                    Frame frame = toEnter;
                    toEnter = null;
                    enter(frame, "");
                }
                Frame top = frames.peek();
                if (top == null) {
                    return null;
                }
                Found found = top.next();
                if (found == null) {
                    frames.pop().release();
                } else {
                    entry = entry(top, found);
                }
            }
            return entry;
        } catch (IOException e) {
            throw Failures.reading(request.prefix(), e);
        }
    }

    private @Nullable UfsEntry entry(Frame frame, Found found) throws IOException {
        String path = frame.folder + new String(found.name(), StandardCharsets.UTF_8);
        if (found.isDirectory()) {
            return request.delimiter().isEmpty() ? folder(frame, path + "/", found) : commonPrefix(path + "/");
        }
        if (!isAfter(path)) {
            return null;
        }
        UfsStatus status = listing.statusOfObject(path, found);
        return status == null ? null : new UfsEntry(path, status);
    }

    private @Nullable UfsEntry folder(Frame parent, String folder, Found found) throws IOException {
        boolean mayEnter = !found.isLink() || !(parent.behindLink || found.leadsUpFrom(parent.directory.path()));
        if (mayEnter && mayHaveEntries(folder)) {
            toEnter = new Frame(folder, found, parent.behindLink || found.isLink());
        }
        return isAfter(folder) ? new UfsEntry(folder, listing.statusOfFolder(folder, found)) : null;
    }

    private @Nullable UfsEntry commonPrefix(String folder) throws IOException {
        boolean given = isAfter(folder)
                || (!request.startAfter().equals(folder) && mayHaveEntries(folder) && hasEntryAfter(folder));
        return given ? new UfsEntry(folder, null) : null;
    }

    private boolean hasEntryAfter(String folder) throws UfsException {
        UfsListRequest inside = new UfsListRequest(folder, request.startAfter(), "", 1, request.continuation());
        try (UfsCursor cursor = listing.list(inside)) {
            return cursor.next() != null;
        }
    }

    private boolean isAfter(String path) {
        return Utf8Order.INSTANCE.compare(path, request.startAfter()) > 0;
    }

    /** Whether anything below a folder can come after the place where the listing begins. */
    private boolean mayHaveEntries(String folder) {
        return request.startAfter().startsWith(folder) || isAfter(folder);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        toEnter = null;
        first = null;
        while (!frames.isEmpty()) {
            frames.pop().release();
        }
    }
}
