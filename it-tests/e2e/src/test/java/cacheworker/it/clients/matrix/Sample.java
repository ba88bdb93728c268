package cacheworker.it.clients.matrix;

import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.SplittableRandom;

/** Bytes that do not compress and do not repeat, the same in every run. */
public final class Sample {
    /** Below every client's bound for uploads in parts. */
    public static final Sample SMALL = new Sample(100_003);

    /** Above the part size of every client; no multiple of one. */
    public static final Sample LARGE = new Sample((17 << 20) + 4_099);

    /** No bytes. */
    public static final Sample EMPTY = new Sample(0);

    private final byte[] bytes;

    private Sample(int size) {
        bytes = new byte[size];
        new SplittableRandom(size).nextBytes(bytes);
    }

    /** A copy of its bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** A copy of some of its bytes, the last one included. */
    public byte[] bytes(int first, int last) {
        return Arrays.copyOfRange(bytes, first, last + 1);
    }

    /** The number of its bytes. */
    public int size() {
        return bytes.length;
    }

    /** Its SHA-256 in hexadecimal digits. */
    public String sha256() {
        return Digests.of("SHA-256", new ByteArrayInputStream(bytes));
    }

    /** Its SHA-256 in base64. */
    public String sha256Base64() {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256()));
    }

    /** Its MD5 in hexadecimal digits. */
    public String md5() {
        return Digests.of("MD5", new ByteArrayInputStream(bytes));
    }
}
