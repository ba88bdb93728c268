package cacheworker.s3.request;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.s3.request.Conditions.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionsTest {
    private static final String ETAG = "5eb63bbbe01eeed093cb22bb8f5acdc3";
    private static final long MODIFIED = 1_700_000_000_000L;
    private static final long NOW = 1_800_000_000_000L;

    private static HeaderLines headers(String prefix, String match, String unmodified, String none, String modified) {
        HeaderLines lines = new HeaderLines();
        addTag(lines, prefix + "if-match", match);
        addDate(lines, prefix + "If-Unmodified-Since", unmodified);
        addTag(lines, prefix + "if-none-match", none);
        addDate(lines, prefix + "If-Modified-Since", modified);
        return lines;
    }

    private static void addTag(HeaderLines lines, String name, String tag) {
        if (!tag.equals("-")) {
            lines.add(name, tag.equals("same") ? "\"" + ETAG + "\"" : "\"other\"");
        }
    }

    private static void addDate(HeaderLines lines, String name, String date) {
        switch (date) {
            case "-" -> {}
            case "before" -> lines.add(name, HttpDate.format(MODIFIED - 1000));
            case "at" -> lines.add(name, HttpDate.format(MODIFIED));
            case "after" -> lines.add(name, HttpDate.format(MODIFIED + 1000));
            case "future" -> lines.add(name, HttpDate.format(NOW + 60_000));
            default -> lines.add(name, date);
        }
    }

    private static String name(Verdict verdict) {
        if (verdict instanceof Verdict.Failed failed) {
            return failed.condition();
        }
        return verdict instanceof Verdict.NotModified ? "304" : "200";
    }

    @ParameterizedTest
    @CsvSource({
        // If-Match, If-Unmodified-Since, If-None-Match, If-Modified-Since, result
        "-,     -,      -,     -,      200",
        "same,  -,      -,     -,      200",
        "same,  before, -,     -,      200",
        "other, -,      -,     -,      If-Match",
        "other, after,  other, before, If-Match",
        "-,     before, -,     -,      If-Unmodified-Since",
        "-,     before, same,  at,     If-Unmodified-Since",
        "-,     at,     -,     -,      200",
        "-,     after,  -,     -,      200",
        "-,     -,      same,  -,      304",
        "-,     -,      same,  before, 304",
        "-,     -,      other, at,     200",
        "-,     -,      other, -,      200",
        "-,     -,      -,     at,     304",
        "-,     -,      -,     after,  304",
        "-,     -,      -,     before, 200",
        "-,     -,      -,     future, 200",
        "same,  -,      same,  -,      304",
        "-,     rubbish,-,     rubbish,200",
    })
    void theMatrixOfS3Holds(String match, String unmodified, String none, String modified, String result) {
        HeaderLines lines = headers("", match, unmodified, none, modified);
        assertThat(name(Conditions.ofRead(lines).check(ETAG, MODIFIED + 999, NOW)))
                .isEqualTo(result);
        HeaderLines copy = headers("x-amz-copy-source-", match, unmodified, none, modified);
        String copyResult = name(Conditions.ofCopySource(copy).check(ETAG, MODIFIED + 999, NOW));
        if (result.equals("304")) {
            assertThat(copyResult).startsWith("x-amz-copy-source-If-");
        } else {
            assertThat(copyResult).isEqualTo(result.equals("200") ? "200" : "x-amz-copy-source-" + result);
        }
        assertThat(name(Conditions.ofRead(copy).check(ETAG, MODIFIED, NOW))).isEqualTo("200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"5eb63bbbe01eeed093cb22bb8f5acdc3\"",
                "5eb63bbbe01eeed093cb22bb8f5acdc3",
                "W/\"5eb63bbbe01eeed093cb22bb8f5acdc3\"",
                "*",
                "\"a\", \"5eb63bbbe01eeed093cb22bb8f5acdc3\"",
                "\"a,b\",5eb63bbbe01eeed093cb22bb8f5acdc3 ",
            })
    void aTagIsFoundInEveryFormThatClientsSend(String value) {
        assertThat(Conditions.ofRead(HeaderLines.of("If-None-Match", value)).check(ETAG, MODIFIED, NOW))
                .isEqualTo(new Verdict.NotModified());
        assertThat(Conditions.ofRead(HeaderLines.of("If-Match", value)).check(ETAG, MODIFIED, NOW))
                .isEqualTo(new Verdict.Proceed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"\"", "\"", "W/", ",", "\"5eb6\"", "\"x\", \"y\""})
    void otherTagsAreNotFound(String value) {
        assertThat(Conditions.ofRead(HeaderLines.of("If-Match", value)).check(ETAG, MODIFIED, NOW))
                .isEqualTo(new Verdict.Failed("If-Match"));
    }

    @Test
    void severalLinesOfOneHeaderAreOneList() {
        HeaderLines lines = HeaderLines.of("If-Match", "\"a\"", "If-Match", ETAG);
        assertThat(Conditions.ofRead(lines).check(ETAG, MODIFIED, NOW)).isEqualTo(new Verdict.Proceed());
    }

    @ParameterizedTest
    @CsvSource({
        "-, true",
        "\"5eb63bbbe01eeed093cb22bb8f5acdc3\", true",
        "5eb63bbbe01eeed093cb22bb8f5acdc3, true",
        "W/\"5eb63bbbe01eeed093cb22bb8f5acdc3\", false",
        "\"other\", false",
        "'Tue, 14 Nov 2023 22:13:20 GMT', true",
        "'Tue, 14 Nov 2023 22:13:21 GMT', false",
        "'Tue, 14 Nov 2023 22:13:19 GMT', false",
        "yesterday, false",
    })
    void aRangeHoldsOnlyForTheVersionThatIfRangeNames(String value, boolean holds) {
        HeaderLines lines = value.equals("-") ? HeaderLines.of() : HeaderLines.of("If-Range", value);
        assertThat(Conditions.ofRead(lines).allowRange(ETAG, MODIFIED + 500)).isEqualTo(holds);
    }

    @Test
    void datesAreReadInAllThreeForms() {
        List<String> results = new ArrayList<>();
        for (String date : List.of(
                "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994")) {
            HeaderLines lines = HeaderLines.of("If-Unmodified-Since", date);
            results.add(name(Conditions.ofRead(lines).check(ETAG, 784_111_777_000L, NOW)));
            results.add(name(Conditions.ofRead(lines).check(ETAG, 784_111_778_000L, NOW)));
        }
        assertThat(results)
                .containsExactly(
                        "200", "If-Unmodified-Since", "200", "If-Unmodified-Since", "200", "If-Unmodified-Since");
    }
}
