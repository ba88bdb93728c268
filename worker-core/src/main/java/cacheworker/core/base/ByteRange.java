package cacheworker.core.base;

/**
 * A run of bytes of an object.
 *
 * @param offset first byte, 0 or more
 * @param length number of bytes, 0 or more
 */
public record ByteRange(long offset, long length) {
    /** Refuses negative values and an end past {@link Long#MAX_VALUE}. */
    public ByteRange {
        if (offset < 0 || length < 0 || offset + length < 0) {
            throw new IllegalArgumentException("bad range: offset " + offset + ", length " + length);
        }
    }

    /**
     * The offset behind the last byte.
     *
     * @return {@code offset + length}
     */
    public long end() {
        return offset + length;
    }
}
