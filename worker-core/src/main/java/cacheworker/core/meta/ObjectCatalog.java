package cacheworker.core.meta;

import cacheworker.core.base.Blocking;
import cacheworker.core.base.NonBlocking;
import cacheworker.core.base.ObjectId;
import cacheworker.core.base.ObjectKey;
import cacheworker.core.mount.Location;
import cacheworker.core.page.IndexDb;
import cacheworker.core.page.PageStore;
import cacheworker.core.page.PageTable;
import cacheworker.core.ufs.UfsCapability;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsOpened;
import cacheworker.core.ufs.UfsStatus;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What the worker knows of each object: in memory, behind it in the index, behind that in the UFS.
 *
 * <p><b>Truth.</b> A record says which version of an object is current, and since when nobody asked. Three things keep
 * it true: its age ({@link Freshness}), the worker's own writes ({@link #beginWrite}), and listings that show another
 * version ({@link #noteListed}). A lookup that ran beside a write is never kept: see {@link WriteEpochs}.
 */
public final class ObjectCatalog {
    /** Clients give up when nothing comes for seconds; a record that may stand in is of use before that. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final PageStore pageStore;
    private final IndexDb.Table index;
    private final Freshness freshness;
    private final InstantSource clock;
    private final Lookups lookups = new Lookups(PATIENCE);
    private final WriteEpochs epochs = new WriteEpochs();
    private final Cache<ObjectKey, Entry> memory;
    private final AtomicLong staleServed = new AtomicLong();

    /** What memory holds for a key. */
    private sealed interface Entry {
        /** The object exists. */
        record Present(CachedObject object) implements Entry {}

        /** The object did not exist at an instant, in milliseconds since the epoch. */
        record Missing(long sinceMillis) implements Entry {}
    }

    /**
     * A catalog over an open page store.
     *
     * @param pageStore keeps the pages of the objects, and the index that the records lie in
     * @param options how long records may be used
     * @param clock tells the time
     */
    public ObjectCatalog(PageStore pageStore, FreshnessOptions options, InstantSource clock) {
        this.pageStore = pageStore;
        this.index = pageStore.index().objects();
        this.freshness = new Freshness(options);
        this.clock = clock;
        this.memory = Caffeine.newBuilder()
                .maximumWeight(options.memoryBytes())
                .<ObjectKey, Entry>weigher(ObjectCatalog::weigh)
                .build();
    }

    private static int weigh(ObjectKey key, Entry entry) {
        int names = 2 * (key.bucket().length() + key.key().length());
        if (entry instanceof Entry.Present present) {
            UfsStatus status = present.object().status();
            int attributes = 300
                    * (status.attributes().headers().size()
                            + status.attributes().userMetadata().size()
                            + status.attributes().tags().size());
            int parts = status.content().parts().estimatedBytes();
            return 900
                    + 2 * names
                    + attributes
                    + parts
                    + present.object().pages().estimatedBytes();
        }
        return 150 + names;
    }

    /**
     * The object, if its record is in memory and need not be validated.
     *
     * @param key its name
     * @return its record, or null when {@link #find} has to be asked
     */
    @NonBlocking
    public @Nullable CachedObject peek(ObjectKey key) {
        return memory.getIfPresent(key) instanceof Entry.Present present
                        && freshness.isFresh(present.object(), clock.millis())
                ? present.object()
                : null;
    }

    /**
     * The object with all that is known of its content, validated with the UFS when its record is too old.
     *
     * @param key its name
     * @param location where it lies
     * @return its record
     * @throws UfsException NOT_FOUND when there is none; what the UFS says when it cannot be asked and no record may
     *     stand in
     */
    @Blocking
    public CachedObject find(ObjectKey key, Location location) throws UfsException {
        return find(key, location, null);
    }

    /**
     * The object for somebody who wants bytes of it and not its checksum, validated as for the other one.
     *
     * @param key its name
     * @param location where it lies
     * @param first the bytes that are wanted, opened with the lookup when nothing is known of the object; null for none
     * @return its record; without bytes to come its content is complete
     * @throws UfsException as for the other one
     */
    @Blocking
    public CachedObject find(ObjectKey key, Location location, @Nullable FirstBytes first) throws UfsException {
        if (location.path().endsWith("/") || location.path().isEmpty()) {
            // Folders come and go with what is in them, so a record of one would lie after the next write under it.
            return fresh(key, location, location.ufs().stat(location.path()), clock.millis());
        }
        Entry entry = memory.getIfPresent(key);
        CachedObject known = entry instanceof Entry.Present present ? present.object() : null;
        if (entry instanceof Entry.Missing missing && freshness.stillMissing(missing.sinceMillis(), clock.millis())) {
            throw new UfsException(UfsException.Kind.NOT_FOUND, "no object " + key);
        }
        if (entry == null) {
            known = remembered(key, location);
        }
        boolean content = first == null;
        if (known != null && isEnough(known, content)) {
            return known;
        }
        long mark = epochs.mark(key);
        CachedObject old = known;
        FirstBytes unseen = known == null ? first : null;
        try {
            return lookups.find(
                    new Lookups.Flight(key, mark, unseen == null),
                    location.mount().gate(),
                    () -> validate(key, location, old, mark, content, unseen));
        } catch (UfsException e) {
            if (old != null && freshness.mayServeStale(old, e.kind(), clock.millis())) {
                staleServed.incrementAndGet();
                return old;
            }
            throw e;
        }
    }

    private boolean isEnough(CachedObject known, boolean content) {
        return freshness.isFresh(known, clock.millis())
                && (!content || known.status().content().complete());
    }

    /** A record of the index, put into memory unless a write came between. */
    private @Nullable CachedObject remembered(ObjectKey key, Location location) {
        long mark = epochs.mark(key);
        CachedObject object = indexed(key, location);
        if (object == null) {
            return null;
        }
        memory.asMap()
                .compute(
                        key,
                        (k, present) ->
                                present == null && epochs.undisturbed(key, mark) ? new Entry.Present(object) : present);
        return object;
    }

    private @Nullable CachedObject indexed(ObjectKey key, Location location) {
        RecordCodec.Stored stored = stored(key);
        if (stored == null
                || !stored.mountUri().equals(location.mount().uri())
                || !stored.status().path().equals(location.path())) {
            return null;
        }
        PageTable pages = pageStore.table(stored.id(), stored.status().length());
        boolean fromBeforeLoss = stored.generation() != pageStore.index().generation();
        return new CachedObject(
                key, location, stored.status(), stored.id(), pages, stored.validatedMillis(), fromBeforeLoss);
    }

    private RecordCodec.@Nullable Stored stored(ObjectKey key) {
        byte[] bytes = index.get(RecordCodec.key(key));
        return bytes == null ? null : RecordCodec.decode(bytes);
    }

    private CachedObject validate(
            ObjectKey key,
            Location location,
            @Nullable CachedObject known,
            long mark,
            boolean content,
            @Nullable FirstBytes first)
            throws UfsException {
        CachedObject latest = peek(key);
        if (latest != null && isEnough(latest, content)) {
            return latest;
        }
        UfsOpened opened;
        try {
            opened = first == null
                    ? UfsOpened.unread(location.ufs().stat(location.path()))
                    : location.ufs().openLatest(location.path(), first.wanted());
        } catch (UfsException e) {
            if (e.kind() == UfsException.Kind.NOT_FOUND) {
                publishMissing(key, mark);
            }
            throw e;
        }
        UfsStatus status = opened.status();
        long now = clock.millis();
        if (known != null && known.status().version().equals(status.version())) {
            return publish(known.validated(status, now), mark);
        }
        boolean settled = freshness.isSettled(location, status, now);
        CachedObject object =
                settled ? fresh(key, location, status, now) : object(key, location, status, ObjectId.random(), now);
        if (first != null && opened.input() != null) {
            first.arrived(object, opened.range(), opened.input());
        }
        if (settled) {
            return publish(object, mark);
        }
        // The same version may soon have other bytes: what is read of these is of use to nobody else.
        forgetUnlessWritten(key, mark);
        return object;
    }

    private CachedObject fresh(ObjectKey key, Location location, UfsStatus status, long now) {
        ObjectId id = ObjectId.of(location.mount().uri(), location.path(), status.version());
        return object(key, location, status, id, now);
    }

    private CachedObject object(ObjectKey key, Location location, UfsStatus status, ObjectId id, long now) {
        return new CachedObject(key, location, status, id, pageStore.table(id, status.length()), now, false);
    }

    private CachedObject publish(CachedObject object, long mark) {
        memory.asMap().compute(object.key(), (key, present) -> {
            if (!epochs.undisturbed(key, mark)) {
                return present;
            }
            store(object);
            return new Entry.Present(object);
        });
        return object;
    }

    private void forgetUnlessWritten(ObjectKey key, long mark) {
        memory.asMap().compute(key, (k, present) -> {
            if (!epochs.undisturbed(key, mark)) {
                return present;
            }
            index.delete(RecordCodec.key(key));
            return null;
        });
    }

    private void publishMissing(ObjectKey key, long mark) {
        memory.asMap().compute(key, (k, present) -> {
            if (!epochs.undisturbed(key, mark)) {
                return present;
            }
            index.delete(RecordCodec.key(key));
            return freshness.remembersMissing() ? new Entry.Missing(clock.millis()) : null;
        });
    }

    private void store(CachedObject object) {
        index.put(
                RecordCodec.key(object.key()),
                RecordCodec.encode(new RecordCodec.Stored(
                        object.location().mount().uri(),
                        object.status(),
                        object.id(),
                        object.validatedMillis(),
                        pageStore.index().generation())));
    }

    private void forget(ObjectKey key) {
        memory.asMap().compute(key, (k, present) -> {
            index.delete(RecordCodec.key(key));
            return null;
        });
    }

    /**
     * Begins a write of an object: from here to {@link Write#close} nothing that is looked up is kept.
     *
     * @param key its name
     * @return the open write
     */
    @Blocking
    public Write beginWrite(ObjectKey key) {
        long mark = epochs.begin(key);
        forget(key);
        return new Write(key, mark);
    }

    /**
     * Begins a change of an object's tags, which is a write that leaves its version as it is: pages stay and are
     * served, but what is known beside them is validated before its next use, unless {@link Write#retagged} says it.
     *
     * @param key its name
     * @param location where it lies
     * @return the open write
     */
    @Blocking
    public Write beginTagging(ObjectKey key, Location location) {
        long mark = epochs.begin(key);
        memory.asMap().compute(key, (k, entry) -> {
            CachedObject known = entry instanceof Entry.Present present ? present.object() : null;
            if (entry == null) {
                known = indexed(key, location);
            }
            // A worker that dies now must not find the old tags when it starts again.
            index.delete(RecordCodec.key(key));
            if (known == null) {
                return null;
            }
            known.doubt();
            return new Entry.Present(known);
        });
        return new Write(key, mark);
    }

    /** A write of one object, from before its first byte reaches the UFS until its outcome is known. */
    @Blocking
    public final class Write implements AutoCloseable {
        private final ObjectKey key;
        private final long mark;
        private boolean ended;

        private Write(ObjectKey key, long mark) {
            this.key = key;
            this.mark = mark;
        }

        /**
         * The UFS has the object: its record is kept, unless another write of the key overlapped this one.
         *
         * @param location where it lies
         * @param status what the write itself returned
         * @param id the id of the pages that were kept on the way, or null for none
         */
        public void published(Location location, UfsStatus status, @Nullable ObjectId id) {
            long now = clock.millis();
            CachedObject object =
                    id == null ? fresh(key, location, status, now) : object(key, location, status, id, now);
            if (location.ufs().capabilities().contains(UfsCapability.NATIVE_ETAG)) {
                // The store's own time of the object is not in its answer to a PUT: ask before the first use.
                object.suspect();
            }
            memory.asMap().compute(key, (k, present) -> {
                if (!epochs.alone(key, mark)) {
                    index.delete(RecordCodec.key(key));
                    return null;
                }
                store(object);
                return new Entry.Present(object);
            });
        }

        /**
         * The UFS has the tags: the record of the object, if there is one, says so from now on, unless another write of
         * the key overlapped this one.
         *
         * @param status what the change itself returned
         */
        public void retagged(UfsStatus status) {
            memory.asMap().computeIfPresent(key, (k, entry) -> {
                if (!(entry instanceof Entry.Present present)
                        || !epochs.alone(key, mark)
                        || !present.object().status().version().equals(status.version())) {
                    return entry;
                }
                CachedObject object = present.object().validated(status, clock.millis());
                store(object);
                return new Entry.Present(object);
            });
        }

        /** Ends the write; what was not published is forgotten. Does nothing the second time. */
        @Override
        public void close() {
            if (!ended) {
                ended = true;
                epochs.end(key);
            }
        }
    }

    /**
     * A listing showed an object: if memory or index say something else of it, it is asked for before its next use, so
     * that listing and reading agree.
     *
     * @param key its name
     * @param version the version that the listing showed
     */
    @Blocking
    public void noteListed(ObjectKey key, String version) {
        if (memory.getIfPresent(key) instanceof Entry.Present present
                && present.object().status().version().equals(version)) {
            return;
        }
        memory.asMap().compute(key, (k, entry) -> {
            if (entry instanceof Entry.Present present) {
                return listed(present, version);
            }
            RecordCodec.Stored stored = entry == null ? stored(key) : null;
            if (stored != null && !stored.status().version().equals(version)) {
                index.delete(RecordCodec.key(key));
            }
            return null;
        });
    }

    private Entry listed(Entry.Present present, String version) {
        if (!present.object().status().version().equals(version)) {
            present.object().suspect();
            index.delete(RecordCodec.key(present.object().key()));
        }
        return present;
    }

    /**
     * The UFS said while it was read that this version is gone.
     *
     * @param object the version that does not hold any more
     */
    @NonBlocking
    public void noteChanged(CachedObject object) {
        object.suspect();
        // Somebody may have validated it meanwhile, and memory have another instance of the same version.
        if (memory.getIfPresent(object.key()) instanceof Entry.Present present
                && present.object().status().version().equals(object.status().version())) {
            present.object().suspect();
        }
    }

    /**
     * How often a record was served although it should have been validated, because the UFS could not be asked.
     *
     * @return a count since the start
     */
    public long staleServed() {
        return staleServed.get();
    }
}
