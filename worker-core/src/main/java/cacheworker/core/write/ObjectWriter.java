package cacheworker.core.write;

import cacheworker.core.base.Blocking;
import cacheworker.core.base.ObjectKey;
import cacheworker.core.meta.CachedObject;
import cacheworker.core.mount.NameException;
import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsStatus;

/** Writes objects for the gateway, through to the UFS. */
@Blocking
@SuppressWarnings("DoNotCallSuggester")
public final class ObjectWriter {
    /** Begins a PUT of an object, or of a folder when the key ends with a slash (then the length is 0). */
    public ObjectUpload upload(ObjectKey key, long length, UfsAttributes attributes)
            throws NameException, UfsException {
        throw new AssertionError(key);
    }

    /** Copies one version of an object under another key. */
    public UfsStatus copy(CachedObject source, ObjectKey target, UfsAttributes attributes)
            throws NameException, UfsException {
        throw new AssertionError(target);
    }

    /** Deletes an object or folder; one that is not there, and a folder that is not empty, are left alone without an error. */
    public void delete(ObjectKey key) throws NameException, UfsException {
        throw new AssertionError(key);
    }
}
