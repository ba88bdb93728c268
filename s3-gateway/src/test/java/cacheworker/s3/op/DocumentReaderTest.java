package cacheworker.s3.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cacheworker.s3.error.S3ErrorCode;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.request.MalformedRequestException;
import cacheworker.s3.request.MalformedRequestException.Fault;
import cacheworker.s3.request.RequestBody;
import cacheworker.s3.request.UploadBody;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DocumentReaderTest {
    private static final int BUDGET = 100_000;

    private final AtomicLong now = new AtomicLong();
    private final DocumentReader documents = new DocumentReader(BUDGET, now::get);

    @AfterEach
    void everythingIsGivenBack() {
        assertThat(documents.claimed()).isZero();
    }

    private static UploadBody body(RequestBody raw, String... headers) throws MalformedRequestException {
        return UploadBody.open(Requests.of("POST", "/b?delete", headers), raw);
    }

    private static UploadBody ofLength(int length) throws MalformedRequestException {
        return body(OpFixture.pieces(new byte[length]), "Content-Length", Integer.toString(length));
    }

    private Fault faultOf(UploadBody body, int limit) {
        return catchThrowableOfType(MalformedRequestException.class, () -> documents.read(body, limit))
                .fault();
    }

    @Test
    void aDocumentIsReadWholeWhetherOrNotItsLengthIsKnown() throws Exception {
        byte[] content = new byte[25_000];
        content[24_999] = 7;
        try (DocumentReader.Document known =
                        documents.read(body(OpFixture.pieces(content), "Content-Length", "25000"), 50_000);
                DocumentReader.Document unknown = documents.read(body(OpFixture.pieces(content)), 50_000)) {
            assertThat(known.bytes()).isEqualTo(content);
            assertThat(unknown.bytes()).isEqualTo(content);
            assertThat(documents.claimed()).isEqualTo(75_000);
        }
    }

    @Test
    void aDocumentAboveTheLimitIsRefusedByItsHeaderOrWhileItComes() throws Exception {
        assertThat(faultOf(ofLength(1001), 1000)).isEqualTo(Fault.ENTITY_TOO_LARGE);
        assertThat(faultOf(body(OpFixture.pieces(new byte[1001])), 1000)).isEqualTo(Fault.ENTITY_TOO_LARGE);
        assertThat(faultOf(body(OpFixture.pieces(new byte[20]), "Content-Length", "10"), 1000))
                .isEqualTo(Fault.INCOMPLETE_BODY);
    }

    @Test
    void whatDoesNotFitBesideTheOthersIsRefusedUnreadUntilOneIsClosed() throws Exception {
        RequestBody unread = () -> {
            throw new IllegalStateException("read");
        };
        DocumentReader.Document first = documents.read(ofLength(60_000), BUDGET);
        for (UploadBody next : new UploadBody[] {body(unread, "Content-Length", "40001"), body(unread)}) {
            S3Exception refusal = catchThrowableOfType(S3Exception.class, () -> documents.read(next, 50_000));
            assertThat(refusal.code()).isEqualTo(S3ErrorCode.SLOW_DOWN);
        }
        documents.read(ofLength(40_000), BUDGET).close();
        first.close();
        first.close();
        documents.read(ofLength(BUDGET), BUDGET).close();
    }

    @Test
    void whatBreaksOffGivesBackItsClaim() throws Exception {
        RequestBody gone = () -> {
            throw new IOException("gone");
        };
        UploadBody body = body(gone, "Content-Length", "1000");
        assertThat(catchThrowableOfType(IOException.class, () -> documents.read(body, BUDGET)))
                .hasMessage("gone");
    }

    @Test
    void aDocumentThatTricklesInTimesOut() throws Exception {
        RequestBody trickle = () -> {
            now.addAndGet(DocumentReader.LONGEST.toNanos() / 10);
            return ByteBuffer.wrap(new byte[1]);
        };
        assertThat(faultOf(body(trickle, "Content-Length", "1000"), BUDGET)).isEqualTo(Fault.TIMEOUT);
        assertThat(now.get()).isLessThan(2 * DocumentReader.LONGEST.toNanos());
    }
}
