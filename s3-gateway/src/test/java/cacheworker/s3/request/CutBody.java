package cacheworker.s3.request;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A body that comes in given pieces, in direct buffers as a connection gives them. */
final class CutBody implements RequestBody {
    private final Deque<ByteBuffer> pieces = new ArrayDeque<>();
    private @Nullable ByteBuffer handedOut;

    private CutBody() {}

    static CutBody whole(byte[] bytes) {
        return cutAt(bytes, bytes.length);
    }

    static CutBody cutAt(byte[] bytes, int at) {
        CutBody body = new CutBody();
        body.add(bytes, 0, at);
        body.add(bytes, at, bytes.length);
        return body;
    }

    static CutBody random(byte[] bytes, SplittableRandom random, int longest) {
        CutBody body = new CutBody();
        for (int at = 0; at < bytes.length; ) {
            int end = Math.min(bytes.length, at + random.nextInt(1, longest + 1));
            body.add(bytes, at, end);
            at = end;
        }
        return body;
    }

    private void add(byte[] bytes, int from, int to) {
        if (to > from) {
            pieces.add(ByteBuffer.allocateDirect(to - from)
                    .put(bytes, from, to - from)
                    .flip());
        }
    }

    /** Spoils the piece before, because it is valid only until this call. */
    @Override
    public @Nullable ByteBuffer next() {
        if (handedOut != null) {
            for (int i = 0; i < handedOut.capacity(); i++) {
                handedOut.put(i, (byte) 0xEE);
            }
        }
        handedOut = pieces.poll();
        return handedOut == null ? null : handedOut.duplicate();
    }
}
