package cacheworker.ufs.local;

import cacheworker.ufs.local.names.NameRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Gives cursors the sorted names of a directory, reading them only when those it has are not good any more.
 *
 * <p>Names are good for a new listing when the directory was not modified since, and had not been modified in the two
 * seconds before they were read: time stamps are not finer than that everywhere. They are good for the next page of a
 * listing that has begun in that directory for some minutes, whatever is written meanwhile. Several threads that want
 * the same directory at once read it once.
 *
 * <p>Memory and temporary files are bounded: the least recently used names go first, and when those in use alone reach
 * the bound of memory, further directories are sorted in temporary files.
 */
final class NamesCache implements AutoCloseable {
    private static final Duration SETTLED = Duration.ofSeconds(2);
    private static final Duration CONTINUABLE = Duration.ofMinutes(5);
    private static final int MAX_RUN_BYTES = 4 << 20;
    private static final int MIN_RUN_BYTES = 64 << 10;
    private static final int MAX_RUNS = 1024;
    private static final int MAX_FILES = 32;
    private static final int STRIPES = 64;

    /** The path is part of it because the number of a removed directory soon belongs to another one. */
    private record Key(long device, long inode, Path path) {}

    private final DirectoryReader reader;
    private final long boundBytes;
    private final InstantSource clock;
    private final AtomicLong liveBytes = new AtomicLong();
    private final Object[] readLocks = new Object[STRIPES];

    /** Least recently used first; guarded by itself. Each run is held by this map. */
    private final Map<Key, SharedNames> runs = new LinkedHashMap<>(16, 0.75f, true);

    NamesCache(DirectoryReader reader, long boundBytes, InstantSource clock) {
        this.reader = reader;
        this.boundBytes = boundBytes;
        this.clock = clock;
        for (int i = 0; i < STRIPES; i++) {
            readLocks[i] = new Object();
        }
    }

    /**
     * The names of a directory.
     *
     * @param directory a real path
     * @param continues whether an earlier cursor of the same listing was in this directory
     * @return held for the caller, who releases it
     */
    SharedNames get(Path directory, boolean continues) throws IOException {
        long asked = System.nanoTime();
        FileState state = FileState.of(directory);
        Key key = new Key(state.device(), state.inode(), directory);
        SharedNames known = find(key, state, continues, asked);
        if (known != null) {
            return known;
        }
        synchronized (readLocks[Math.floorMod(key.hashCode(), STRIPES)]) {
            known = find(key, state, continues, asked);
            return known == null ? read(directory, key) : known;
        }
    }

    private @Nullable SharedNames find(Key key, FileState now, boolean continues, long asked) {
        synchronized (runs) {
            SharedNames known = runs.get(key);
            return known != null && isGood(known, now, continues, asked) && known.hold() ? known : null;
        }
    }

    private boolean isGood(SharedNames known, FileState now, boolean continues, long asked) {
        if (known.readAtNanos() - asked >= 0) {
            return true;
        }
        FileState then = known.directory();
        if (continues && clock.millis() - known.readAtMillis() < CONTINUABLE.toMillis()) {
            return true;
        }
        long modifiedMillis = TimeUnit.NANOSECONDS.toMillis(then.modifiedNanos());
        return then.modifiedNanos() == now.modifiedNanos()
                && then.changedNanos() == now.changedNanos()
                && modifiedMillis + SETTLED.toMillis() < known.readAtMillis();
    }

    private SharedNames read(Path directory, Key key) throws IOException {
        long atMillis = clock.millis();
        long atNanos = System.nanoTime();
        FileState before = FileState.of(directory);
        long free = boundBytes - liveBytes.get();
        NameRun names = reader.read(directory, (int) Math.max(MIN_RUN_BYTES, Math.min(MAX_RUN_BYTES, free)));
        SharedNames shared = new SharedNames(names, before, atMillis, atNanos, liveBytes);
        shared.hold();
        List<SharedNames> outdated = new ArrayList<>();
        synchronized (runs) {
            SharedNames old = runs.put(key, shared);
            if (old != null) {
                outdated.add(old);
            }
            evict(outdated);
        }
        outdated.forEach(SharedNames::release);
        return shared;
    }

    private void evict(List<SharedNames> outdated) {
        long bytes = 0;
        int files = 0;
        for (SharedNames run : runs.values()) {
            bytes += run.names().heapBytes();
            files += run.names().isOnDisk() ? 1 : 0;
        }
        Iterator<SharedNames> eldest = runs.values().iterator();
        while (eldest.hasNext() && (bytes > boundBytes || runs.size() > MAX_RUNS || files > MAX_FILES)) {
            SharedNames run = eldest.next();
            bytes -= run.names().heapBytes();
            files -= run.names().isOnDisk() ? 1 : 0;
            outdated.add(run);
            eldest.remove();
        }
    }

    /** Memory of all names that are in the cache or in use, bytes. */
    long liveBytes() {
        return liveBytes.get();
    }

    /** Lets go of everything; cursors keep what they have. */
    @Override
    public void close() {
        List<SharedNames> all;
        synchronized (runs) {
            all = List.copyOf(runs.values());
            runs.clear();
        }
        all.forEach(SharedNames::release);
    }
}
