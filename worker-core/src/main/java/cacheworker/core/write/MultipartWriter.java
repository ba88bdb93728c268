package cacheworker.core.write;

import cacheworker.core.base.Blocking;
import cacheworker.core.base.ByteRange;
import cacheworker.core.base.ObjectKey;
import cacheworker.core.meta.CachedObject;
import cacheworker.core.meta.ObjectCatalog;
import cacheworker.core.mount.Location;
import cacheworker.core.mount.NameException;
import cacheworker.core.mount.Namespace;
import cacheworker.core.mount.UploadIds;
import cacheworker.core.read.ObjectReader;
import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsCapability;
import cacheworker.core.ufs.UfsChecksumKind;
import cacheworker.core.ufs.UfsCondition;
import cacheworker.core.ufs.UfsContent;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsMultipart;
import cacheworker.core.ufs.UfsPart;
import cacheworker.core.ufs.UfsPartOutput;
import cacheworker.core.ufs.UfsStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes objects in parts for the gateway. Parts go straight to the UFS, which keeps the state of every upload, so that
 * any worker can go on with it; pages are read into the cache when somebody wants them. Safe for any thread.
 */
@Blocking
public final class MultipartWriter {
    private static final int PAGE = 1000;

    private final Namespace namespace;
    private final ObjectCatalog catalog;
    private final ObjectCopier copier;

    /**
     * A writer.
     *
     * @param namespace where names lead
     * @param catalog told of every object that is made
     * @param reader reads what is copied into a part
     */
    public MultipartWriter(Namespace namespace, ObjectCatalog catalog, ObjectReader reader) {
        this.namespace = namespace;
        this.catalog = catalog;
        this.copier = new ObjectCopier(reader);
    }

    /**
     * Begins an upload.
     *
     * @param key the object that it will make
     * @param attributes headers and user metadata
     * @param checksum which checksum the object will have; null for none in particular
     * @return the id of the upload
     * @throws NameException when the name cannot be written
     * @throws UfsException as {@link UfsMultipart#begin}
     */
    public String begin(ObjectKey key, UfsAttributes attributes, @Nullable UfsChecksumKind checksum)
            throws NameException, UfsException {
        Location location = namespace.locateWritable(key);
        return UploadIds.given(key, location.ufs().multipart().begin(location.path(), attributes, checksum));
    }

    /**
     * Which checksum the object of an upload will have.
     *
     * @param key the object of the upload
     * @param uploadId the upload
     * @return what {@link #begin} was told; null when that was nothing, or the storage does not keep it
     * @throws NameException when the name cannot be written
     * @throws UfsException as {@link UfsMultipart#checksumKind}
     */
    public @Nullable UfsChecksumKind checksumKind(ObjectKey key, String uploadId) throws NameException, UfsException {
        Location location = namespace.locateWritable(key);
        return location.ufs().multipart().checksumKind(location.path(), UploadIds.ofUfs(key, uploadId));
    }

    /**
     * Begins to write a part.
     *
     * @param key the object of the upload
     * @param uploadId the upload
     * @param number 1 to {@link UfsMultipart#MOST_PARTS}
     * @param length bytes that will follow
     * @return where the bytes go; the caller closes it
     * @throws NameException when the name cannot be written
     * @throws UfsException as {@link UfsMultipart#part}
     */
    public UfsPartOutput part(ObjectKey key, String uploadId, int number, long length)
            throws NameException, UfsException {
        Location location = namespace.locateWritable(key);
        return location.ufs().multipart().part(location.path(), UploadIds.ofUfs(key, uploadId), number, length);
    }

    /**
     * Makes a part of bytes of an object.
     *
     * @param source what to copy from
     * @param range which bytes
     * @param key the object of the upload
     * @param uploadId the upload
     * @param number 1 to {@link UfsMultipart#MOST_PARTS}
     * @param digest computes the checksum of the part
     * @return the part
     * @throws NameException when the name cannot be written
     * @throws UfsException CHANGED when the source has another version by now; else as {@link UfsMultipart#part}
     */
    public UfsPart copyPart(
            CachedObject source, ByteRange range, ObjectKey key, String uploadId, int number, ContentDigest digest)
            throws NameException, UfsException {
        try (UfsPartOutput part = part(key, uploadId, number, range.length())) {
            String md5 = copier.copy(source, range, bytes -> {
                digest.update(bytes.duplicate());
                part.write(bytes);
            });
            return part.commit(md5, digest.value());
        }
    }

    /**
     * The parts that an upload has, by ascending number.
     *
     * @param key the object of the upload
     * @param uploadId the upload
     * @param after only parts with higher numbers
     * @param most the most to give
     * @return the parts; fewer than {@code most} only at the end
     * @throws NameException when the name cannot be written
     * @throws UfsException as {@link UfsMultipart#parts}
     */
    public List<UfsPart> parts(ObjectKey key, String uploadId, int after, int most) throws NameException, UfsException {
        Location location = namespace.locateWritable(key);
        return location.ufs().multipart().parts(location.path(), UploadIds.ofUfs(key, uploadId), after, most);
    }

    /**
     * All parts that an upload has.
     *
     * @param key the object of the upload
     * @param uploadId the upload
     * @return the parts, by ascending number
     * @throws NameException when the name cannot be written
     * @throws UfsException as {@link UfsMultipart#parts}
     */
    public List<UfsPart> parts(ObjectKey key, String uploadId) throws NameException, UfsException {
        List<UfsPart> all = new ArrayList<>();
        List<UfsPart> page = parts(key, uploadId, 0, PAGE);
        while (!page.isEmpty()) {
            all.addAll(page);
            int last = page.get(page.size() - 1).number();
            page = page.size() < PAGE ? List.of() : parts(key, uploadId, last, PAGE);
        }
        return all;
    }

    /**
     * Makes the object of some of the parts.
     *
     * @param key the object of the upload
     * @param uploadId the upload
     * @param parts the parts, as {@link #parts} gave them, by ascending number
     * @param content what to keep with the object, as {@link UfsMultipart#complete} says
     * @param condition what must hold of the key when the object is published
     * @return the state of the object
     * @throws NameException when the name cannot be written
     * @throws UfsException as {@link UfsMultipart#complete}
     */
    public UfsStatus complete(
            ObjectKey key, String uploadId, List<UfsPart> parts, UfsContent content, UfsCondition condition)
            throws NameException, UfsException {
        Location location = namespace.locateWritable(key);
        condition.checkSupported(location.path(), location.ufs().capabilities(), UfsCapability.CONDITIONAL_PUT);
        try (ObjectCatalog.Write write = catalog.beginWrite(key)) {
            UfsStatus status = location.ufs()
                    .multipart()
                    .complete(location.path(), UploadIds.ofUfs(key, uploadId), parts, content, condition);
            write.published(location, status, null);
            return status;
        }
    }

    /**
     * Gives up an upload.
     *
     * @param key the object of the upload
     * @param uploadId the upload
     * @throws NameException when the name cannot be written
     * @throws UfsException as {@link UfsMultipart#abort}
     */
    public void abort(ObjectKey key, String uploadId) throws NameException, UfsException {
        Location location = namespace.locateWritable(key);
        location.ufs().multipart().abort(location.path(), UploadIds.ofUfs(key, uploadId));
    }
}
