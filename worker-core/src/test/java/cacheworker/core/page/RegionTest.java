package cacheworker.core.page;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.base.ObjectId;
import cacheworker.core.page.policy.LogQueue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegionTest {
    private static final int SIZE = 64 << 10;

    @Test
    void aSealedRegionListsItsPagesInItsFileAndNotOnTheHeap(@TempDir Path directory) throws IOException {
        Region region = Region.create(0, LogQueue.MAIN, directory.resolve("region"), SIZE, () -> {});
        RegionEntry first = append(region, 1);
        RegionEntry second = append(region, 2);
        assertThat(region.entries()).containsExactly(first, second);
        assertThat(region.readTable()).isNull();
        region.seal();
        assertThat(region.entries()).isEmpty();
        assertThat(region.readTable()).containsExactly(first, second);
        region.retire();
    }

    @Test
    void aRegionThatTookNoTableKeepsItsPages(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("region");
        Region region = Region.create(0, LogQueue.MAIN, file, SIZE, () -> {});
        RegionEntry entry = append(region, 1);
        try (var cut = FileChannel.open(file, StandardOpenOption.WRITE)) {
            cut.truncate(SIZE / 2);
        }
        region.seal();
        assertThat(region.entries()).containsExactly(entry);
        region.retire();
    }

    private static RegionEntry append(Region region, int page) throws IOException {
        int offset = region.reserve(100);
        region.write(ByteBuffer.allocate(100), offset);
        RegionEntry entry = Region.entry(new ObjectId(1, 2), page, offset, 100, page);
        region.written(entry);
        return entry;
    }
}
