package cacheworker.ufs.local;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UnderFileSystem;
import cacheworker.ufs.contract.UfsTagContract;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A directory whose mount has no tags. */
class WithoutTagsContractTest extends LocalUfsFixture implements UfsTagContract {
    @BeforeEach
    void doWithoutTags() throws IOException {
        reopen(LocalSettings.ofMount(0, false, null));
    }

    @Override
    public UnderFileSystem ufs() {
        return ufs;
    }

    @Test
    void tagsFromBeforeAreNotSeenAndNotLost() throws IOException {
        reopen(settings(0, true));
        calls.put("written", new byte[1], TAGGED);
        calls.put("changed", new byte[1]);
        ufs.setTags("changed", TAGS);
        calls.put("folder/", new byte[0], TAGGED);

        reopen(LocalSettings.ofMount(0, false, null));
        assertThat(ufs.stat("written").attributes()).isEqualTo(TAGGED.withTags(Map.of()));
        assertThat(ufs.stat("changed").attributes()).isEqualTo(UfsAttributes.NONE);
        assertThat(ufs.tags("folder/")).isEmpty();

        reopen(settings(0, true));
        assertThat(ufs.tags("written")).isEqualTo(TAGS);
        assertThat(ufs.tags("changed")).isEqualTo(TAGS);
        assertThat(ufs.tags("folder/")).isEqualTo(TAGS);
    }
}
