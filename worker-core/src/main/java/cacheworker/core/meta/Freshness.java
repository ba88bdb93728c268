package cacheworker.core.meta;

import cacheworker.core.base.NonBlocking;
import cacheworker.core.mount.Location;
import cacheworker.core.ufs.UfsCapability;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsStatus;

/** Whether a record may be used without asking the UFS. A clock that jumps back makes records old, never young. */
@NonBlocking
final class Freshness {
    /**
     * A file this young may change again without its time stamps showing it. One second is added because times are
     * cut to whole seconds.
     */
    private static final long YOUNG_MILLIS = 3_000;

    /**
     * Times of files come from clocks that tick every 1 to 10 ms, on some file systems every second; here they are cut
     * to whole seconds in any case.
     */
    private static final long TICK_MILLIS = 1_010;

    private final long syncMillis;
    private final long staleMillis;
    private final long missingMillis;

    /** Rules with these intervals. */
    Freshness(FreshnessOptions options) {
        this.syncMillis = options.syncInterval().toMillis();
        this.staleMillis = options.staleIfUnavailable().toMillis();
        this.missingMillis = syncMillis < 0
                ? options.missingInterval().toMillis()
                : Math.min(syncMillis, options.missingInterval().toMillis());
    }

    boolean isFresh(CachedObject object, long now) {
        if (object.isSuspect() || object.isFromBeforeLoss() || isYoung(object, now)) {
            return false;
        }
        if (syncMillis < 0) {
            return true;
        }
        long age = now - object.validatedMillis();
        return age >= 0 && age < syncMillis;
    }

    private static boolean isYoung(CachedObject object, long now) {
        return now - object.status().lastModifiedMillis() < YOUNG_MILLIS && !hasEtags(object.location());
    }

    private static boolean hasEtags(Location location) {
        return location.ufs().capabilities().contains(UfsCapability.NATIVE_ETAG);
    }

    /**
     * Whether any later change of the file will show in its version. A file that was written within the present tick of
     * its file system's clock may be written again without it. A time far ahead was set by somebody, and says nothing
     * of ticks.
     */
    boolean isSettled(Location location, UfsStatus status, long now) {
        long age = now - status.lastModifiedMillis();
        return age >= TICK_MILLIS || age < -YOUNG_MILLIS || hasEtags(location);
    }

    boolean mayServeStale(CachedObject object, UfsException.Kind kind, long now) {
        boolean unreachable = kind == UfsException.Kind.UNAVAILABLE || kind == UfsException.Kind.THROTTLED;
        if (!unreachable || syncMillis == 0 || object.isFromBeforeLoss() || object.isDoubtful()) {
            return false;
        }
        long age = now - object.validatedMillis();
        return age >= 0 && age < Math.max(syncMillis, 0) + staleMillis;
    }

    boolean remembersMissing() {
        return missingMillis > 0;
    }

    boolean stillMissing(long sinceMillis, long now) {
        long age = now - sinceMillis;
        return age >= 0 && age < missingMillis;
    }
}
