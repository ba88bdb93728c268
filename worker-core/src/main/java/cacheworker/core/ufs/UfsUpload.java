package cacheworker.core.ufs;

/**
 * An upload that is under way.
 *
 * @param path the object that it will make
 * @param uploadId its id
 * @param begunMillis when it was begun, milliseconds since the epoch
 */
public record UfsUpload(String path, String uploadId, long begunMillis) {}
