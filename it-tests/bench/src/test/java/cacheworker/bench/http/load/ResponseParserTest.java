package cacheworker.bench.http.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ResponseParserTest {
    private static final String ANSWER =
            "HTTP/1.1 206 Partial Content\r\nServer: x\r\nCONTENT-length: 11\r\nETag: \"y\"\r\n\r\nhello\r\n\r\nyo";

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void answerCutAnywhereIsCompleteWithItsLastByte() {
        for (int cut = 1; cut < ANSWER.length(); cut++) {
            ResponseParser parser = new ResponseParser(Expected.body(206, 11));
            parser.reset();
            assertThat(parser.accept(bytes(ANSWER.substring(0, cut))))
                    .as("cut at %d", cut)
                    .isFalse();
            assertThat(parser.accept(bytes(ANSWER.substring(cut))))
                    .as("cut at %d", cut)
                    .isTrue();
        }
    }

    @Test
    void answerToHeadEndsWithItsHead() {
        ResponseParser parser = new ResponseParser(Expected.head(11));
        assertThat(parser.accept(bytes("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n")))
                .isTrue();
    }

    @Test
    void serverThatClosesIsNoticed() {
        ResponseParser parser = new ResponseParser(Expected.body(200, 0));
        assertThat(parser.accept(bytes("HTTP/1.1 200 OK\r\nConnection: Close\r\nContent-Length: 0\r\n\r\n")))
                .isTrue();
        assertThat(parser.closes()).isTrue();
        parser.reset();
        assertThat(parser.closes()).isFalse();
    }

    @Test
    void anotherLengthOrStatusFails() {
        for (Expected expected : new Expected[] {Expected.body(206, 12), Expected.body(200, 11)}) {
            assertThatExceptionOfType(BenchFailure.class)
                    .isThrownBy(() -> new ResponseParser(expected).accept(bytes(ANSWER)))
                    .withMessageContaining("206 Partial Content");
        }
    }

    @Test
    void moreBytesThanAnnouncedFail() {
        assertThatExceptionOfType(BenchFailure.class)
                .isThrownBy(() -> new ResponseParser(Expected.body(206, 11)).accept(bytes(ANSWER + "!")))
                .withMessageContaining("1 bytes more");
    }
}
