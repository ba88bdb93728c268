package cacheworker.core.mount;

/**
 * A bucket: a top-level folder of the namespace.
 *
 * @param name its name
 * @param createdMillis when it was last changed, in milliseconds since the epoch: file systems know no better
 */
public record Bucket(String name, long createdMillis) {}
