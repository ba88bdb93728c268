package cacheworker.core.write;

import cacheworker.core.base.Blocking;
import cacheworker.core.base.BufferPool;
import cacheworker.core.base.ObjectId;
import cacheworker.core.page.PageStore;
import cacheworker.core.page.PageTable;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the bytes of an upload into pages and puts them into the page store, under an id of their own: which version
 * they become is known only when the write returns. Gives up without a word where there is no room; that costs a miss.
 */
@Blocking
final class PageKeeper implements AutoCloseable {
    private final PageStore store;
    private final BufferPool buffers;
    private final ObjectId id = ObjectId.random();
    private final @Nullable PageTable table;
    private @Nullable ByteBuffer page;
    private int next;
    private boolean finished;

    /**
     * A keeper for one upload.
     *
     * @param store where pages go
     * @param buffers page-sized buffers
     * @param length bytes of the object
     * @param wanted whether to keep anything at all
     */
    PageKeeper(PageStore store, BufferPool buffers, long length, boolean wanted) {
        this.store = store;
        this.buffers = buffers;
        this.page = wanted ? buffers.tryAcquire() : null;
        this.table = page == null ? null : store.table(id, length);
    }

    /** Takes the remaining bytes of a buffer. */
    void add(ByteBuffer bytes) {
        while (bytes.hasRemaining() && page != null) {
            ByteBuffer target = page;
            int size = Math.min(bytes.remaining(), target.remaining());
            target.put(bytes.slice(bytes.position(), size));
            bytes.position(bytes.position() + size);
            if (!target.hasRemaining()) {
                keep(target);
            }
        }
    }

    private void keep(ByteBuffer full) {
        PageTable pages = table;
        if (pages == null || !store.write(pages, next, full.flip())) {
            giveUp();
            return;
        }
        next++;
        full.clear();
    }

    private void giveUp() {
        ByteBuffer buffer = page;
        page = null;
        if (buffer != null) {
            buffers.release(buffer);
        }
    }

    /**
     * The object was published: its pages stay.
     *
     * @return the id of the pages, or null when nothing was kept
     */
    @Nullable
    ObjectId finish() {
        ByteBuffer last = page;
        if (last != null && last.position() > 0) {
            keep(last);
        }
        finished = true;
        return next == 0 ? null : id;
    }

    /** Forgets the pages of an upload that came to nothing. */
    @Override
    public void close() {
        giveUp();
        if (!finished && table != null) {
            store.drop(table);
        }
    }
}
