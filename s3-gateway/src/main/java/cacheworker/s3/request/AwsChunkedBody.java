package cacheworker.s3.request;

import cacheworker.core.base.Blocking;
import cacheworker.s3.request.MalformedRequestException.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes the aws-chunked framing off a body: {@code hexlength[;extension] CRLF data CRLF}, again and again, a chunk of
 * length 0 without data, trailer lines, a blank line, and possibly more blank lines. A chunk may have any size, up to
 * the whole object; its bytes are handed on in slices of the buffers that come in. Chunk signatures are passed over.
 */
@Blocking
final class AwsChunkedBody implements RequestBody {
    /** Bytes of one line of framing. */
    static final int MAX_LINE = 4096;

    private static final int MAX_TRAILERS = 32;
    private static final int MAX_BLANK_LINES = 16;
    private static final int MAX_HEX_DIGITS = 15;
    private static final String TRAILER_SIGNATURE = "x-amz-trailer-signature";

    private enum State {
        SIZE,
        DATA,
        AFTER_DATA,
        TRAILER,
        BLANK_LINES
    }

    private final RequestBody in;
    private final long expected;
    private final Set<String> announced;
    private final Map<String, String> trailers = new LinkedHashMap<>();
    private final StringBuilder line = new StringBuilder(128);

    private State state = State.SIZE;
    private @Nullable ByteBuffer current;
    private long left;
    private long decoded;
    private int blankLines;

    /**
     * A decoder.
     *
     * @param in the framed body
     * @param expected the length that the decoded body must have
     * @param announced names of the trailers that must follow, in lower case
     */
    AwsChunkedBody(RequestBody in, long expected, Set<String> announced) {
        this.in = in;
        this.expected = expected;
        this.announced = announced;
    }

    /** The trailers by lower-case name; complete once {@link #next} has returned null. */
    Map<String, String> trailers() {
        return Collections.unmodifiableMap(trailers);
    }

    @Override
    public @Nullable ByteBuffer next() throws IOException, MalformedRequestException {
        while (true) {
            ByteBuffer bytes = current;
            if (bytes == null || !bytes.hasRemaining()) {
                bytes = in.next();
                current = bytes;
                if (bytes == null) {
                    finish();
                    return null;
                }
            }
            if (state == State.DATA) {
                return data(bytes);
            }
            if (readLine(bytes)) {
                take(line.toString());
                line.setLength(0);
            }
        }
    }

    private ByteBuffer data(ByteBuffer bytes) {
        int length = (int) Math.min(left, bytes.remaining());
        ByteBuffer piece = bytes.slice(bytes.position(), length);
        bytes.position(bytes.position() + length);
        left -= length;
        decoded += length;
        if (left == 0) {
            state = State.AFTER_DATA;
        }
        return piece;
    }

    /** Adds to the line what is there of it; true when the line is complete, without its CRLF. */
    private boolean readLine(ByteBuffer bytes) throws MalformedRequestException {
        while (bytes.hasRemaining()) {
            char c = (char) (bytes.get() & 0xFF);
            int length = line.length();
            boolean afterReturn = length > 0 && line.charAt(length - 1) == '\r';
            if (c == '\n' && afterReturn) {
                line.setLength(length - 1);
                return true;
            }
            if (afterReturn || (c == '\n' && state != State.TRAILER)) {
                throw broken("a line of the chunk framing does not end with CRLF");
            }
            if (state == State.AFTER_DATA && c != '\r') {
                throw broken("the chunk that ends here has more bytes than its size line says");
            }
            if (length >= MAX_LINE) {
                throw broken("a line of the chunk framing is longer than " + MAX_LINE + " bytes");
            }
            line.append(c);
        }
        return false;
    }

    private void take(String text) throws MalformedRequestException {
        switch (state) {
            case SIZE -> chunk(text);
            case AFTER_DATA -> state = State.SIZE;
            case TRAILER -> trailers(text);
            case BLANK_LINES -> blank(text);
            case DATA -> throw new IllegalStateException("no line is read within data");
        }
    }

    private void chunk(String text) throws MalformedRequestException {
        int semicolon = text.indexOf(';');
        String digits = (semicolon < 0 ? text : text.substring(0, semicolon)).strip();
        left = size(digits, text);
        if (left > expected - decoded) {
            throw new MalformedRequestException(
                    Fault.INCOMPLETE_BODY,
                    "The body has more than the " + expected + " bytes that x-amz-decoded-content-length says: "
                            + decoded + " came, and a chunk of " + left + " follows");
        }
        state = left == 0 ? State.TRAILER : State.DATA;
    }

    private long size(String digits, String text) throws MalformedRequestException {
        boolean hex = !digits.isEmpty() && digits.chars().allMatch(c -> c < 0x80 && Character.digit(c, 16) >= 0);
        if (!hex || digits.length() > MAX_HEX_DIGITS) {
            throw broken("'" + shortened(text) + "' stands where a chunk size of 1 to " + MAX_HEX_DIGITS
                    + " hexadecimal digits is expected");
        }
        return Long.parseLong(digits, 16);
    }

    /** Takes one line of trailers: minio-go ends each by a line feed alone, and gives the line its CRLF after that. */
    private void trailers(String text) throws MalformedRequestException {
        if (text.isEmpty()) {
            state = State.BLANK_LINES;
            return;
        }
        String ended = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        for (String one : ended.split("\n", -1)) {
            trailer(one);
        }
    }

    private void trailer(String text) throws MalformedRequestException {
        int colon = text.indexOf(':');
        String name = colon <= 0 ? "" : text.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        if (name.isEmpty()) {
            throw malformedTrailer("'" + shortened(text) + "' is not of the form name:value");
        }
        if (!name.equals(TRAILER_SIGNATURE) && !announced.contains(name)) {
            throw malformedTrailer("'" + name + "' is not one of those that x-amz-trailer announces: " + announced);
        }
        String value = text.substring(colon + 1).strip();
        if (trailers.putIfAbsent(name, value) != null || trailers.size() > MAX_TRAILERS) {
            throw malformedTrailer("'" + name + "' comes twice, or there are more than " + MAX_TRAILERS);
        }
    }

    private void blank(String text) throws MalformedRequestException {
        blankLines++;
        if (!text.isEmpty() || blankLines > MAX_BLANK_LINES) {
            throw broken("'" + shortened(text) + "' follows the end of the last chunk");
        }
    }

    private void finish() throws MalformedRequestException {
        if (state != State.BLANK_LINES || line.length() > 0) {
            throw new MalformedRequestException(
                    Fault.INCOMPLETE_BODY,
                    "The body ends within its chunk framing, after " + decoded + " of " + expected + " decoded bytes");
        }
        if (decoded != expected) {
            throw new MalformedRequestException(
                    Fault.INCOMPLETE_BODY,
                    "The body has " + decoded + " bytes, x-amz-decoded-content-length says " + expected);
        }
        for (String name : announced) {
            if (!trailers.containsKey(name)) {
                throw malformedTrailer("'" + name + "' is announced by x-amz-trailer and did not come");
            }
        }
    }

    private MalformedRequestException broken(String why) {
        return new MalformedRequestException(
                Fault.INVALID_REQUEST, "The aws-chunked body is broken after " + decoded + " decoded bytes: " + why);
    }

    private static MalformedRequestException malformedTrailer(String why) {
        return new MalformedRequestException(Fault.MALFORMED_TRAILER, "The trailer of the body is malformed: " + why);
    }

    private static String shortened(String text) {
        return text.length() <= 64 ? text : text.substring(0, 64) + "...";
    }
}
