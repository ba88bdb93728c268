package cacheworker.arch;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.arch.Sources.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the budgets and manners of CONTRIBUTING.md over all sources, tests included. */
class TidyTest {
    private static final int LINES_OF_A_METHOD = 60;
    private static final int LINES_OF_A_FILE = 500;
    private static final int COLUMNS = 120;
    private static final int PARAMETERS = 7;
    private static final int TYPES_OF_A_PACKAGE = 40;

    private static final Pattern BROAD_CATCH =
            Pattern.compile("catch \\([^)]*\\b(Exception|Throwable)\\b [a-z]\\w*\\)");
    /** A method handle's call declares Throwable. */
    private static final String METHOD_HANDLE_CALLER = "cacheworker/core/page/Unmapper.java";

    private static final Pattern UNFINISHED = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX|HA" + "CK)\\b");
    private static final Pattern DEAD_CODE = Pattern.compile("^\\s*//.*[;{}]\\s*$");
    private static final Pattern BAG = Pattern.compile("\\w*(Util|Utils|Helper|Helpers|Misc)");
    /** Written in pieces, so that this file has none of them. */
    private static final Pattern FOREIGN =
            Pattern.compile("(?<![\\w.])/(wo" + "rk|ro" + "ot|ho" + "me)/[a-z]|/tm" + "p/wt"
                    + "|\\brepo1?\\.maven|\\bregistry\\.npm|\\bissue #?[0-9]|\\bthis session\\b|\\bchangelog entry\\b");

    private static final Pattern UNSUPPORTED = Pattern.compile("new Unsupported" + "OperationException");
    private static final Pattern SKIPPED = Pattern.compile("^\\s*@Dis" + "abled|Thread\\.sl" + "eep\\(");

    private static final List<Source> TEXTS = Sources.texts();
    private static final List<Source> JAVA = Sources.java();
    private static final JavaShapes SHAPES = JavaShapes.of(JAVA);

    private static List<String> linesThat(List<Source> sources, Predicate<String> flaw) {
        List<String> found = new ArrayList<>();
        for (Source source : sources) {
            for (int i = 0; i < source.lines().size(); i++) {
                if (flaw.test(source.lines().get(i))) {
                    found.add(source.at(i + 1) + ": " + source.lines().get(i).strip());
                }
            }
        }
        return found;
    }

    private static List<String> linesWith(List<Source> sources, Pattern pattern) {
        return linesThat(sources, line -> pattern.matcher(line).find());
    }

    @Test
    void allSourcesAreLookedAt() {
        assertThat(JAVA).hasSizeGreaterThan(100);
        assertThat(TEXTS).extracting(Source::name).contains("pom.xml", "bin/alluxio", "mvnw", "docs/configuration.md");
    }

    @Test
    void methodsAreShort() {
        assertThat(SHAPES.methods())
                .filteredOn(method -> method.lines() > LINES_OF_A_METHOD)
                .isEmpty();
    }

    @Test
    void parameterListsAreShort() {
        assertThat(SHAPES.methods())
                .filteredOn(method -> method.parameters() > PARAMETERS)
                .isEmpty();
    }

    @Test
    void filesAreShort() {
        assertThat(JAVA)
                .filteredOn(source -> source.lines().size() > LINES_OF_A_FILE)
                .extracting(Source::name)
                .isEmpty();
    }

    @Test
    void linesAreShort() {
        List<Source> code = TEXTS.stream()
                .filter(source -> source.isJava() || !source.name().contains("."))
                .toList();
        assertThat(linesThat(code, line -> line.codePointCount(0, line.length()) > COLUMNS))
                .isEmpty();
    }

    @Test
    void packagesAreSmall() {
        Map<String, Long> types = SHAPES.types().stream()
                .filter(type -> type.file().contains("src/main/java/"))
                .collect(Collectors.groupingBy(JavaShapes.Type::packageName, TreeMap::new, Collectors.counting()));
        assertThat(types).isNotEmpty();
        types.values().removeIf(count -> count <= TYPES_OF_A_PACKAGE);
        assertThat(types).isEmpty();
    }

    @Test
    void typesAreNoBags() {
        assertThat(SHAPES.types())
                .filteredOn(type -> BAG.matcher(type.name()).matches())
                .isEmpty();
    }

    @Test
    void onlyErrorMappingAndDispatchCatchEverything() {
        List<Source> others = JAVA.stream()
                .filter(Source::isMain)
                .filter(source -> !source.name().contains("cacheworker/s3/error/"))
                .filter(source -> !source.name().contains("cacheworker/s3/dispatch/"))
                .filter(source -> !source.name().endsWith(METHOD_HANDLE_CALLER))
                .toList();
        assertThat(linesWith(others, BROAD_CATCH)).isEmpty();
    }

    @Test
    void nothingIsLeftUnfinishedOrCommentedOut() {
        assertThat(linesWith(TEXTS, UNFINISHED)).isEmpty();
        assertThat(linesWith(JAVA, DEAD_CODE)).isEmpty();
        assertThat(linesWith(JAVA, UNSUPPORTED)).isEmpty();
    }

    @Test
    void testsAreNeitherSkippedNorAsleep() {
        assertThat(linesWith(JAVA, SKIPPED)).isEmpty();
    }

    @Test
    void theProjectSpeaksOfItselfAlone() {
        assertThat(linesWith(TEXTS, FOREIGN)).isEmpty();
    }

    @Test
    void textsHaveNoTabsAndNoTrailingBlanks() {
        assertThat(linesThat(TEXTS, line -> line.indexOf('\t') >= 0 || line.endsWith(" ")))
                .isEmpty();
    }
}
