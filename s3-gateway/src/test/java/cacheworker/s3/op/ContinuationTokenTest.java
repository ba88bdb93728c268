package cacheworker.s3.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cacheworker.s3.error.S3Exception;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContinuationTokenTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "a/b/", "\u00fc/\ud83d\ude00", "a\u0001?&="})
    void whatWasEncodedIsDecoded(String last) throws S3Exception {
        String token = ContinuationToken.encode("b", last);
        assertThat(token).matches("[A-Za-z0-9_-]+");
        assertThat(ContinuationToken.decode("b", token)).isEqualTo(last);
    }

    @Test
    void aTokenOfAnotherBucketOrWithAnyChangeIsRefused() {
        String token = ContinuationToken.encode("b", "some/key");
        refused("c", token);
        for (int i = 0; i < token.length() - 1; i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            refused("b", token.substring(0, i) + other + token.substring(i + 1));
            refused("b", token.substring(0, i));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "AA", "some/key", "1/2=="})
    void garbageIsRefused(String token) {
        refused("b", token);
    }

    private static void refused(String bucket, String token) {
        assertThatThrownBy(() -> ContinuationToken.decode(bucket, token))
                .isInstanceOf(S3Exception.class)
                .hasMessageContaining("continuation-token");
    }
}
