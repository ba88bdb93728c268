package cacheworker.s3.request;

import cacheworker.core.ufs.UfsChecksum;
import cacheworker.s3.request.MalformedRequestException.Fault;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Computes, over a body as it passes, its MD5 and whatever the client sent to check it with. Values come from headers
 * and from the trailer alone: those that a presigned URL carries in its query are of an empty body and mean nothing.
 */
final class BodyDigests {
    private static final String CONTENT_MD5 = "Content-MD5";
    private static final String SDK_ALGORITHM = "x-amz-sdk-checksum-algorithm";
    private static final Set<String> NOT_VALUES =
            Set.of("x-amz-checksum-type", "x-amz-checksum-algorithm", "x-amz-checksum-mode");

    private final RunningDigest md5 = RunningDigest.of(ChecksumAlgorithm.digest("MD5"));
    private final byte @Nullable [] expectedMd5;
    private final @Nullable String expectedSha256;
    private final @Nullable RunningDigest sha256;
    private final @Nullable ChecksumAlgorithm algorithm;
    private final @Nullable RunningDigest checksum;
    private final @Nullable String expectedInHeader;
    private final boolean sent;

    private byte @Nullable [] computedMd5;
    private @Nullable UfsChecksum verified;

    private BodyDigests(
            byte @Nullable [] expectedMd5,
            @Nullable String expectedSha256,
            @Nullable Announced announced,
            @Nullable ChecksumAlgorithm unlessSent) {
        this.expectedMd5 = expectedMd5;
        this.expectedSha256 = expectedSha256;
        this.sha256 = expectedSha256 == null ? null : ChecksumAlgorithm.SHA256.start();
        this.sent = announced != null;
        this.algorithm = announced == null ? unlessSent : announced.algorithm();
        this.checksum = algorithm == null ? null : algorithm.start();
        this.expectedInHeader = announced == null ? null : announced.value();
    }

    /** Which checksum was sent; without a value it will be in the trailer. */
    private record Announced(
            ChecksumAlgorithm algorithm, @Nullable String value) {}

    /**
     * Digests of a body.
     *
     * @param headers of the request
     * @param trailers names that the framing announces
     * @param sha256 what the bytes must have, in hex; null for any
     * @param unlessSent which checksum to compute when the client sends none; null for none
     */
    static BodyDigests of(
            HeaderView headers, Set<String> trailers, @Nullable String sha256, @Nullable ChecksumAlgorithm unlessSent)
            throws MalformedRequestException {
        Announced announced = announced(headers, trailers);
        String named = headers.get(SDK_ALGORITHM);
        if (named != null && announced == null) {
            throw invalid(SDK_ALGORITHM + " is '" + named + "', but neither a header nor a trailer "
                    + ChecksumAlgorithm.HEADER_PREFIX + named.toLowerCase(Locale.ROOT) + " is there");
        }
        return new BodyDigests(contentMd5(headers), sha256, announced, unlessSent);
    }

    /** Of a document: the checksums in the head of its request are those of an object. */
    static BodyDigests ofDocument(HeaderView headers, @Nullable String sha256) throws MalformedRequestException {
        return new BodyDigests(contentMd5(headers), sha256, null, null);
    }

    @Nullable
    ChecksumAlgorithm algorithm() {
        return algorithm;
    }

    boolean hasIntegrityCheck() {
        return expectedMd5 != null || sent;
    }

    /** Takes the remaining bytes of a piece and leaves its position as it was. */
    void update(ByteBuffer piece) {
        int position = piece.position();
        md5.update(piece);
        if (sha256 != null) {
            sha256.update(piece.position(position));
        }
        if (checksum != null) {
            checksum.update(piece.position(position));
        }
        piece.position(position);
    }

    /** Compares everything. To be called once, at the end of the body. */
    void verify(Map<String, String> trailers) throws MalformedRequestException {
        byte[] actualMd5 = md5.value();
        computedMd5 = actualMd5;
        if (expectedMd5 != null && !MessageDigest.isEqual(expectedMd5, actualMd5)) {
            throw badDigest(CONTENT_MD5, base64(expectedMd5), base64(actualMd5));
        }
        if (sha256 != null && expectedSha256 != null) {
            verifySha256(expectedSha256, HexFormat.of().formatHex(sha256.value()));
        }
        if (algorithm != null && checksum != null) {
            verifyChecksum(algorithm, checksum.value(), trailers);
        }
    }

    byte[] md5() {
        if (computedMd5 == null) {
            throw new IllegalStateException("the body has not been verified");
        }
        return computedMd5;
    }

