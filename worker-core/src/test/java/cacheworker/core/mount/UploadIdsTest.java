package cacheworker.core.mount;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.base.ObjectKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadIdsTest {
    private static final ObjectKey KEY = new ObjectKey("b", "a/key");

    @ParameterizedTest
    @ValueSource(strings = {"u", "2~Ax_9-.", "00000000000000000000000000000000", ".", "id.01234567"})
    void whatTheUfsGaveComesBack(String id) {
        String given = UploadIds.given(KEY, id);
        assertThat(given).matches("[-A-Za-z0-9_.~]+").startsWith(id);
        assertThat(UploadIds.isGiven(KEY, given)).isTrue();
        assertThat(UploadIds.ofUfs(KEY, given)).isEqualTo(id);
    }

    /** A worker of another time or place must know them again. */
    @Test
    void digitsNeverChange() {
        assertThat(UploadIds.given(KEY, "u")).isEqualTo("u.c0885583");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "u", "u.", "u.00000000", ".00000000", "00000000"})
    void whatWasNeverGivenStaysAsItIs(String id) {
        assertThat(UploadIds.isGiven(KEY, id)).isFalse();
        assertThat(UploadIds.ofUfs(KEY, id)).isEqualTo(id);
    }

    @Test
    void anIdBelongsToItsKey() {
        String given = UploadIds.given(KEY, "u");
        assertThat(UploadIds.isGiven(new ObjectKey("b", "a/key2"), given)).isFalse();
        assertThat(UploadIds.isGiven(new ObjectKey("c", "a/key"), given)).isFalse();
    }
}
