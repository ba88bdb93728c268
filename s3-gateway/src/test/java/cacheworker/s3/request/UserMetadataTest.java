package cacheworker.s3.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserMetadataTest {
    @ParameterizedTest
    @CsvSource({
        "plain text, plain text",
        "=?UTF-8?B?Z3LDtsOfZXI=?=, größer",
        "=?utf-8?b?Z3LDtsOfZXI=?=, größer",
        "=?UTF-8?Q?gr=C3=B6=C3=9Fer_als?=, größer als",
        "=?ISO-8859-1?Q?gr=F6=DFer?=, größer",
        "a =?UTF-8?Q?=C3=BC?= b, a ü b",
        "=?UTF-8?Q?=C3=BC?= =?UTF-8?Q?=C3=BC?=, üü",
        "=?UTF-8?Q?=C3=BC?= x =?UTF-8?Q?=C3=BC?=, ü x ü",
        "=?UTF-8?B?/w==?=, \uFFFD",
        "=?UTF-8?B?!!?=, =?UTF-8?B?!!?=",
        "=?UTF-8?Q?=C?=, =?UTF-8?Q?=C?=",
        "=?no-such-charset?B?AAAA?=, =?no-such-charset?B?AAAA?=",
        "a=?b, a=?b",
    })
    void encodedWordsAreDecoded(String wire, String text) {
        assertThat(UserMetadata.decode(wire)).isEqualTo(text);
    }

    @Test
    void bytesThatAreNotUtf8AreTakenAsLatin1() {
        assertThat(UserMetadata.decode("gr\u00F6\u00DFer")).isEqualTo("größer");
    }

    @Test
    void whatEndsAHeaderLineCannotBeWritten() {
        String wire = UserMetadata.encode("x\r\nSet-Cookie: y");
        assertThat(wire).startsWith("=?UTF-8?B?").doesNotContain("\r", "\n");
        assertThat(UserMetadata.decode(wire)).isEqualTo("x\r\nSet-Cookie: y");
    }

    @Test
    void everyTextComesBackFromTheWireInPrintableAscii() {
        long seed = 5;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 5_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(20); i > 0; i--) {
                int c = random.nextInt(random.nextBoolean() ? 0x80 : 0x3000);
                text.appendCodePoint(c == '?' ? 'q' : c);
            }
            String wire = UserMetadata.encode(text.toString());
            assertThat(wire).as("seed %d round %d", seed, round).matches("[ -~]*");
            assertThat(UserMetadata.decode(wire))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(text.toString());
        }
    }
}
