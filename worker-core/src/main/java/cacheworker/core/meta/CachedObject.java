package cacheworker.core.meta;

import cacheworker.core.base.ObjectKey;
import cacheworker.core.mount.Location;
import cacheworker.core.ufs.UfsStatus;

/** One version of an object as the worker knows it. */
public final class CachedObject {
    private final ObjectKey key;
    private final Location location;
    private final UfsStatus status;

    CachedObject(ObjectKey key, Location location, UfsStatus status) {
        this.key = key;
        this.location = location;
        this.status = status;
    }

    public ObjectKey key() {
        return key;
    }

    public Location location() {
        return location;
    }

    public UfsStatus status() {
        return status;
    }
}
