package cacheworker.bench.sim;

import java.util.LinkedHashMap;
import java.util.Map;

/** LRU by the book, page by page. */
final class LruCache implements SimulatedCache {
    private final Map<Integer, Boolean> pages;

    LruCache(int capacity) {
        this.pages = new LinkedHashMap<>(capacity, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Integer, Boolean> eldest) {
                return size() > capacity;
            }
        };
    }

    @Override
    public boolean read(int page) {
        return pages.put(page, true) != null;
    }

    @Override
    public long written() {
        return 0;
    }
}
