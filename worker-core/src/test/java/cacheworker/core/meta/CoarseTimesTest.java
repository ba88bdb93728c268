package cacheworker.core.meta;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.base.ObjectKey;
import cacheworker.core.mount.Location;
import cacheworker.core.mount.Mount;
import cacheworker.core.page.PageDirectory;
import cacheworker.core.page.PageStore;
import cacheworker.core.page.PageStoreOptions;
import cacheworker.core.ufs.MemoryUfs;
import cacheworker.core.ufs.UfsException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files whose time stamps cannot tell two writes apart, on a UFS that has no ETags. */
class CoarseTimesTest {
    private static final ObjectKey KEY = new ObjectKey("b", "o");

    private static final FreshnessOptions MINUTE =
            new FreshnessOptions(Duration.ofSeconds(60), Duration.ofHours(1), Duration.ofSeconds(5), 1L << 20);

    @TempDir
    private Path home;

    private final MemoryUfs ufs = new MemoryUfs(Set.of());
    private final Location location = new Location(new Mount("", "memory:/", false, ufs), "b/o");
    private PageStore store;
    private ObjectCatalog catalog;
    private long now;
    private long modified;

    @BeforeEach
    void open() throws IOException {
        PageDirectory pages = new PageDirectory(home.resolve("pages"), 64L << 20);
        store = PageStore.open(PageStoreOptions.of(List.of(pages), 64 << 10, home.resolve("index")));
        catalog = new ObjectCatalog(store, MINUTE, () -> Instant.ofEpochMilli(now));
        ufs.putOutside("b/", new byte[0]);
        modified = ufs.putOutside("b/o", new byte[] {1}).lastModifiedMillis();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private CachedObject find(long age) throws UfsException {
        now = modified + age;
        return catalog.find(KEY, location);
    }

    @Test
    void whatIsReadWithinATickOfTheClockIsReadAgain() throws UfsException {
        long tick = 1_010;
        CachedObject first = find(0);
        CachedObject second = find(tick - 1);
        assertThat(second.status().version()).isEqualTo(first.status().version());
        assertThat(second.id()).isNotEqualTo(first.id());
        CachedObject settled = find(tick);
        assertThat(settled.id()).isNotEqualTo(second.id()).isNotEqualTo(first.id());
        assertThat(find(tick + 1).id()).isEqualTo(settled.id());
        assertThat(find(90_000).id()).isEqualTo(settled.id());
    }

    @Test
    void aTimeFarAheadDoesNotKeepAFileFromBeingCached() throws UfsException {
        CachedObject first = find(-1_000_000_000);
        assertThat(find(-999_999_000).id()).isEqualTo(first.id());
    }
}
