package cacheworker.core.write;

import cacheworker.core.base.Blocking;
import cacheworker.core.base.BufferPool;
import cacheworker.core.base.ByteRange;
import cacheworker.core.base.ObjectKey;
import cacheworker.core.meta.CachedObject;
import cacheworker.core.meta.ObjectCatalog;
import cacheworker.core.mount.Location;
import cacheworker.core.mount.NameException;
import cacheworker.core.mount.Namespace;
import cacheworker.core.page.PageStore;
import cacheworker.core.read.ObjectReader;
import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsCapability;
import cacheworker.core.ufs.UfsChecksum;
import cacheworker.core.ufs.UfsCondition;
import cacheworker.core.ufs.UfsContent;
import cacheworker.core.ufs.UfsCreateOptions;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsOutput;
import cacheworker.core.ufs.UfsParts;
import cacheworker.core.ufs.UfsStatus;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes objects for the gateway, through to the UFS. Safe for any thread; the last writer of a key wins. */
@Blocking
public final class ObjectWriter {
    /** An object larger than this share of the cache would push out everything else on its way. */
    private static final int LARGEST_SHARE = 2;

    private final Namespace namespace;
    private final ObjectCatalog catalog;
    private final PageStore store;
    private final WriteOptions options;
    private final WriteMeters meters;
    private final BufferPool buffers;
    private final ObjectCopier copier;
    private final EarlyCheck early;

    /**
     * A writer.
     *
     * @param namespace where names lead
     * @param catalog told of every write
     * @param store takes the pages of uploads
     * @param reader reads the source of a copy that the UFS cannot make itself
     * @param options how writing treats the cache
     * @param meters what is counted
     */
    public ObjectWriter(
            Namespace namespace,
            ObjectCatalog catalog,
            PageStore store,
            ObjectReader reader,
            WriteOptions options,
            WriteMeters meters) {
        this.namespace = namespace;
        this.catalog = catalog;
        this.store = store;
        this.options = options;
        this.meters = meters;
        this.buffers = new BufferPool(store.pageSize(), (int) Math.max(1, options.bufferBytes() / store.pageSize()));
        this.copier = new ObjectCopier(reader);
        this.early = new EarlyCheck(catalog);
    }

    /**
     * Begins a PUT of an object, or of a folder when the key ends with a slash; a folder has no bytes.
     *
     * @param key its name
     * @param create length, headers and user metadata, and the condition that its commit decides
     * @return the upload; the caller closes it
     * @throws NameException when the name cannot be written
     * @throws UfsException as {@code UnderFileSystem.create}; CONDITION_FAILED or NOT_FOUND at once when the condition
     *     does not even hold now
     */
    public ObjectUpload upload(ObjectKey key, UfsCreateOptions create) throws NameException, UfsException {
        Location location = namespace.locateWritable(key);
        create.condition()
                .checkSupported(location.path(), location.ufs().capabilities(), UfsCapability.CONDITIONAL_PUT);
        early.check(key, location, create.condition());
        ObjectCatalog.Write write = catalog.beginWrite(key);
        UfsOutput output = null;
        boolean begun = false;
        try {
            output = location.ufs().create(location.path(), create);
            ObjectUpload upload = new CachingUpload(location, write, output, keeper(create.length()), meters);
            begun = true;
            return upload;
        } finally {
            if (!begun) {
                write.close();
                if (output != null) {
                    output.close();
                }
            }
        }
    }

    /**
     * Begins a PUT without a condition.
     *
     * @param key its name
     * @param length bytes that will follow
     * @param attributes headers and user metadata
     * @return the upload; the caller closes it
     * @throws NameException when the name cannot be written
     * @throws UfsException as {@code UnderFileSystem.create}
     */
    public ObjectUpload upload(ObjectKey key, long length, UfsAttributes attributes)
            throws NameException, UfsException {
        return upload(key, new UfsCreateOptions(length, attributes));
    }

    private PageKeeper keeper(long length) {
        boolean wanted =
                options.keepPages() && length > 0 && length <= store.stats().capacityBytes() / LARGEST_SHARE;
        return new PageKeeper(store, buffers, length, wanted);
    }

    /**
     * Copies one version of an object under another key, in the UFS itself where it can, else through the worker.
     *
     * @param source what to copy
     * @param target the name of the copy
     * @param attributes headers and user metadata of the copy
     * @param condition what must hold of the target when the copy is published
     * @return the state of the copy
     * @throws NameException when the target cannot be written
     * @throws UfsException CHANGED when the source has another version by now; else as {@code UnderFileSystem.copy}
     */
    public UfsStatus copy(CachedObject source, ObjectKey target, UfsAttributes attributes, UfsCondition condition)
            throws NameException, UfsException {
        return copy(source, target, attributes, condition, null);
    }

