package cacheworker.core.base;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The identity of one version of one object, under which its pages are kept. Two versions never share an id, so pages
 * of two versions cannot meet in a response.
 *
 * @param high upper 64 bits
 * @param low lower 64 bits
 */
public record ObjectId(long high, long low) {
    /** Bytes of an id when written. */
    public static final int BYTES = 16;

    /**
     * The id of a version that a UFS reported. The same file or object in the same version has the same id in every
     * process, so pages on disk can be found again without any index.
     *
     * @param ufs the identity of the UFS (its root URI)
     * @param path the path in it
     * @param version the version that the UFS reported
     * @return the first 128 bits of a SHA-256 over the three
     */
    public static ObjectId of(String ufs, String path, String version) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (String part : new String[] {ufs, path, version}) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
                sha.update(bytes);
            }
            ByteBuffer digest = ByteBuffer.wrap(sha.digest());
            return new ObjectId(digest.getLong(), digest.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * An id for bytes whose version is not known yet, because they are just being written.
     *
     * @return a random id
     */
    public static ObjectId random() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new ObjectId(random.nextLong(), random.nextLong());
    }
}
