package cacheworker.s3.http;

import cacheworker.core.base.NonBlocking;
import cacheworker.s3.request.HeaderView;
import cacheworker.s3.request.MalformedRequestException;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.FastThreadLocal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The head of a plain GET or HEAD, read in one pass over its bytes: most requests of a cache are such. Takes no head
 * that Netty's strict decoder would refuse, and none that has, or could be thought to have, a body; what it does not
 * take goes through that decoder. Reads the headers out of the bytes when they are asked for.
 *
 * <p>A head is used again for another request of the same event loop, unless somebody said {@link #keep}.
 */
@NonBlocking
final class PlainHead implements RequestHead, HeaderView {
    private static final int LONGEST = 4096;
    private static final int MOST_HEADERS = 40;
    private static final int SPARE = 8;
    private static final int SPACE = ' ';
    private static final byte[] GET = ascii("GET ");
    private static final byte[] HEAD = ascii("HEAD ");
    private static final byte[] VERSION = ascii(" HTTP/1.1\r\n");

    /** Bytes of a name: letters, digits, hyphen and underscore of RFC 9110's tokens. */
    private static final boolean[] NAME = new boolean[128];

    private static final FastThreadLocal<ArrayDeque<PlainHead>> SPARES = new FastThreadLocal<>() {
        @Override
        protected ArrayDeque<PlainHead> initialValue() {
            return new ArrayDeque<>(SPARE);
        }
    };

    static {
        for (char c = 'a'; c <= 'z'; c++) {
            NAME[c] = true;
            NAME[c - 'a' + 'A'] = true;
        }
        for (char c = '0'; c <= '9'; c++) {
            NAME[c] = true;
        }
        NAME['-'] = true;
        NAME['_'] = true;
    }

    private final byte[] bytes = new byte[LONGEST];

    /** For each line where name, its end, value and its end lie. */
    private final int[] lines = new int[4 * MOST_HEADERS];

    private int headers;
    /** A bit for each length that a name has, of 0 to 63. */
    private long nameLengths;

    private int hosts;
    private int targetEnd;
    private int position;
    private int end;
    private boolean isHead;
    private boolean kept;

    private PlainHead() {}

    /**
     * Reads a head.
     *
     * @param in bytes from the socket, at the beginning of a request; moved behind the head when that is taken
     * @return the head, or null when it is not all there yet, or is not one of these
     */
    static @Nullable PlainHead read(ByteBuf in) {
        if (!mayBegin(in)) {
            return null;
        }
        ArrayDeque<PlainHead> spares = SPARES.get();
        PlainHead spare = spares.poll();
        PlainHead head = spare == null ? new PlainHead() : spare;
        if (head.parse(in)) {
            in.skipBytes(head.position);
            return head;
        }
        spares.push(head);
        return null;
    }

    /** Whether it is worth a look: what others send most begins otherwise. */
    private static boolean mayBegin(ByteBuf in) {
        if (!in.isReadable()) {
            return false;
        }
        byte first = in.getByte(in.readerIndex());
        return first == GET[0] || first == HEAD[0];
    }

    private boolean parse(ByteBuf in) {
        end = Math.min(in.readableBytes(), LONGEST);
        in.getBytes(in.readerIndex(), bytes, 0, end);
        headers = 0;
        nameLengths = 0;
        hosts = 0;
        kept = false;
        isHead = starts(0, HEAD);
        if (!isHead && !starts(0, GET)) {
            return false;
        }
        return firstLine() && headerLines() && hosts == 1;
    }

    private boolean starts(int from, byte[] text) {
        if (end - from < text.length) {
            return false;
        }
        for (int i = 0; i < text.length; i++) {
            if (bytes[from + i] != text[i]) {
                return false;
            }
        }
        return true;
    }

    private int targetStart() {
        return isHead ? HEAD.length : GET.length;
    }

    private boolean firstLine() {
        int i = targetStart();
        if (i >= end || bytes[i] != '/') {
            return false;
        }
        while (i < end && bytes[i] > SPACE && bytes[i] < 0x7F) {
            i++;
        }
        targetEnd = i;
        position = i + VERSION.length;
        return starts(i, VERSION);
    }

    private boolean headerLines() {
        while (position + 1 < end) {
            if (bytes[position] == '\r') {
                position += 2;
                return bytes[position - 1] == '\n';
            }
            if (headers == MOST_HEADERS || !line()) {
                return false;
            }
        }
        return false;
    }

    private boolean line() {
        int name = position;
        int colon = name;
        while (colon < end && bytes[colon] >= 0 && NAME[bytes[colon]]) {
            colon++;
        }
        if (colon == name || colon == end || bytes[colon] != ':') {
            return false;
        }
        int value = colon + 1;
        while (value < end && bytes[value] == SPACE) {
            value++;
        }
        int stop = value;
        while (stop < end && bytes[stop] >= SPACE && bytes[stop] < 0x7F) {
            stop++;
        }
        if (stop + 1 >= end || bytes[stop] != '\r' || bytes[stop + 1] != '\n') {
            return false;
        }
        position = stop + 2;
        while (stop > value && bytes[stop - 1] == SPACE) {
            stop--;
        }
        return add(name, colon, value, stop);
    }

    private boolean add(int name, int nameEnd, int value, int valueEnd) {
        int at = 4 * headers;
        lines[at] = name;
        lines[at + 1] = nameEnd;
        lines[at + 2] = value;
        lines[at + 3] = valueEnd;
        headers++;
        nameLengths |= 1L << (nameEnd - name);
        return switch (nameEnd - name) {
            case 4 -> {
                hosts += isNamed(at, "host") ? 1 : 0;
                yield true;
            }
            case 6 -> !isNamed(at, "expect");
            case 10 -> !isNamed(at, "connection") || same(value, valueEnd, "keep-alive");
            case 14 -> !isNamed(at, "content-length");
            case 17 -> !isNamed(at, "transfer-encoding");
            default -> true;
        };
    }

    private boolean isNamed(int at, String name) {
        return same(lines[at], lines[at + 1], name);
    }

    /** Compares without regard to the case of ASCII letters. */
    private boolean same(int from, int to, String text) {
        if (to - from != text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (lower(bytes[from + i]) != lower(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static int lower(int c) {
        return c >= 'A' && c <= 'Z' ? c + 0x20 : c;
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private int find(String name, int from) {
        if ((nameLengths & (1L << name.length())) != 0) {
            for (int at = from; at < 4 * headers; at += 4) {
                if (isNamed(at, name)) {
                    return at;
                }
            }
        }
        return -1;
    }

    @Override
    public @Nullable String get(String name) {
        int at = find(name, 0);
        return at < 0 ? null : text(lines[at + 2], lines[at + 3]);
    }

    @Override
    public List<String> all(String name) {
        int at = find(name, 0);
        if (at < 0) {
            return List.of();
        }
        String first = text(lines[at + 2], lines[at + 3]);
        int next = find(name, at + 4);
        if (next < 0) {
            return List.of(first);
        }
        List<String> values = new ArrayList<>();
        values.add(first);
        for (; next >= 0; next = find(name, next + 4)) {
            values.add(text(lines[next + 2], lines[next + 3]));
        }
        return values;
    }

    @Override
    public Iterable<Map.Entry<String, String>> lines() {
        List<Map.Entry<String, String>> all = new ArrayList<>();
        for (int at = 0; at < 4 * headers; at += 4) {
            all.add(Map.entry(text(lines[at], lines[at + 1]), text(lines[at + 2], lines[at + 3])));
        }
        return all;
    }

    @Override
    public void keep() {
        kept = true;
    }

    @Override
    public void release() {
        ArrayDeque<PlainHead> spares = SPARES.get();
        if (!kept && spares.size() < SPARE) {
            kept = true;
            spares.push(this);
        }
    }

    @Override
    public String method() {
        return isHead ? "HEAD" : "GET";
    }

    @Override
    public String target() {
        return text(targetStart(), targetEnd);
    }

    @Override
    public HeaderView headers() {
        return this;
    }

    @Override
    public @Nullable MalformedRequestException fault() {
        return null;
    }

    @Override
    public boolean isHttp11() {
        return true;
    }

    @Override
    public boolean keepsAlive() {
        return true;
    }

    @Override
    public boolean expectsContinue() {
        return false;
    }

    @Override
    public boolean hasBody() {
        return false;
    }

    @Override
    public long contentLength() {
        return -1;
    }

    @Override
    public boolean isWhole() {
        return true;
    }
}
