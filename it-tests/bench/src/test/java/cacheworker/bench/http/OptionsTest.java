package cacheworker.bench.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cacheworker.bench.http.server.Cores;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void everythingIsMeasuredWithoutArguments() {
        Options options = Options.parse();
        assertThat(options.groups()).isEqualTo(Options.ALL_GROUPS);
        assertThat(options.rounds()).isEqualTo(15);
        assertThat(options.quick()).isFalse();
    }

    @Test
    void numbersWinOverWhatQuickSaysWhereverTheyStand() {
        Options options =
                Options.parse("--rounds", "9", "head", "--quick", "put", "--seconds", "3", "--cores", "2,5", "--docs");
        assertThat(options)
                .isEqualTo(new Options(List.of("head", "put"), true, 9, Duration.ofSeconds(3), new Cores(2, 5), true));
    }

    @Test
    void whatCannotBeReadIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse("hit"))
                .withMessageContaining("hit:");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse("--rounds", "0"))
                .withMessageContaining("--rounds 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse("--seconds"))
                .withMessageContaining("--seconds needs");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse("--cores", "1"))
                .withMessageContaining("--cores 1");
    }
}
