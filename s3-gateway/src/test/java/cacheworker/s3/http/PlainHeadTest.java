package cacheworker.s3.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlainHeadTest {
    private static final String USUAL = """
            GET /bucket/a%20key?x=1 HTTP/1.1\r
            Host: localhost:29998\r
            Accept-Encoding: identity\r
            User-Agent: Boto3/1.43 md/Botocore#1.43 ua/2.1 os/linux\r
            X-Amz-Date: 20261123T000000Z\r
            x-amz-content-sha256: UNSIGNED-PAYLOAD\r
            Authorization: AWS4-HMAC-SHA256 Credential=me/20261123/us-east-1/s3/aws4_request, Signature=0\r
            Connection: Keep-Alive\r
            \r
            """;

    /** Pieces that mutations put in; each has been the beginning of an attack somewhere, or of a mistake. */
    private static final String[] PIECES = {
        "\r\n",
        "\n",
        "\r",
        " ",
        "\t",
        ":",
        "\0",
        "\u0080",
        "/",
        "//",
        "#",
        "?",
        "%",
        "HTTP/1.0",
        "HTTP/1.1",
        "HTTP/2.0",
        "GET ",
        "HEAD ",
        "PUT ",
        "Host: a\r\n",
        "host:b\r\n",
        "Host : a\r\n",
        "Content-Length: 0\r\n",
        "content-length:5\r\n",
        "Transfer-Encoding: chunked\r\n",
        "transfer-encoding: identity\r\n",
        "Expect: 100-continue\r\n",
        "Connection: close\r\n",
        "Connection: keep-alive, TE\r\n",
        " folded\r\n",
        "\tfolded\r\n",
        "a: b\r\n",
        "a_b-c:\r\n",
        "a:   b  \r\n",
        ": empty\r\n",
        "a(b: c\r\n",
        "Upgrade: h2c\r\n",
        "\r\n\r\n",
        "x"
    };

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
    }

    private static @Nullable PlainHead read(String text) {
        ByteBuf in = bytes(text);
        try {
            return PlainHead.read(in);
        } finally {
            in.release();
        }
    }

    private static @Nullable HttpRequest decoded(String text) {
        EmbeddedChannel channel = new EmbeddedChannel(new HttpRequestDecoder(S3Pipeline.strict()));
        channel.writeInbound(bytes(text));
        Object first = channel.readInbound();
        HttpRequest request = first instanceof HttpRequest head ? head : null;
        channel.finishAndReleaseAll();
        ReferenceCountUtil.release(first);
        return request;
    }

    private static List<Map.Entry<String, String>> copy(Iterable<Map.Entry<String, String>> lines) {
        List<Map.Entry<String, String>> copy = new ArrayList<>();
        lines.forEach(line -> copy.add(Map.entry(line.getKey(), line.getValue())));
        return copy;
    }

    private static void assertSame(PlainHead head, @Nullable HttpRequest request, String text) {
        assertThat(request).as(text).isNotNull();
        DecodedHead expected = new DecodedHead(request);
        assertThat(expected.fault()).as(text).isNull();
        assertThat(head.method()).as(text).isEqualTo(expected.method());
        assertThat(head.target()).as(text).isEqualTo(expected.target());
        assertThat(copy(head.lines()))
                .as(text)
                .isEqualTo(copy(expected.headers().lines()));
        assertThat(head.isHttp11()).as(text).isEqualTo(expected.isHttp11());
        assertThat(head.keepsAlive()).as(text).isEqualTo(expected.keepsAlive());
        assertThat(head.expectsContinue()).as(text).isEqualTo(expected.expectsContinue());
        assertThat(head.hasBody()).as(text).isEqualTo(expected.hasBody());
        assertThat(head.contentLength()).as(text).isEqualTo(expected.contentLength());
        for (Map.Entry<String, String> line : head.lines()) {
            assertThat(head.get(line.getKey()))
                    .as(text)
                    .isEqualTo(expected.headers().get(line.getKey()));
            assertThat(head.all(line.getKey()))
                    .as(text)
                    .isEqualTo(expected.headers().all(line.getKey()));
        }
    }

    @Test
    void usualRequestsAreTaken() {
        for (String method : List.of("GET", "HEAD")) {
            String text = USUAL.replaceFirst("GET", method);
            PlainHead head = read(text);
            assertThat(head).isNotNull();
            assertSame(head, decoded(text), text);
            assertThat(head.get("AUTHORIZATION")).startsWith("AWS4-HMAC-SHA256 Credential=me/");
            assertThat(head.get("Range")).isNull();
            assertThat(head.all("nothing")).isEmpty();
        }
    }

    @Test
    void whatFollowsTheHeadIsLeft() {
        ByteBuf in = bytes(USUAL + "GET /next");
        PlainHead head = PlainHead.read(in);
        assertThat(head).isNotNull();
        assertThat(in.toString(StandardCharsets.ISO_8859_1)).isEqualTo("GET /next");
        in.release();
    }

    @Test
    void headThatIsNotAllThereIsNotTaken() {
        for (int length = 0; length < USUAL.length(); length++) {
            assertThat(read(USUAL.substring(0, length))).as("cut at %d", length).isNull();
        }
    }

    @Test
    void headThatIsKeptIsNotUsedAgain() {
        PlainHead kept = read(USUAL);
        assertThat(kept).isNotNull();
        kept.keep();
        kept.release();
        PlainHead next = read(USUAL.replace("bucket", "other"));
        assertThat(next).isNotNull().isNotSameAs(kept);
        assertThat(kept.target()).isEqualTo("/bucket/a%20key?x=1");
        next.release();
        assertThat(read(USUAL)).isSameAs(next);
    }

    @Test
    void nothingIsTakenThatTheStrictDecoderReadsOtherwise() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        int taken = 0;
        for (int round = 0; round < 40_000; round++) {
            String text = mutated(random);
            PlainHead head = read(text);
            if (head != null) {
                taken++;
                assertSame(head, decoded(text), "seed " + seed + ", round " + round + ": " + text);
                head.release();
            }
        }
        assertThat(taken).isGreaterThan(4_000);
    }

    private static String mutated(SplittableRandom random) {
        StringBuilder text = new StringBuilder(USUAL);
        for (int change = random.nextInt(1, 4); change > 0; change--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 1 -> text.deleteCharAt(at);
                case 2 -> text.setCharAt(at, (char) random.nextInt(256));
                default -> text.insert(lineStart(text, at), PIECES[random.nextInt(PIECES.length)]);
            }
        }
        return text.append("\r\n").toString();
    }

    private static int lineStart(StringBuilder text, int at) {
        int end = text.lastIndexOf("\n", at);
        return end < 0 ? 0 : end + 1;
    }
}
