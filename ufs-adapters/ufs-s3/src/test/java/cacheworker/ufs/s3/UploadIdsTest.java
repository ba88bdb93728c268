package cacheworker.ufs.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadIdsTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "2~Ax_9-.", "00000000000000000000000000000000", "-", ".."})
    void whatTheInterfaceAllowsStaysAsItIs(String id) {
        assertThat(UploadIds.encode(id)).isEqualTo(id);
        assertThat(UploadIds.decode(id)).contains(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a+b/c==", "~marked", "~", "with blank", "Zürich", "日本\uD83D\uDE80", "a\u0000b"})
    void anythingElseIsAllowedOnItsWayAndComesBack(String id) {
        assertThat(UploadIds.encode(id)).matches("~[-A-Za-z0-9_]+");
        assertThat(UploadIds.decode(UploadIds.encode(id))).contains(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a b", "~", "~*", "~A", "~YWJj", "~_w", "~K-", "~Kx", "../x", "ü"})
    void whatWasNeverGivenOutIsNoId(String encoded) {
        assertThat(UploadIds.decode(encoded)).isEmpty();
    }

    @Test
    void everyIdComesBack() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 10_000; i++) {
            StringBuilder id = new StringBuilder();
            for (int length = random.nextInt(1, 20); length > 0; length--) {
                id.append((char) random.nextInt(32, 256));
            }
            String encoded = UploadIds.encode(id.toString());
            assertThat(encoded).as("seed %d", seed).matches("[-A-Za-z0-9_.~]+");
            assertThat(UploadIds.decode(encoded)).as("seed %d", seed).contains(id.toString());
        }
    }
}