    @Nullable
    UfsChecksum checksum() {
        return verified;
    }

    private static void verifySha256(String expected, String actual) throws MalformedRequestException {
        if (!actual.equalsIgnoreCase(expected)) {
            throw new MalformedRequestException(
                    Fault.SHA256_MISMATCH,
                    "The SHA-256 of the body is " + actual + ", " + PayloadMode.HEADER + " says " + expected,
                    Map.of("ClientComputedContentSHA256", expected, "S3ComputedContentSHA256", actual));
        }
    }

    private void verifyChecksum(ChecksumAlgorithm kind, byte[] actual, Map<String, String> trailers)
            throws MalformedRequestException {
        if (!sent) {
            verified = new UfsChecksum(kind.name(), base64(actual), false);
            return;
        }
        String expected = expectedInHeader == null ? trailers.get(kind.header()) : expectedInHeader;
        if (expected == null) {
            throw new MalformedRequestException(
                    Fault.MALFORMED_TRAILER, "The trailer " + kind.header() + " was announced and did not come");
        }
        if (!Arrays.equals(decoded(kind, expected), actual)) {
            throw badDigest(kind.header(), expected, base64(actual));
        }
        verified = new UfsChecksum(kind.name(), expected, false);
    }

    private static @Nullable Announced announced(HeaderView headers, Set<String> trailers)
            throws MalformedRequestException {
        Announced found = null;
        for (Map.Entry<String, String> line : headers.lines()) {
            String name = line.getKey().toLowerCase(Locale.ROOT);
            if (isValue(name)) {
                String value = line.getValue().strip();
                found = onlyOne(found, new Announced(known(name), value));
                decoded(found.algorithm(), value);
            }
        }
        for (String name : trailers) {
            if (name.startsWith(ChecksumAlgorithm.HEADER_PREFIX)) {
                found = onlyOne(found, new Announced(known(name), null));
            }
        }
        return found;
    }

    /** Whether a header, in lower case, says what a body is checked with. */
    static boolean isOfBody(String header) {
        return isValue(header) || header.equals(SDK_ALGORITHM);
    }

    private static boolean isValue(String header) {
        return header.startsWith(ChecksumAlgorithm.HEADER_PREFIX) && !NOT_VALUES.contains(header);
    }

    private static ChecksumAlgorithm known(String header) throws MalformedRequestException {
        ChecksumAlgorithm algorithm = ChecksumAlgorithm.ofHeader(header);
        if (algorithm == null) {
            throw new MalformedRequestException(
                    Fault.NOT_IMPLEMENTED,
                    "The checksum " + header + " is not supported, expected one of "
                            + List.of(ChecksumAlgorithm.values()),
                    Map.of("Header", header, "additionalMessage", "unknown checksum"));
        }
        return algorithm;
    }

    private static Announced onlyOne(@Nullable Announced before, Announced next) throws MalformedRequestException {
        if (before != null) {
            throw invalid("Two checksums, " + before.algorithm().header() + " and "
                    + next.algorithm().header() + ": expected one, in a header or in the trailer");
        }
        return next;
    }

    private static byte[] decoded(ChecksumAlgorithm algorithm, String value) throws MalformedRequestException {
        byte[] bytes = decodeBase64(value);
        if (bytes == null || bytes.length != algorithm.bytes()) {
            throw invalid(
                    algorithm.header() + " is '" + value + "', expected " + algorithm.bytes() + " bytes in base64");
        }
        return bytes;
    }

    private static byte @Nullable [] contentMd5(HeaderView headers) throws MalformedRequestException {
        String value = headers.get(CONTENT_MD5);
        if (value == null) {
            return null;
        }
        byte[] bytes = decodeBase64(value.strip());
        if (bytes == null || bytes.length != 16) {
            throw new MalformedRequestException(
                    Fault.INVALID_DIGEST,
                    "Content-MD5 is '" + value + "', expected 16 bytes in base64",
                    Map.of(CONTENT_MD5, value));
        }
        return bytes;
    }

    private static byte @Nullable [] decodeBase64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static MalformedRequestException badDigest(String header, String expected, String actual) {
        return new MalformedRequestException(
                Fault.BAD_DIGEST,
                "The bytes received do not match " + header + ": it says " + expected + ", they give " + actual,
                Map.of("ExpectedDigest", expected, "CalculatedDigest", actual));
    }

    private static MalformedRequestException invalid(String message) {
        return new MalformedRequestException(Fault.INVALID_REQUEST, message);
    }
}
