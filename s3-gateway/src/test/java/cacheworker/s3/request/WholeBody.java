package cacheworker.s3.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads bodies of tests to their end. */
public final class WholeBody {
    private WholeBody() {}

    public static byte[] of(RequestBody body) throws IOException, MalformedRequestException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (ByteBuffer piece = body.next(); piece != null; piece = body.next()) {
            assertThat(piece.hasRemaining()).isTrue();
            byte[] copy = new byte[piece.remaining()];
            piece.get(copy);
            all.writeBytes(copy);
        }
        return all.toByteArray();
    }
}
