package cacheworker.s3.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cacheworker.core.ufs.UfsCondition;
import cacheworker.s3.request.MalformedRequestException.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WriteConditionTest {
    private static S3Request put(String... headers) throws MalformedRequestException {
        return RequestParser.parse("id", "PUT", "/b/k", HeaderLines.of(headers), "192.0.2.1:1");
    }

    @Test
    void oneHeaderIsOneCondition() throws Exception {
        assertThat(WriteCondition.of(put())).isEqualTo(UfsCondition.NONE);
        assertThat(WriteCondition.of(put("If-None-Match", " * "))).isEqualTo(UfsCondition.ABSENT);
        assertThat(WriteCondition.of(put("If-Match", "*"))).isEqualTo(UfsCondition.PRESENT);
    }

    /** As clients echo ETags. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {"\"a-1\", a-1", "a-1, a-1", "W/\"a-1\", a-1", "\"\", ~~", "~\"a,b\"~, ~a,b~", "~~, ~~"})
    void anEtagMayBeQuotedOrNot(String value, String etag) throws Exception {
        assertThat(WriteCondition.of(put("If-Match", value))).isEqualTo(UfsCondition.etag(etag));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {"If-None-Match, \"a\"", "If-None-Match, ~*,*~", "If-Match, ~\"a\", \"b\"~", "If-Match, ~a,*~"})
    void whatS3DoesNotDecideIsRefused(String header, String value) {
        assertRefused(header, header, value);
    }

    @Test
    void bothAtOnceAreRefused() {
        assertRefused("If-None-Match", "If-Match", "a", "If-None-Match", "*");
        assertRefused("If-Match", "If-Match", "a", "If-Match", "b");
    }

    private static void assertRefused(String named, String... headers) {
        MalformedRequestException refusal =
                catchThrowableOfType(MalformedRequestException.class, () -> WriteCondition.of(put(headers)));
        assertThat(refusal.fault()).isEqualTo(Fault.NOT_IMPLEMENTED);
        assertThat(refusal.details()).containsEntry("Header", named);
    }

    @Test
    void onlyWritesHaveConditionsOfWrites() throws Exception {
        assertThat(WriteCondition.header(put("If-Match", "a"))).isEqualTo("If-Match");
        assertThat(WriteCondition.header(put("If-None-Match", "*"))).isEqualTo("If-None-Match");
        assertThat(WriteCondition.header(put())).isNull();
        S3Request get = RequestParser.parse("id", "GET", "/b/k", HeaderLines.of("If-Match", "a"), "192.0.2.1:1");
        assertThat(WriteCondition.header(get)).isNull();
    }
}
