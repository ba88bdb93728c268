package cacheworker.core.meta;

import cacheworker.core.base.NonBlocking;
import cacheworker.core.ufs.UfsCapability;
import cacheworker.core.ufs.UfsException;

/** Whether a record may be used without asking the UFS. A clock that jumps back makes records old, never young. */
@NonBlocking
final class Freshness {
    /**
     * A file this young may change again without its time stamps showing it. One second is added because times are
     * cut to whole seconds.
     */
    private static final long YOUNG_MILLIS = 3_000;

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
        return now - object.status().lastModifiedMillis() < YOUNG_MILLIS
                && !object.location().ufs().capabilities().contains(UfsCapability.NATIVE_ETAG);
    }

    boolean mayServeStale(CachedObject object, UfsException.Kind kind, long now) {
        boolean unreachable = kind == UfsException.Kind.UNAVAILABLE || kind == UfsException.Kind.THROTTLED;
        if (!unreachable || syncMillis == 0 || object.isFromBeforeLoss()) {
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
