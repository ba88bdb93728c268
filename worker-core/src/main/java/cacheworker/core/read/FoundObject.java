package cacheworker.core.read;

import cacheworker.core.meta.CachedObject;

/**
 * An object that is about to be read.
 *
 * @param object its current version
 * @param fetched the page that the lookup itself began to fetch, which therefore was not cached before; -1 for none
 */
public record FoundObject(CachedObject object, int fetched) {
    /**
     * An object of which the lookup brought no bytes.
     *
     * @param object its current version
     */
    public FoundObject(CachedObject object) {
        this(object, FirstPage.NONE);
    }
}
