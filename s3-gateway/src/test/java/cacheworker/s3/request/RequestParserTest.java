package cacheworker.s3.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cacheworker.s3.request.MalformedRequestException.Fault;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestParserTest {
    private static S3Request parse(String target, String... headers) throws MalformedRequestException {
        return RequestParser.parse("id", "GET", target, HeaderLines.of(headers), "192.0.2.1:1");
    }

    private static MalformedRequestException refusal(String target, String... headers) {
        return catchThrowableOfType(MalformedRequestException.class, () -> parse(target, headers));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "/,                            -,   -",
                "//,                           -,   -",
                "/bkt,                         bkt, -",
                "/bkt/,                        bkt, -",
                "/bkt/key,                     bkt, key",
                "/bkt/dir/,                    bkt, dir/",
                "//bkt/key,                    bkt, key",
                "/bkt//x,                      bkt, /x",
                "/bkt/%2Fx,                    bkt, /x",
                "/bkt/a//b,                    bkt, a//b",
                "/bkt/../etc/passwd,           bkt, ../etc/passwd",
                "/bkt/%2e%2e/etc,              bkt, ../etc",
                "/bkt/%252e%252e/etc,          bkt, %2e%2e/etc",
                "/bkt/./a,                     bkt, ./a",
                "/bkt/a+b,                     bkt, a+b",
                "/bkt/a%2Bb%20c,               bkt, a+b c",
                "/bkt/%E4%BD%A0,               bkt, 你",
                "/bkt/%F0%9F%98%80,            bkt, 😀",
                "/bkt/a%3Fb,                   bkt, a?b",
                "http://host:1/bkt/key,        bkt, key",
                "HTTPS://host/bkt,             bkt, -",
                "http://host,                  -,   -",
                "http://host?list-type=2,      -,   -",
                "/bkt/http://x/y,              bkt, http://x/y",
            })
    void targetGivesBucketAndKey(String target, String bucket, String key) throws Exception {
        S3Request request = parse(target);
        assertThat(request.bucket()).isEqualTo(bucket);
        assertThat(request.key()).isEqualTo(key);
        assertThat(request.target()).isEqualTo(target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/bkt/%",
                "/bkt/%4",
                "/bkt/%zz",
                "/bkt/%-1",
                "/bkt/%+1",
                "/bkt/%00",
                "/bkt/a%00b",
                "/bkt/%FF",
                "/bkt/%C0%AF",
                "/bkt/%ED%A0%80",
                "/bkt/%F4%90%80%80",
                "/bkt/%E4%BD",
                "/b%80/k",
                "/bkt?prefix=%ff",
                "/bkt?%=1",
                "bkt/key",
                "*",
                "",
                "?x",
                "///key",
                "://host/bkt",
                "/bkt/\u0100",
                "/bkt/\u0000",
            })
    void targetThatCannotBeDecodedIsInvalidUri(String target) {
        MalformedRequestException refusal = refusal(target);
        assertThat(refusal.fault()).isEqualTo(Fault.INVALID_URI);
        assertThat(refusal.details()).containsKey("URI");
    }

    @Test
    void rawUtf8BytesOfATargetAreDecodedToo() throws Exception {
        String raw = new String("/bkt/ü".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertThat(parse(raw).key()).isEqualTo("ü");
    }

    @Test
    void keyOf1024BytesIsTheLongest() throws Exception {
        assertThat(parse("/b/" + "k".repeat(1024)).key()).hasSize(1024);
        assertThat(parse("/b/" + "%C3%BC".repeat(512)).key()).hasSize(512);
        MalformedRequestException refusal = refusal("/b/" + "%C3%BC".repeat(512) + "x");
        assertThat(refusal.fault()).isEqualTo(Fault.KEY_TOO_LONG);
        assertThat(refusal.details()).containsEntry("Size", "1025").containsEntry("MaxSizeAllowed", "1024");
    }

    @Test
    void queryNamesMayComeWithoutEqualsAndPlusIsASpace() throws Exception {
        Query query =
                parse("/b?delete&uploads=&prefix=a%2Bb%20c+d/e&x=1=2&&x=3&").query();
        assertThat(query.has("delete")).isTrue();
        assertThat(query.get("delete")).isEmpty();
        assertThat(query.get("uploads")).isEmpty();
        assertThat(query.get("prefix")).isEqualTo("a+b c d/e");
        assertThat(query.get("x")).isEqualTo("1=2");
        assertThat(query.parameters()).hasSize(5);
        assertThat(query.get("Delete")).isNull();
    }

    @Test
    void emptyQueryIsNoQuery() throws Exception {
        assertThat(parse("/b?").query()).isSameAs(Query.EMPTY);
    }

    @Test
    void contentLengthIsReadOrAbsent() throws Exception {
        assertThat(parse("/b/k").contentLength()).isEqualTo(-1);
        assertThat(parse("/b/k", "content-length", "0").contentLength()).isZero();
        assertThat(parse("/b/k", "Content-Length", "9223372036854775807").contentLength())
                .isEqualTo(Long.MAX_VALUE);
        assertThat(parse("/b/k", "Content-Length", "5", "Content-Length", "5").contentLength())
                .isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "+1", "1 ", "0x10", "1,1", "9223372036854775808", "99999999999999999999", "１"})
    void badContentLengthIsRefused(String value) {
        assertThat(refusal("/b/k", "Content-Length", value).fault()).isEqualTo(Fault.INVALID_REQUEST);
    }

    @Test
    void twoContentLengthsThatDifferAreRefused() {
        assertThat(refusal("/b/k", "Content-Length", "5", "Content-Length", "6"))
                .hasMessageContaining("'5' and '6'")
                .extracting(MalformedRequestException::fault)
                .isEqualTo(Fault.INVALID_REQUEST);
    }

    @Test
    void whateverIsEncodedIsDecodedToTheSame() throws Exception {
        long seed = 20260101;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 5_000; round++) {
            String key = randomText(random);
            String encoded = PercentCoding.encode(key);
            assertThat(encoded).as("seed %d round %d", seed, round).matches("[A-Za-z0-9_.~/%-]*");
            assertThat(PercentCoding.decode(encoded))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(key);
            assertThat(parse("/b/" + encoded + "?prefix=" + encoded).query().get("prefix"))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(key);
        }
    }

    /** Any characters but NUL and surrogates on their own. */
    private static String randomText(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(1, 40);
        for (int i = 0; i < length; i++) {
            int kind = random.nextInt(4);
            int limit = kind == 0 ? 0x80 : kind == 1 ? 0x800 : kind == 2 ? 0xD800 : 0x110000;
            int c = random.nextInt(1, limit);
            text.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? '/' : c);
        }
        return text.toString();
    }
}
