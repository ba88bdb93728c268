package cacheworker.core.read;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.CoreFixture;
import cacheworker.core.base.ByteRange;
import cacheworker.core.config.PageStoreKeys;
import cacheworker.core.meta.CachedObject;
import cacheworker.core.ufs.UfsException;
import java.nio.file.Path;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading while pages are admitted when they are wanted for the second time. */
class SecondAccessTest {
    private static final int PAGES = 40;
    private static final int LENGTH = PAGES * CoreFixture.PAGE - 10;

    private @TempDir Path home;
    private final byte[] content = new byte[LENGTH];
    private CoreFixture core;

    @BeforeEach
    void open() {
        core = CoreFixture.admitting(home, PageStoreKeys.Admission.SECOND_ACCESS);
        new Random(5).nextBytes(content);
        core.outside("b/x", content);
    }

    @AfterEach
    void close() {
        core.close();
    }

    private long pages() {
        return core.store().stats().pages();
    }

    private void awaitPages(int expected) {
        Awaitility.await().untilAsserted(() -> assertThat(pages()).isEqualTo(expected));
    }

    @Test
    void theFirstReadKeepsNothingTheSecondKeepsAllTheThirdHits() throws UfsException {
        assertThat(core.read("b/x")).isEqualTo(content);
        assertThat(pages()).isZero();
        assertThat(core.store().stats().notAdmittedPages()).isEqualTo(PAGES);
        assertThat(core.bytesFromUfs()).as("read ahead for nobody").isEqualTo(LENGTH);
        assertThat(core.read("b/x")).isEqualTo(content);
        awaitPages(PAGES);
        long before = core.bytesFromUfs();
        assertThat(core.read("b/x")).isEqualTo(content);
        assertThat(core.bytesFromUfs()).isEqualTo(before);
    }

    @Test
    void aReadThatCrossesKnownAndUnknownPagesKeepsTheKnown() throws UfsException {
        CachedObject object = core.find("b/x");
        ByteRange known = new ByteRange(10L * CoreFixture.PAGE, 5L * CoreFixture.PAGE);
        core.read(object, known);
        assertThat(core.read("b/x")).isEqualTo(content);
        awaitPages(5);
        assertThat(core.read("b/x")).isEqualTo(content);
        awaitPages(PAGES);
    }

    @Test
    void aSecondReadOfTheSamePageIsEnoughWhereverInIt() throws UfsException {
        CachedObject object = core.find("b/x");
        core.read(object, new ByteRange(0, 100));
        assertThat(pages()).isZero();
        core.read(object, new ByteRange(5000, 100));
        awaitPages(1);
    }
}
