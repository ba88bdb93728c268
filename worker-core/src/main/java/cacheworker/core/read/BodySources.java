package cacheworker.core.read;

import cacheworker.core.meta.CachedObject;
import cacheworker.core.page.PageStore;
import java.util.function.Consumer;

/**
 * Where all bodies of a worker get their bytes.
 *
 * @param store the pages that are cached
 * @param fills brings pages into the store
 * @param chunks buffers for bytes that are not in the store
 * @param windowPages pages that one body asks for ahead, at most
 * @param noteChanged hears of a version that the UFS does not have any more
 */
record BodySources(PageStore store, Fills fills, Chunks chunks, int windowPages, Consumer<CachedObject> noteChanged) {}
