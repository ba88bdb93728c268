package cacheworker.core.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import cacheworker.core.base.ObjectId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageSizeTest {
    private static final long LENGTH = 4L << 20;

    @TempDir
    private Path directory;

    private PageStore open(int pageSize) throws IOException {
        return open(pageSize, 256L << 20);
    }

    private PageStore open(int pageSize, long capacity) throws IOException {
        PageDirectory pages = new PageDirectory(directory.resolve("pages"), capacity);
        return PageStore.open(PageStoreOptions.of(List.of(pages), pageSize, directory.resolve("index")));
    }

    @Test
    void pagesStayWhenTheCapacityChangesOrCannotBe() throws IOException {
        ObjectId id = ObjectId.of("file:/x", "o", "v");
        try (PageStore store = open(1 << 20)) {
            assertThat(store.write(
                            store.table(id, 10), 0, ByteBuffer.allocate(10).put(0, (byte) 7)))
                    .isTrue();
        }
        assertThatIOException()
                .isThrownBy(() -> open(1 << 20, 1L << 60))
                .withMessageContaining("its file system has room for");
        for (long capacity : new long[] {512L << 20, 1L << 30, 64L << 20}) {
            try (PageStore store = open(1 << 20, capacity);
                    PageSlice slice = store.load(store.table(id, 10), 0, 10)) {
                assertThat(slice).as("with %d bytes", capacity).isNotNull();
                assertThat(slice.mapped().get()).isEqualTo((byte) 7);
            }
        }
    }

    @Test
    void pagesOfAnotherSizeAreForgottenAndNewOnesTaken() throws IOException {
        ObjectId id = ObjectId.of("file:/x", "o", "v");
        for (int pageSize : new int[] {1 << 20, 2 << 20, 512 << 10, 1 << 20}) {
            try (PageStore store = open(pageSize)) {
                PageTable table = store.table(id, LENGTH);
                for (int page = 0; page < LENGTH / pageSize; page++) {
                    assertThat(store.load(table, (long) page * pageSize, pageSize))
                            .isNull();
                    ByteBuffer bytes = ByteBuffer.allocate(pageSize).put(0, (byte) page);
                    assertThat(store.write(table, page, bytes)).isTrue();
                }
                assertThat(store.stats().pages()).isEqualTo(LENGTH / pageSize);
            }
        }
        try (PageStore same = open(1 << 20);
                PageSlice slice = same.load(same.table(id, LENGTH), 3L << 20, 10)) {
            assertThat(slice).isNotNull();
            assertThat(slice.mapped().get()).isEqualTo((byte) 3);
        }
    }
}