    /**
     * Copies one version of an object, with a checksum of its own.
     *
     * @param source what to copy
     * @param target the name of the copy
     * @param attributes headers and user metadata of the copy
     * @param condition what must hold of the target when the copy is published
     * @param digest makes the checksum of the copy, out of bytes that then go through the worker; null to keep that of
     *     the source
     * @return the state of the copy
     * @throws NameException when the target cannot be written
     * @throws UfsException as the other one
     */
    public UfsStatus copy(
            CachedObject source,
            ObjectKey target,
            UfsAttributes attributes,
            UfsCondition condition,
            @Nullable ContentDigest digest)
            throws NameException, UfsException {
        Location location = namespace.locateWritable(target);
        Set<UfsCapability> abilities = location.ufs().capabilities();
        boolean inUfs = digest == null
                && source.location().mount().equals(location.mount())
                && abilities.contains(UfsCapability.SERVER_SIDE_COPY)
                && (condition.isNone() || abilities.contains(UfsCapability.CONDITIONAL_COPY))
                && !source.status().isFolder()
                && !target.key().endsWith("/");
        UfsCreateOptions create = new UfsCreateOptions(source.status().length(), attributes, condition);
        return inUfs
                ? copyInUfs(source, target, location, create)
                : copyThrough(source, upload(target, create), digest);
    }

    private UfsStatus copyThrough(CachedObject source, ObjectUpload upload, @Nullable ContentDigest digest)
            throws UfsException {
        try (upload) {
            ByteRange all = new ByteRange(0, source.status().length());
            if (digest != null) {
                String md5 = copier.copy(source, all, bytes -> {
                    digest.update(bytes.duplicate());
                    upload.write(bytes);
                });
                return upload.commit(new UfsContent(md5, digest.value(), UfsParts.NONE));
            }
            String md5 = copier.copy(source, all, upload::write);
            UfsChecksum checksum = source.status().content().checksum();
            boolean ofBytes = checksum != null && !checksum.composite();
            return upload.commit(new UfsContent(md5, ofBytes ? checksum : null, UfsParts.NONE));
        }
    }

    private UfsStatus copyInUfs(CachedObject source, ObjectKey target, Location location, UfsCreateOptions create)
            throws UfsException {
        early.check(target, location, create.condition());
        try (ObjectCatalog.Write write = catalog.beginWrite(target)) {
            UfsStatus status = location.ufs()
                    .copy(
                            source.location().path(),
                            source.status().version(),
                            location.path(),
                            create.attributes(),
                            create.condition());
            write.published(location, status, null);
            return status;
        }
    }

    /**
     * Gives an object or folder other tags. Its version stays, and its pages in the cache with it.
     *
     * @param key its name
     * @param tags all tags that it shall have, by key; empty for none
     * @throws NameException when the name cannot be written
     * @throws UfsException as {@code UnderFileSystem.setTags}
     */
    public void setTags(ObjectKey key, Map<String, String> tags) throws NameException, UfsException {
        Location location = namespace.locateWritable(key);
        try (ObjectCatalog.Write write = catalog.beginTagging(key, location)) {
            write.retagged(location.ufs().setTags(location.path(), tags));
        }
    }

    /**
     * Deletes an object or folder. One that is not there, and a folder that is not empty, are left alone without an
     * error, as S3 does.
     *
     * @param key its name
     * @throws NameException when the name cannot be written; NO_SUCH_BUCKET when not even the bucket exists
     * @throws UfsException what the UFS says
     */
    public void delete(ObjectKey key) throws NameException, UfsException {
        delete(key, UfsCondition.NONE);
    }

    /**
     * Deletes an object or folder if a condition holds. What {@link #delete(ObjectKey)} leaves alone is left alone
     * here, but a condition on an object that is not there does not hold.
     *
     * @param key its name
     * @param condition what must hold of it when it is deleted
     * @throws NameException when the name cannot be written; NO_SUCH_BUCKET when not even the bucket exists
     * @throws UfsException what the UFS says; CONDITION_FAILED, NOT_FOUND or RACED for the condition, UNSUPPORTED when
     *     the UFS does not decide it
     */
    public void delete(ObjectKey key, UfsCondition condition) throws NameException, UfsException {
        Location location = namespace.locateWritable(key);
        condition.checkSupported(location.path(), location.ufs().capabilities(), UfsCapability.CONDITIONAL_DELETE);
        ObjectCatalog.Write write = catalog.beginWrite(key);
        try {
            location.ufs().delete(location.path(), condition);
        } catch (UfsException e) {
            boolean gone = condition.isNone() && e.kind() == UfsException.Kind.NOT_FOUND;
            if (!gone && e.kind() != UfsException.Kind.NOT_EMPTY) {
                throw e;
            }
        } finally {
            write.close();
        }
    }

    /**
     * Bytes of uploads on their way to the page store.
     *
     * @return bytes in buffers now
     */
    public long bufferBytes() {
        return buffers.bytesInUse();
    }
}
