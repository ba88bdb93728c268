package cacheworker.core.mount;

import cacheworker.core.base.Utf8Order;
import cacheworker.core.ufs.UfsCursor;
import cacheworker.core.ufs.UfsEntry;
import cacheworker.core.ufs.UfsException;
import java.util.Collection;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Merges cursors into one in UTF-8 order, each path once. A source is opened only when the listing reaches it: a page
 * that ends before a nested mount does not wait for that mount.
 */
final class MergeCursor implements UfsCursor {
    static final Comparator<String> ORDER = Utf8Order.INSTANCE;

    /** Opens a source. */
    interface Opener {
        UfsCursor open() throws UfsException;
    }

    private final PriorityQueue<Source> sources = new PriorityQueue<>(
            Comparator.comparing((Source source) -> source.bound, ORDER).thenComparing(source -> source.head != null));
    private String last = "";

    MergeCursor(Collection<Source> sources) {
        this.sources.addAll(sources);
    }

    @Override
    public @Nullable UfsEntry next() throws UfsException {
        for (Source source = sources.peek(); source != null; source = sources.peek()) {
            UfsEntry entry = source.head;
            source.head = null;
            boolean more = entry != null || source.load();
            sources.poll();
            if (more) {
                sources.add(source);
            }
            if (entry != null && !entry.path().equals(last)) {
                last = entry.path();
                return entry;
            }
        }
        return null;
    }

    @Override
    public void close() {
        sources.forEach(Source::close);
        sources.clear();
    }

    /** A cursor that may not be open yet. */
    static final class Source {
        private final Opener opener;
        private String bound;
        private @Nullable UfsCursor cursor;
        private @Nullable UfsEntry head;

        /**
         * A source.
         *
         * @param bound no path of it is smaller
         */
        Source(String bound, Opener opener) {
            this.bound = bound;
            this.opener = opener;
        }

        /** Reads the next entry; closes itself behind the last one. */
        private boolean load() throws UfsException {
            if (cursor == null) {
                cursor = opener.open();
            }
            head = cursor.next();
            if (head == null) {
                close();
                return false;
            }
            bound = head.path();
            return true;
        }

        private void close() {
            if (cursor != null) {
                cursor.close();
            }
        }
    }
}
