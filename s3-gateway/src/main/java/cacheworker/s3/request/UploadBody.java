package cacheworker.s3.request;

import cacheworker.core.base.Blocking;
import cacheworker.core.ufs.UfsChecksum;
import cacheworker.s3.request.MalformedRequestException.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request as the client meant it: without framing, and checked. When {@link #next} returns null, length
 * and every digest and checksum that the client sent have been compared, so whoever publishes after that publishes the
 * right bytes. Used by one request thread.
 */
@Blocking
public final class UploadBody implements RequestBody {
    private static final String DECODED_LENGTH = "x-amz-decoded-content-length";

    private final RequestBody bytes;
    private final @Nullable AwsChunkedBody chunked;
    private final BodyDigests digests;
    private final long length;

    private long received;
    private boolean ended;

    private UploadBody(RequestBody raw, @Nullable AwsChunkedBody chunked, BodyDigests digests, long length) {
        this.bytes = chunked == null ? raw : chunked;
        this.chunked = chunked;
        this.digests = digests;
        this.length = length;
    }

    /**
     * Makes the body of a request. Nothing is read yet; every header that has to do with the body is checked.
     *
     * @param request the request
     * @param raw its body as it comes from the connection, HTTP's own transfer coding taken off
     * @return the body to read
     * @throws MalformedRequestException when a header contradicts itself or another one
     */
    public static UploadBody open(S3Request request, RequestBody raw) throws MalformedRequestException {
        return open(request, raw, null);
    }

    /**
     * Makes the body of a request, with a checksum of it in any case.
     *
     * @param request the request
     * @param raw its body as it comes from the connection, HTTP's own transfer coding taken off
     * @param unlessSent which checksum to compute when the client sends none; null for none
     * @return the body to read
     * @throws MalformedRequestException when a header contradicts itself or another one
     */
    public static UploadBody open(S3Request request, RequestBody raw, @Nullable ChecksumAlgorithm unlessSent)
            throws MalformedRequestException {
        String sha256 = contentSha256(request);
        PayloadMode mode = PayloadMode.of(sha256);
        Set<String> announced = mode.awsChunked() ? announcedTrailers(request) : Set.of();
        BodyDigests digests =
                BodyDigests.of(request.headers(), announced, mode == PayloadMode.HASHED ? sha256 : null, unlessSent);
        return mode.awsChunked()
                ? framed(request, raw, mode, announced, digests)
                : new UploadBody(raw, null, digests, request.contentLength());
    }

    /**
     * Makes the body of a request whose head has the checksum of an object, which is not that of the body.
     *
     * @param request the request
     * @param raw its body as it comes from the connection, HTTP's own transfer coding taken off
     * @return the body to read
     * @throws MalformedRequestException when a header contradicts itself or another one
     */
    public static UploadBody openDocument(S3Request request, RequestBody raw) throws MalformedRequestException {
        String sha256 = contentSha256(request);
        PayloadMode mode = PayloadMode.of(sha256);
        BodyDigests digests = BodyDigests.ofDocument(request.headers(), mode == PayloadMode.HASHED ? sha256 : null);
        return mode.awsChunked()
                ? framed(request, raw, mode, announcedTrailers(request), digests)
                : new UploadBody(raw, null, digests, request.contentLength());
    }

    private static UploadBody framed(
            S3Request request, RequestBody raw, PayloadMode mode, Set<String> announced, BodyDigests digests)
            throws MalformedRequestException {
        long length = decodedLength(request, mode);
        return new UploadBody(raw, new AwsChunkedBody(raw, length, announced), digests, length);
    }

    /**
     * How many bytes the decoded body has.
     *
     * @return the length, or -1 when the client did not say
     */
    public long length() {
        return length;
    }

    /**
     * Whether the client sent, or announced behind the body, something to check the bytes with: {@code Content-MD5} or
     * a checksum. {@code x-amz-content-sha256} does not count, as S3 sees it.
     *
     * @return true when it did
     */
    public boolean hasIntegrityCheck() {
        return digests.hasIntegrityCheck();
    }

    /**
     * Which checksum the body has.
     *
     * @return the one that the client announces, else the one that is computed; null for none
     */
    public @Nullable ChecksumAlgorithm checksumAlgorithm() {
        return digests.algorithm();
    }

    @Override
    public @Nullable ByteBuffer next() throws IOException, MalformedRequestException {
        if (ended) {
            return null;
        }
        ByteBuffer piece = bytes.next();
        if (piece == null) {
            finish();
            return null;
        }
        received += piece.remaining();
        digests.update(piece);
        return piece;
    }

    /**
     * The MD5 of all bytes, which is the ETag of an object that is written in one piece.
     *
     * @return 32 hexadecimal digits in lower case
     */
    public String md5Hex() {
        requireEnd();
        return HexFormat.of().formatHex(digests.md5());
    }

    /**
     * The checksum that came with the body and held, or the one that was to be computed if none came.
     *
     * @return algorithm and value, or null when there is neither
     */
    public @Nullable UfsChecksum checksum() {
        requireEnd();
        return digests.checksum();
    }

    private void requireEnd() {
        if (!ended) {
            throw new IllegalStateException("the body has not been read to its end");
        }
    }

    private void finish() throws MalformedRequestException {
        if (length >= 0 && received != length) {
            throw new MalformedRequestException(
                    Fault.INCOMPLETE_BODY,
                    "The body has " + received + " bytes, the head of the request says " + length);
        }
        digests.verify(chunked == null ? Map.of() : chunked.trailers());
        ended = true;
    }

    private static @Nullable String contentSha256(S3Request request) {
        String header = request.header(PayloadMode.HEADER);
        return header == null ? null : header.strip();
    }

    private static Set<String> announcedTrailers(S3Request request) {
        Set<String> names = new LinkedHashSet<>();
        for (String value : request.headers().all("x-amz-trailer")) {
            for (String name : value.split(",")) {
                if (!name.isBlank()) {
                    names.add(name.strip().toLowerCase(Locale.ROOT));
                }
            }
        }
        return names;
    }

    private static long decodedLength(S3Request request, PayloadMode mode) throws MalformedRequestException {
        List<String> values = request.headers().all(DECODED_LENGTH);
        if (values.isEmpty()) {
            throw new MalformedRequestException(
                    Fault.MISSING_LENGTH, "A body sent as " + mode + " needs the header " + DECODED_LENGTH);
        }
        OptionalLong length = DecimalLength.parse(values.get(0).strip());
        if (length.isEmpty() || values.size() > 1) {
            throw new MalformedRequestException(
                    Fault.INVALID_ARGUMENT,
                    DECODED_LENGTH + " is " + values + ", expected one decimal number",
                    Map.of("ArgumentName", DECODED_LENGTH, "ArgumentValue", values.get(0)));
        }
        return length.getAsLong();
    }
}
