package cacheworker.ufs.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cacheworker.core.base.ByteRange;
import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsCondition;
import cacheworker.core.ufs.UfsCreateOptions;
import cacheworker.core.ufs.UfsCursor;
import cacheworker.core.ufs.UfsEntry;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsInput;
import cacheworker.core.ufs.UfsListRequest;
import cacheworker.core.ufs.UfsOutput;
import cacheworker.core.ufs.UfsStatus;
import cacheworker.core.ufs.UnderFileSystem;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * Whole operations on a UFS in one call each, as tests of adapters want them.
 *
 * @param ufs where
 */
public record UfsCalls(UnderFileSystem ufs) {
    private static final int CHUNK = 100_000;

    /** Writes an object without attributes, in several pieces, with its MD5 as ETag. */
    public UfsStatus put(String path, byte[] bytes) throws UfsException {
        return put(path, bytes, UfsAttributes.NONE);
    }

    /** Writes an object of a few characters without attributes. */
    public UfsStatus put(String path, String text) throws UfsException {
        return put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes an object, in several pieces, with its MD5 as ETag. */
    public UfsStatus put(String path, byte[] bytes, UfsAttributes attributes) throws UfsException {
        try (UfsOutput output = ufs.create(path, new UfsCreateOptions(bytes.length, attributes))) {
            write(output, bytes);
            return output.commit(md5(bytes));
        }
    }

    /** Writes an object of a few characters. */
    public UfsStatus put(String path, String text, UfsAttributes attributes) throws UfsException {
        return put(path, text.getBytes(StandardCharsets.UTF_8), attributes);
    }

    /** Writes an object of a few characters if a condition holds. */
    public UfsStatus put(String path, String text, UfsCondition condition) throws UfsException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        UfsCreateOptions options = new UfsCreateOptions(bytes.length, UfsAttributes.NONE, condition);
        try (UfsOutput output = ufs.create(path, options)) {
            write(output, bytes);
            return output.commit(md5(bytes));
        }
    }

    /** Writes bytes in several pieces. */
    public static void write(UfsOutput output, byte[] bytes) throws UfsException {
        for (int start = 0; start < bytes.length; start += CHUNK) {
            output.write(ByteBuffer.wrap(bytes, start, Math.min(CHUNK, bytes.length - start)));
        }
    }

    /** Makes a folder. */
    public UfsStatus mkdir(String path) throws UfsException {
        return put(path, new byte[0]);
    }

    /** Reads the current version of an object. */
    public byte[] get(String path) throws UfsException {
        UfsStatus status = ufs.stat(path);
        return get(path, status.version(), new ByteRange(0, status.length()));
    }

    /** Reads a range of a version, in odd pieces. */
    public byte[] get(String path, String version, ByteRange range) throws UfsException {
        try (UfsInput input = ufs.open(path, version, range)) {
            return drain(input);
        }
    }

    /** Reads what an input still has. */
    public static byte[] drain(UfsInput input) throws UfsException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer piece = ByteBuffer.allocate(70_001);
        for (int count = input.read(piece); count >= 0; count = input.read(piece)) {
            all.write(piece.array(), 0, count);
            piece.clear();
        }
        return all.toByteArray();
    }

    /** Everything under a prefix without delimiter, in one page. */
    public List<String> names(String prefix) throws UfsException {
        return names(new UfsListRequest(prefix, "", "", 1000, false));
    }

    /** Paths of all entries of a listing, in the order in which they came. */
    public List<String> names(UfsListRequest request) throws UfsException {
        return entries(request).stream().map(UfsEntry::path).toList();
    }

    /** All entries of a listing. */
    public List<UfsEntry> entries(UfsListRequest request) throws UfsException {
        List<UfsEntry> entries = new ArrayList<>();
        try (UfsCursor cursor = ufs.list(request)) {
            for (UfsEntry entry = cursor.next(); entry != null; entry = cursor.next()) {
                entries.add(entry);
            }
        }
        return entries;
    }

    /** Expects a failure of one kind. */
    public static void assertFails(UfsException.Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(UfsException.class)
                .extracting(failure -> ((UfsException) failure).kind())
                .isEqualTo(kind);
    }

    /** Hex MD5. */
    public static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** Bytes that depend on the seed only. */
    public static byte[] randomBytes(int length, long seed) {
        byte[] bytes = new byte[length];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }
}
