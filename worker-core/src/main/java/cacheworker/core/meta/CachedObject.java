package cacheworker.core.meta;

import cacheworker.core.base.NonBlocking;
import cacheworker.core.base.ObjectId;
import cacheworker.core.base.ObjectKey;
import cacheworker.core.mount.Location;
import cacheworker.core.page.PageTable;
import cacheworker.core.ufs.UfsStatus;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One version of an object as the worker knows it: its state in the UFS, and where its pages are. The version never
 * changes; a new one is another instance. Safe for any thread.
 */
public final class CachedObject {
    private final ObjectKey key;
    private final Location location;
    private final UfsStatus status;
    private final ObjectId id;
    private final PageTable pages;
    private final long validatedMillis;
    private final boolean fromBeforeLoss;
    private volatile boolean suspect;
    private volatile boolean doubtful;
    private volatile @Nullable Object derived;

    /**
     * One version of an object.
     *
     * @param key its name
     * @param location where it lies
     * @param status its state in the UFS
     * @param id the id under which its pages are kept
     * @param pages its pages
     * @param validatedMillis when the UFS last said that this is the current version, in milliseconds since the epoch
     * @param fromBeforeLoss whether the index has lost writes since then, perhaps one of a later version
     */
    CachedObject(
            ObjectKey key,
            Location location,
            UfsStatus status,
            ObjectId id,
            PageTable pages,
            long validatedMillis,
            boolean fromBeforeLoss) {
        this.key = key;
        this.location = location;
        this.status = status;
        this.id = id;
        this.pages = pages;
        this.validatedMillis = validatedMillis;
        this.fromBeforeLoss = fromBeforeLoss;
    }

    /**
     * The same version, known to be current at another instant.
     *
     * @param newer what the UFS said now, with the same version
     * @param nowMillis when it said so
     * @return a record that shares the pages
     */
    CachedObject validated(UfsStatus newer, long nowMillis) {
        return new CachedObject(key, location, newer, id, pages, nowMillis, false);
    }

    /**
     * Its name.
     *
     * @return bucket and key
     */
    public ObjectKey key() {
        return key;
    }

    /**
     * Where it lies.
     *
     * @return mount and path
     */
    public Location location() {
        return location;
    }

    /**
     * Its state in the UFS.
     *
     * @return length, ETag, times and attributes of this version
     */
    public UfsStatus status() {
        return status;
    }

    /**
     * The id under which its pages are kept.
     *
     * @return an id that no other version has
     */
    public ObjectId id() {
        return id;
    }

    /**
     * Its pages.
     *
     * @return the table that reads and fills go through
     */
    public PageTable pages() {
        return pages;
    }

    long validatedMillis() {
        return validatedMillis;
    }

    boolean isFromBeforeLoss() {
        return fromBeforeLoss;
    }

    /**
     * What somebody made of this version's state before, made now if nobody did: a place for one thing that would
     * otherwise be made again for every read.
     *
     * @param <T> what it is
     * @param type its class
     * @param maker makes it; may run more than once
     * @return what was made; its memory counts as that of this record
     */
    @NonBlocking
    public <T> T derived(Class<T> type, Function<UfsStatus, T> maker) {
        Object present = derived;
        if (type.isInstance(present)) {
            return type.cast(present);
        }
        T made = maker.apply(status);
        derived = made;
        return made;
    }

    /** Something else said that another version is current: validate before the next use. */
    void suspect() {
        suspect = true;
    }

    boolean isSuspect() {
        return suspect;
    }

    /** It may lack a change that was acknowledged: nothing but the UFS may say what is true. */
    void doubt() {
        doubtful = true;
        suspect = true;
    }

    boolean isDoubtful() {
        return doubtful;
    }
}
