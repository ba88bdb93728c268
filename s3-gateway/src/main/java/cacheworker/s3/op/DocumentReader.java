package cacheworker.s3.op;

import cacheworker.core.base.Blocking;
import cacheworker.s3.error.S3ErrorCode;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.request.MalformedRequestException;
import cacheworker.s3.request.MalformedRequestException.Fault;
import cacheworker.s3.request.UploadBody;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Reads bodies that are documents into memory, the only bodies that are ever whole there. All documents that requests
 * are at work with share one budget of bytes; a request that finds none left is answered SlowDown, before anything of
 * its body is read. Thread-safe.
 */
public final class DocumentReader {
    /** How long a document may take to arrive: others may be refused for the room that it has claimed. */
    static final Duration LONGEST = Duration.ofSeconds(60);

    private final long budget;
    private final LongSupplier nanoTime;
    private final AtomicLong claimed = new AtomicLong();

    /**
     * A reader that holds nothing.
     *
     * @param budget bytes of all documents together; at least those of the largest document of any operation
     */
    public DocumentReader(long budget) {
        this(budget, System::nanoTime);
    }

    DocumentReader(long budget, LongSupplier nanoTime) {
        this.budget = budget;
        this.nanoTime = nanoTime;
    }

    /** A document in memory. What it has of the budget is given back when it is closed. Used by one thread. */
    public final class Document implements AutoCloseable {
        private final byte[] bytes;
        private final int claim;
        private boolean closed;

        private Document(byte[] bytes, int claim) {
            this.bytes = bytes;
            this.claim = claim;
        }

        /**
         * The document, checked with every digest and checksum that the client sent.
         *
         * @return its bytes, not copied
         */
        public byte[] bytes() {
            return bytes;
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                claimed.addAndGet(-claim);
            }
        }
    }

    /**
     * Reads a whole body into memory.
     *
     * @param body the body, of which nothing has been read
     * @param limit the most bytes that it may have
     * @return the document; the caller closes it when it needs neither the bytes nor what was made of them
     * @throws S3Exception SLOW_DOWN when other documents have the memory
     * @throws MalformedRequestException when the body is broken; ENTITY_TOO_LARGE above the limit, TIMEOUT when it does
     *     not arrive in time
     * @throws IOException when the client is gone or silent
     */
    @Blocking
    public Document read(UploadBody body, int limit) throws S3Exception, MalformedRequestException, IOException {
        refuseAbove(limit, body.length());
        int room = body.length() < 0 ? limit : (int) body.length();
        claim(room);
        boolean whole = false;
        try {
            Document document = new Document(bytes(body, room, limit), room);
            whole = true;
            return document;
        } finally {
            if (!whole) {
                claimed.addAndGet(-room);
            }
        }
    }

    /** Bytes that documents have of the budget. */
    long claimed() {
        return claimed.get();
    }

    private void claim(int bytes) throws S3Exception {
        long before = claimed.getAndUpdate(held -> held + bytes > budget ? held : held + bytes);
        if (before + bytes > budget) {
            throw new S3Exception(
                    S3ErrorCode.SLOW_DOWN,
                    "The documents of other requests take " + before + " of " + budget + " bytes, and this one needs "
                            + bytes + "; retry more slowly");
        }
    }

    private byte[] bytes(UploadBody body, int room, int limit) throws MalformedRequestException, IOException {
        long start = nanoTime.getAsLong();
        byte[] bytes = new byte[room];
        int filled = 0;
        for (ByteBuffer piece = body.next(); piece != null; piece = body.next()) {
            int length = piece.remaining();
            refuseAbove(limit, (long) filled + length);
            if (length > room - filled) {
                throw new MalformedRequestException(
                        Fault.INCOMPLETE_BODY, "The body has more than the " + room + " bytes that its head says");
            }
            piece.get(bytes, filled, length);
            filled += length;
            if (nanoTime.getAsLong() - start > LONGEST.toNanos()) {
                throw new MalformedRequestException(
                        Fault.TIMEOUT,
                        "Of the document in the body " + filled + " bytes arrived within " + LONGEST.toSeconds()
                                + " seconds, expected all of it");
            }
        }
        return filled == room ? bytes : Arrays.copyOf(bytes, filled);
    }

    private static void refuseAbove(int limit, long size) throws MalformedRequestException {
        if (size > limit) {
            throw new MalformedRequestException(
                    Fault.ENTITY_TOO_LARGE,
                    "The body has " + size + " bytes or more, at most " + limit + " are allowed for this request",
                    Map.of("ProposedSize", Long.toString(size), "MaxSizeAllowed", Integer.toString(limit)));
        }
    }
}
