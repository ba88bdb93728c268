package cacheworker.ufs.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "text/plain; charset=utf-8", "a \"b\" c", "100% =_?"})
    void plainTextGoesOutAsItIs(String text) {
        assertThat(HeaderText.encode(text)).isEqualTo(text);
        assertThat(HeaderText.decode(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Zürich",
                "日本 \uD83D\uDE80",
                " leading",
                "trailing ",
                "two  blanks",
                "tab\tbed",
                "=?UTF-8?B?eA==?="
            })
    void anythingElseIsPlainOnItsWayAndComesBack(String text) {
        String sent = HeaderText.encode(text);

        assertThat(sent).isNotEqualTo(text).matches("[!-~]+");
        assertThat(HeaderText.decode(sent)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "=?UTF-8?Q?Z=C3=BCrich?=, Zürich",
        "=?utf-8?q?a_b=3F?=, a b?",
        "=?ISO-8859-1?Q?Gr=F6=DFe?=, Größe",
        "=?UTF-8?B?5pel?= =?UTF-8?B?5pys?=, 日本",
        "before =?UTF-8?Q?=C3=A9?= behind, before é behind"
    })
    void wordsOfOtherWritersAreRead(String header, String text) {
        assertThat(HeaderText.decode(header)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"=?X-NONE?B?eA==?=", "=?UTF-8?B?%%?=", "=?UTF-8?Q?=C?=", "=?UTF-8?Q?=GG?=", "=?UTF-8?Z?x?=", "=?"
            })
    void whatIsNoWordStaysAsItIs(String header) {
        assertThat(HeaderText.decode(header)).isEqualTo(header);
    }

    @Test
    void randomTextComesBack() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 2000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(20); i > 0; i--) {
                text.appendCodePoint(random.nextBoolean() ? random.nextInt(1, 0x80) : random.nextInt(0x80, 0xD800));
            }
            assertThat(HeaderText.decode(HeaderText.encode(text.toString())))
                    .as("seed %d", seed)
                    .isEqualTo(text.toString());
        }
    }
}
