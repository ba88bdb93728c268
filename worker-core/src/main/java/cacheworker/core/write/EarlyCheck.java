package cacheworker.core.write;

import cacheworker.core.base.Blocking;
import cacheworker.core.base.ObjectKey;
import cacheworker.core.meta.ObjectCatalog;
import cacheworker.core.mount.Location;
import cacheworker.core.ufs.UfsCondition;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsStatus;
import org.jspecify.annotations.Nullable;

/**
 * Looks, before the bytes of a conditional write come, whether its condition holds now: who has lost already need not
 * send them. The commit decides again, whatever this says.
 */
@Blocking
final class EarlyCheck {
    private final ObjectCatalog catalog;

    EarlyCheck(ObjectCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Asks the UFS, because a record may be older than what it has. What is found out is told to the catalog, so that
     * a client who reads again after a refusal sees what it was refused for.
     *
     * @throws UfsException CONDITION_FAILED or NOT_FOUND when the condition does not hold
     */
    void check(ObjectKey key, Location location, UfsCondition condition) throws UfsException {
        if (condition.isNone()) {
            return;
        }
        UfsStatus current = find(location);
        catalog.noteListed(key, current == null ? "" : current.version());
        condition.check(location.path(), current);
    }

    private static @Nullable UfsStatus find(Location location) throws UfsException {
        try {
            return location.ufs().stat(location.path());
        } catch (UfsException e) {
            if (e.kind() == UfsException.Kind.NOT_FOUND) {
                return null;
            }
            throw e;
        }
    }
}
