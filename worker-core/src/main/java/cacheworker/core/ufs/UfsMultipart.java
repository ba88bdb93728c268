package cacheworker.core.ufs;

import cacheworker.core.base.Blocking;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes objects in parts that come in any order, in parallel, and again. Parts are durable when they are answered and
 * are never seen by listings and reads of objects; only {@link #complete} makes one object of them. Any process that
 * has the UFS open can go on with an upload that another began.
 *
 * <p>A path and an upload id belong together: an id that is asked for with another path is NO_SUCH_UPLOAD.
 */
@Blocking
public interface UfsMultipart {
    /** The most parts of an object, and the highest number of a part; the lowest is 1. */
    int MOST_PARTS = 10_000;

    /**
     * Begins an upload. Nothing is checked that {@link #complete} would not check again.
     *
     * @param path an object
     * @param attributes headers and user metadata that the object will have
     * @param checksum which checksum it will have, kept with {@link UfsCapability#CONTENT}; null for none in particular
     * @return the id of the upload: letters, digits, {@code -}, {@code _}, {@code .} and {@code ~} only, not empty
     * @throws UfsException as {@link UnderFileSystem#create}
     */
    String begin(String path, UfsAttributes attributes, @Nullable UfsChecksumKind checksum) throws UfsException;

    /**
     * Begins an upload with no checksum in particular.
     *
     * @param path an object
     * @param attributes headers and user metadata that the object will have
     * @return the id of the upload
     * @throws UfsException as {@link UnderFileSystem#create}
     */
    default String begin(String path, UfsAttributes attributes) throws UfsException {
        return begin(path, attributes, null);
    }

    /**
     * Which checksum the object of an upload will have.
     *
     * @param path the object of the upload
     * @param uploadId the upload
     * @return what {@link #begin} was told; null when that was nothing, or is not kept
     * @throws UfsException NO_SUCH_UPLOAD
     */
    @Nullable
    UfsChecksumKind checksumKind(String path, String uploadId) throws UfsException;

    /**
     * Begins to write a part, or to replace one. The part that is there stays until {@link UfsPartOutput#commit}.
     *
     * @param path the object of the upload
     * @param uploadId the upload
     * @param number 1 to {@link #MOST_PARTS}
     * @param length bytes that will follow, 0 or more
     * @return where the bytes go; the caller closes it
     * @throws UfsException NO_SUCH_UPLOAD
     */
    UfsPartOutput part(String path, String uploadId, int number, long length) throws UfsException;

    /**
     * The parts that an upload has, by ascending number.
     *
     * @param path the object of the upload
     * @param uploadId the upload
     * @param after only parts with higher numbers; 0 for all
     * @param most the most to give, 1 or more; fewer come only at the end
     * @return the parts
     * @throws UfsException NO_SUCH_UPLOAD
     */
    List<UfsPart> parts(String path, String uploadId, int after, int most) throws UfsException;

    /**
     * Makes the object of some of the parts, atomically and durably; the upload and its other parts are gone. After an
     * exception the upload is still there, unless {@link UfsException#outcomeUnknown()} says that nobody knows.
     *
     * @param path the object of the upload
     * @param uploadId the upload
     * @param parts the parts, by ascending number, at least one, as {@link #parts} gave them
     * @param content what to keep with the object: the ETag in a storage that has none of its own, checksum and parts
     *     in one that has {@link UfsCapability#CONTENT}
     * @param condition what must hold of the path when the object is published
     * @return the state of what was published
     * @throws UfsException NO_SUCH_UPLOAD; CHANGED when a part is not the one that was given; UNSUPPORTED for a
     *     condition without {@link UfsCapability#CONDITIONAL_PUT}; CONFLICT, CONDITION_FAILED and others as
     *     {@link UfsOutput#commit}
     */
    UfsStatus complete(String path, String uploadId, List<UfsPart> parts, UfsContent content, UfsCondition condition)
            throws UfsException;

    /**
     * Makes the object of some of the parts without a condition, with nothing known of its bytes but the ETag.
     *
     * @param path the object of the upload
     * @param uploadId the upload
     * @param parts the parts
     * @param etag the ETag
     * @return as the other one
     * @throws UfsException as the other one
     */
    default UfsStatus complete(String path, String uploadId, List<UfsPart> parts, String etag) throws UfsException {
        return complete(path, uploadId, parts, UfsContent.of(etag), UfsCondition.NONE);
    }

    /**
     * Gives up an upload and its parts.
     *
     * @param path the object of the upload
     * @param uploadId the upload
     * @throws UfsException NO_SUCH_UPLOAD
     */
    void abort(String path, String uploadId) throws UfsException;

    /**
     * Uploads that were begun and neither completed nor aborted, in ascending order of the UTF-8 bytes of their paths,
     * then of when they began, then of their ids.
     *
     * @param prefix only of paths that begin with it
     * @param afterPath only of this path and those behind it; empty for all
     * @param afterId of the path {@code afterPath}, only uploads that come behind this one; null for none of them
     * @param most the most to give, 1 or more; fewer come only at the end
     * @return the uploads
     * @throws UfsException when they cannot be listed
     */
    List<UfsUpload> uploads(String prefix, String afterPath, @Nullable String afterId, int most) throws UfsException;
}
