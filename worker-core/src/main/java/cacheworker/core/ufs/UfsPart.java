package cacheworker.core.ufs;

/**
 * One part of an upload.
 *
 * @param number 1 to {@link UfsMultipart#MOST_PARTS}
 * @param length bytes, 0 or more
 * @param etag hex MD5 of its bytes, without quotes, in lower case
 * @param lastModifiedMillis when it was stored, milliseconds since the epoch
 */
public record UfsPart(int number, long length, String etag, long lastModifiedMillis) {}
