package cacheworker.s3.op;

import cacheworker.core.read.BodyPiece;
import cacheworker.core.read.CacheOutcome;
import cacheworker.core.read.ObjectBody;
import cacheworker.core.ufs.UfsException;
import org.jspecify.annotations.Nullable;

/** A body whose first piece is already in hand. */
final class ReadyBody implements ObjectBody {
    private final ObjectBody rest;
    private final Runnable onChange;
    private @Nullable BodyPiece first;

    /**
     * A body.
     *
     * @param first its first piece, already taken from {@code rest}
     * @param rest what follows; closed together with this
     * @param onChange runs when the version turns out to be gone before the body is out
     */
    ReadyBody(BodyPiece first, ObjectBody rest, Runnable onChange) {
        this.first = first;
        this.rest = rest;
        this.onChange = onChange;
    }

    @Override
    public long remaining() {
        BodyPiece piece = first;
        return rest.remaining() + (piece == null ? 0 : piece.length());
    }

    @Override
    public @Nullable BodyPiece poll() {
        BodyPiece piece = first;
        first = null;
        return piece == null ? rest.poll() : piece;
    }

    @Override
    public BodyPiece take() throws UfsException {
        BodyPiece piece = first;
        first = null;
        if (piece != null) {
            return piece;
        }
        try {
            return rest.take();
        } catch (UfsException e) {
            if (e.kind() == UfsException.Kind.CHANGED) {
                onChange.run();
            }
            throw e;
        }
    }

    @Override
    public CacheOutcome outcome() {
        return rest.outcome();
    }

    @Override
    public void close() {
        BodyPiece piece = first;
        first = null;
        if (piece != null) {
            piece.close();
        }
        rest.close();
    }
}
