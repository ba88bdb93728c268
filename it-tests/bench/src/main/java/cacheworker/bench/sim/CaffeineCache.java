package cacheworker.bench.sim;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/** W-TinyLFU as Caffeine has it, in memory and page by page: the yardstick. */
final class CaffeineCache implements SimulatedCache {
    private final Cache<Integer, Boolean> pages;

    CaffeineCache(int capacity) {
        this.pages = Caffeine.newBuilder()
                .maximumSize(capacity)
                .initialCapacity(capacity)
                .executor(Runnable::run)
                .build();
    }

    @Override
    public boolean read(int page) {
        if (pages.getIfPresent(page) != null) {
            return true;
        }
        pages.put(page, true);
        return false;
    }

    @Override
    public long written() {
        return 0;
    }
}
