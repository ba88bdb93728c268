package cacheworker.arch;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.arch.Sources.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds hand-written pages to the code and to each other. */
class DocumentsTest {
    /** {@code `Type`} or {@code `Type.member`} as the pages write them. */
    private static final Pattern CODE_NAME = Pattern.compile("`([A-Z][a-z]\\w*|S3[A-Z]\\w+)(?:\\.([a-z]\\w*))?`");

    private static final Pattern LINK = Pattern.compile("\\]\\((?!http|#)([^)#]+)");
    private static final List<String> PAGES_ON_CODE = List.of("docs/walkthrough.md", "docs/architecture.md");
    private static final List<String> NOT_OURS = List.of("Expect");

    @Test
    void classesAndMethodsNamedInPagesExist() {
        checkNames(PAGES_ON_CODE, Source::isMain, 50);
    }

    @Test
    void testsNamedInPagesExist() {
        checkNames(List.of("docs/faults.md"), source -> !source.isMain(), 30);
    }

    private static void checkNames(List<String> pages, Predicate<Source> of, int fewest) {
        Map<String, Source> types = Sources.java().stream()
                .filter(of)
                .collect(Collectors.toMap(DocumentsTest::typeOf, source -> source, (one, other) -> one));
        List<String> missing = new ArrayList<>();
        int named = 0;
        for (String page : pages) {
            for (MatchResult name : matches(page(page), CODE_NAME)) {
                if (NOT_OURS.contains(name.group(1))) {
                    continue;
                }
                named++;
                Source type = types.get(name.group(1));
                if (type == null || (name.group(2) != null && !declares(type, name.group(2)))) {
                    missing.add(page + " names " + name.group());
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(named).isGreaterThan(fewest);
    }

    private static String typeOf(Source source) {
        String file = source.name().substring(source.name().lastIndexOf('/') + 1);
        return file.substring(0, file.indexOf('.'));
    }

    private static boolean declares(Source type, String method) {
        return Pattern.compile("\\w[>\\]]? " + method + "\\(")
                .matcher(String.join("\n", type.lines()))
                .find();
    }

    @Test
    void linksBetweenPagesLead() {
        List<String> broken = new ArrayList<>();
        List<Source> pages = Sources.texts().stream()
                .filter(source -> source.name().endsWith(".md"))
                .toList();
        assertThat(pages).hasSizeGreaterThan(10);
        for (Source page : pages) {
            for (MatchResult link : matches(page, LINK)) {
                if (!Sources.exists(page.name(), link.group(1))) {
                    broken.add(page.name() + " links " + link.group(1));
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everyPageIsReachedFromTheReadme() {
        List<String> pages = Sources.texts().stream()
                .map(Source::name)
                .filter(name -> name.matches("docs/[^/]+\\.md"))
                .toList();
        String readme = String.join("\n", page("README.md").lines());
        assertThat(pages).isNotEmpty().allSatisfy(name -> assertThat(readme).contains("(" + name + ")"));
    }

    private static Source page(String name) {
        return Sources.texts().stream()
                .filter(source -> source.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<MatchResult> matches(Source source, Pattern pattern) {
        return pattern.matcher(String.join("\n", source.lines())).results().toList();
    }
}
