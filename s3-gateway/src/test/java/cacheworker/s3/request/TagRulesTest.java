package cacheworker.s3.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cacheworker.s3.request.MalformedRequestException.Fault;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagRulesTest {
    private static final TagRules RULES = new TagRules(true);

    private static Map<String, String> parse(TagRules rules, String header) throws MalformedRequestException {
        return rules.ofHeader(
                RequestParser.parse("0", "PUT", "/b/k", HeaderLines.of("x-amz-tagging", header), "127.0.0.1:1"));
    }

    private static Fault fault(TagRules rules, String header) {
        MalformedRequestException failure =
                catchThrowableOfType(MalformedRequestException.class, () -> parse(rules, header));
        assertThat(failure).as(header).isNotNull();
        return failure.fault();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            nullValues = "none",
            value = {
                "k1=v1&k2=v%202; {k1=v1, k2=v 2}",
                "k; {k=}",
                "k=; {k=}",
                "k=a=b; {k=a=b}",
                "k+1=v+2&p=%2B; {k 1=v 2, p=+}",
                "&a=1&&b=2&; {a=1, b=2}",
                "%C3%A4=%E6%BC%A2; {ä=漢}",
                "a%2Fb=c:d@e.f-g_h; {a/b=c:d@e.f-g_h}",
            })
    void aQueryStringIsRead(String header, String tags) throws MalformedRequestException {
        assertThat(parse(RULES, header)).hasToString(tags);
    }

    @Test
    void nothingIsNoTags() throws MalformedRequestException {
        assertThat(parse(RULES, "")).isEmpty();
        assertThat(RULES.ofHeader(RequestParser.parse("0", "PUT", "/b/k", HeaderLines.of(), "127.0.0.1:1")))
                .isEmpty();
    }

    @Test
    void thePresignedQueryMayHaveThem() throws MalformedRequestException {
        String target = "/b/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Tagging=a%3D1%26b%3D%252B";
        assertThat(RULES.ofHeader(RequestParser.parse("0", "PUT", target, HeaderLines.of(), "127.0.0.1:1")))
                .isEqualTo(Map.of("a", "1", "b", "+"));
        S3Request plain = RequestParser.parse("0", "PUT", "/b/k?x-amz-tagging=a%3D1", HeaderLines.of(), "127.0.0.1:1");
        assertThat(RULES.ofHeader(plain)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"k=%", "k=%zz", "%FF=v", "k=%00"})
    void whatIsNoQueryStringIsRefused(String header) {
        assertThat(fault(RULES, header)).isEqualTo(Fault.INVALID_ARGUMENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"=v", "k=1&k=2", "aws:k=v", "AWS:k=v", "k%26=v", "k=%3Cv%3E", "k=%0A", "k=%F0%9F%98%80", "k*=v"})
    void tagsThatCannotBeAreRefused(String header) {
        assertThat(fault(RULES, header)).isEqualTo(Fault.INVALID_TAG);
    }

    @Test
    void lengthsAndNumbersEndWhereTheySay() throws MalformedRequestException {
        String longest = "k".repeat(128) + "=" + "v".repeat(256);
        assertThat(parse(RULES, longest)).hasSize(1);
        assertThat(fault(RULES, "k" + longest)).isEqualTo(Fault.INVALID_TAG);
        assertThat(fault(RULES, longest + "v")).isEqualTo(Fault.INVALID_TAG);
        String ten = IntStream.range(0, 10).mapToObj(i -> "k" + i + "=").collect(Collectors.joining("&"));
        assertThat(parse(RULES, ten)).hasSize(10);
        assertThat(fault(RULES, ten + "&one-more")).isEqualTo(Fault.TOO_MANY_TAGS);
    }

    @Test
    void everyAsciiCharacterIsAllowedOrNotAsS3SaysIt() {
        StringBuilder allowed = new StringBuilder();
        for (char c = 1; c < 0x7F; c++) {
            try {
                RULES.add(new TreeMap<>(), "k", String.valueOf(c));
                allowed.append(c);
            } catch (MalformedRequestException e) {
                assertThat(e.fault()).isEqualTo(Fault.INVALID_TAG);
            }
        }
        char[] sorted = " +-=._:/@0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".toCharArray();
        Arrays.sort(sorted);
        assertThat(allowed).hasToString(new String(sorted));
    }

    @Test
    void withoutRestrictionsOnlyKeysMustDiffer() throws MalformedRequestException {
        TagRules free = new TagRules(false);
        String many = IntStream.range(0, 60).mapToObj(i -> "aws:%23" + i).collect(Collectors.joining("&"));
        assertThat(parse(free, many + "&" + "k".repeat(500) + "=" + "v".repeat(500)))
                .hasSize(61);
        assertThat(fault(free, "k=1&k=2")).isEqualTo(Fault.INVALID_TAG);
        assertThat(fault(free, "=1")).isEqualTo(Fault.INVALID_TAG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%01", "%0B=b", "a=%EF%BF%BF"})
    void whatNoXmlDocumentCanHaveIsRefusedWithoutRestrictionsToo(String header) {
        assertThat(fault(new TagRules(false), header)).isEqualTo(Fault.INVALID_TAG);
    }
}
