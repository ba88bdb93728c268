package cacheworker.bench.http.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Follows the answers on one connection, and fails at the first that is not as expected. */
final class ResponseParser {
    private static final int MAX_HEAD = 16 << 10;
    private static final byte[] LENGTH = ascii("content-length:");
    private static final byte[] CLOSE = ascii("connection: close");
    private static final byte[] CODING = ascii("transfer-encoding:");

    private final Expected expected;
    private final byte[] head = new byte[MAX_HEAD];
    private int have;
    private boolean inBody;
    private boolean close;
    private long remaining;

    ResponseParser(Expected expected) {
        this.expected = expected;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Begins with the next answer. */
    void reset() {
        have = 0;
        inBody = false;
        close = false;
        remaining = 0;
    }

    /** Whether the server said that it will close the connection behind this answer. */
    boolean closes() {
        return close;
    }

    /**
     * Takes what has come, all of it.
     *
     * @return whether the answer is complete
     */
    boolean accept(ByteBuffer in) {
        long body = in.remaining();
        if (!inBody) {
            int copied = Math.min(in.remaining(), MAX_HEAD - have);
            int from = Math.max(0, have - 3);
            in.get(head, have, copied);
            have += copied;
            int end = end(from);
            if (end < 0) {
                if (have == MAX_HEAD) {
                    throw new BenchFailure("the head of an answer is over " + MAX_HEAD + " bytes: " + text());
                }
                return false;
            }
            body = have - end + (long) in.remaining();
            have = end;
            parse();
        }
        remaining -= body;
        if (remaining < 0) {
            throw new BenchFailure(-remaining + " bytes more than announced came behind " + text());
        }
        return remaining == 0;
    }

    private int end(int from) {
        for (int i = from; i + 3 < have; i++) {
            if (head[i] == '\r' && head[i + 1] == '\n' && head[i + 2] == '\r' && head[i + 3] == '\n') {
                return i + 4;
            }
        }
        return -1;
    }

    private void parse() {
        int status = have < 12 ? 0 : (int) number(9, 12);
        long length = -1;
        for (int i = 0; i < have - 2; i++) {
            if (head[i] == '\n') {
                if (starts(i + 1, LENGTH)) {
                    length = number(i + 1 + LENGTH.length, have);
                } else if (starts(i + 1, CLOSE)) {
                    close = true;
                } else if (starts(i + 1, CODING)) {
                    throw new BenchFailure("the body comes in chunks: " + text());
                }
            }
        }
        boolean asExpected =
                status == expected.status() && (expected.length() < 0 || length == expected.length()) && length >= 0;
        if (!asExpected) {
            throw new BenchFailure("expected " + expected + ", got " + text());
        }
        remaining = expected.bodiless() ? 0 : length;
        inBody = true;
    }

    /** Compares letters without case; what else is compared differs by more than one bit. */
    private boolean starts(int at, byte[] name) {
        if (at + name.length > have) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if ((head[at + i] | 0x20) != name[i]) {
                return false;
            }
        }
        return true;
    }

    private long number(int from, int to) {
        int i = from;
        while (i < to && head[i] == ' ') {
            i++;
        }
        long number = 0;
        for (; i < to && head[i] >= '0' && head[i] <= '9'; i++) {
            number = number * 10 + (head[i] - '0');
        }
        return number;
    }

    private String text() {
        return new String(head, 0, have, StandardCharsets.ISO_8859_1);
    }
}
