package cacheworker.s3.http;

import cacheworker.core.page.FileSlices;
import cacheworker.core.read.BodyPiece;
import cacheworker.core.read.CacheOutcome;
import cacheworker.core.read.ObjectBody;
import cacheworker.core.ufs.UfsException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A body over a file, in pieces of one size, some of them cached and others only after a wait; counts what is open. */
final class TestBody implements ObjectBody {
    /** Pieces of all bodies that are not closed. */
    final AtomicInteger openPieces;

    final AtomicBoolean closed = new AtomicBoolean();
    private final FileChannel file;
    private final long length;
    private final int pieceSize;
    private final Kind kind;
    private final AtomicBoolean inUse = new AtomicBoolean();
    private long position;
    private long failAt = Long.MAX_VALUE;
    private final AtomicInteger openBuffers = new AtomicInteger();
    int mostOpen;
    int mostBuffers;

    /** How pieces come. */
    enum Kind {
        /** At once, out of the page cache. */
        CACHED,
        /** After a wait, in buffers. */
        BUFFERED,
        /** By turns. */
        MIXED
    }

    TestBody(FileChannel file, long length, int pieceSize, Kind kind, AtomicInteger openPieces) {
        this.file = file;
        this.length = length;
        this.pieceSize = pieceSize;
        this.kind = kind;
        this.openPieces = openPieces;
    }

    TestBody failingAt(long offset) {
        failAt = offset;
        return this;
    }

    @Override
    public long remaining() {
        return length - position;
    }

    @Override
    public boolean prepare() {
        throw new AssertionError("an operation does this");
    }

    @Override
    public void await() {
        throw new AssertionError("an operation does this");
    }

    @Override
    public @Nullable BodyPiece poll() {
        enter();
        try {
            boolean cached = kind == Kind.CACHED || (kind == Kind.MIXED && (position / pieceSize) % 2 == 0);
            return cached && remaining() > 0 && position < failAt ? cached() : null;
        } finally {
            inUse.set(false);
        }
    }

    @Override
    public BodyPiece take() throws UfsException {
        if (Thread.currentThread().getName().startsWith("s3-loop")) {
            throw new IllegalStateException("take on an event loop");
        }
        enter();
        try {
            if (position >= failAt) {
                throw new UfsException(UfsException.Kind.UNAVAILABLE, "fault of a test at " + position);
            }
            return kind == Kind.CACHED ? cached() : buffered();
        } finally {
            inUse.set(false);
        }
    }

    @Override
    public CacheOutcome outcome() {
        return CacheOutcome.HIT;
    }

    @Override
    public void close() {
        enter();
        closed.set(true);
        inUse.set(false);
    }

    private BodyPiece cached() {
        int size = (int) Math.min(pieceSize, remaining());
        BodyPiece piece = new BodyPiece.Cached(FileSlices.of(file, position, size, opened()));
        position += size;
        return piece;
    }

    private BodyPiece buffered() {
        int size = (int) Math.min(pieceSize, remaining());
        ByteBuffer bytes = ByteBuffer.allocateDirect(size);
        try {
            while (bytes.hasRemaining() && file.read(bytes, position + bytes.position()) >= 0) {}
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        position += size;
        Runnable close = opened();
        mostBuffers = Math.max(mostBuffers, openBuffers.incrementAndGet());
        AtomicBoolean given = new AtomicBoolean();
        return new BodyPiece.Buffered(bytes.flip(), () -> {
            close.run();
            if (given.compareAndSet(false, true)) {
                openBuffers.decrementAndGet();
            }
        });
    }

    private Runnable opened() {
        mostOpen = Math.max(mostOpen, openPieces.incrementAndGet());
        AtomicBoolean given = new AtomicBoolean();
        return () -> {
            if (given.compareAndSet(false, true)) {
                openPieces.decrementAndGet();
            }
        };
    }

    private void enter() {
        if (!inUse.compareAndSet(false, true)) {
            throw new IllegalStateException("two threads in one body");
        }
    }
}
