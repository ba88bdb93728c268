package cacheworker.s3.op.multipart;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.s3.op.OpFixture.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ListMultipartUploadsTest extends Uploads {
    private Answer list(String more) {
        return fixture.get("/b?uploads" + more);
    }

    private static List<String> all(Answer answer, String pattern) {
        List<String> found = new ArrayList<>();
        Matcher matcher = Pattern.compile(pattern).matcher(answer.text());
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static List<String> keys(Answer answer) {
        return all(answer, "<Key>([^<]*)</Key>");
    }

    @Test
    void uploadsAreListedByKeyAndOnlyWhileTheyLast() {
        assertThat(list("").text()).contains("<ListMultipartUploadsResult xmlns=", "<IsTruncated>false<");
        String b = begin("b");
        String a = begin("a/1");
        begin("a/2");
        assertThat(keys(list(""))).containsExactly("a/1", "a/2", "b");
        assertThat(list("").text()).contains("<UploadId>" + b + "</UploadId>", "<Initiated>20");
        assertThat(keys(list("&prefix=a/"))).containsExactly("a/1", "a/2");
        abort("a/1", a);
        assertThat(keys(list("&prefix=a/&max-uploads=5000"))).containsExactly("a/2");
        assertThat(list("&max-uploads=5000").text()).contains("<MaxUploads>1000</MaxUploads>");
    }

    @Test
    void pagesGoOnWhereTheLastOneEnded() {
        for (String key : new String[] {"a", "b", "b", "b", "c", "d%20d"}) {
            begin(key);
        }
        List<String> ids = new ArrayList<>();
        String markers = "";
        for (int page = 0; page < 6; page++) {
            Answer answer = list("&max-uploads=1" + markers);
            ids.addAll(all(answer, "<UploadId>([^<]*)</UploadId>"));
            assertThat(answer.text()).contains("<IsTruncated>" + (page < 5) + "</IsTruncated>");
            if (page < 5) {
                markers = "&key-marker=" + element(answer, "NextKeyMarker") + "&upload-id-marker="
                        + element(answer, "NextUploadIdMarker");
            }
        }
        assertThat(ids).hasSize(6).doesNotHaveDuplicates();
    }

    @Test
    void aDelimiterRollsUp() {
        for (String key : new String[] {"p/a/1", "p/a/2", "p/b", "p/c/1", "q"}) {
            begin(key);
        }
        Answer rolled = list("&prefix=p/&delimiter=/");
        assertThat(keys(rolled)).containsExactly("p/b");
        assertThat(all(rolled, "<CommonPrefixes><Prefix>([^<]*)<")).containsExactly("p/a/", "p/c/");
        Answer first = list("&prefix=p/&delimiter=/&max-uploads=1");
        assertThat(element(first, "NextKeyMarker")).isEqualTo("p/a/");
        Answer next = list("&prefix=p/&delimiter=/&key-marker=p/a/");
        assertThat(keys(next)).containsExactly("p/b");
        assertThat(all(next, "<CommonPrefixes><Prefix>([^<]*)<")).containsExactly("p/c/");
    }

    @Test
    void namesAreEncodedWhenAskedForAndBadParametersRefused() {
        begin("a%20b");
        assertThat(keys(list("&encoding-type=url"))).containsExactly("a%20b");
        assertThat(keys(list(""))).containsExactly("a b");
        assertThat(list("&max-uploads=x").error()).isEqualTo("InvalidArgument");
        assertThat(list("&encoding-type=x").error()).isEqualTo("InvalidArgument");
        assertThat(fixture.get("/none?uploads").error()).isEqualTo("NoSuchBucket");
    }
}
