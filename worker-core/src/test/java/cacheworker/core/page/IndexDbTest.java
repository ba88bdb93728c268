package cacheworker.core.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

class IndexDbTest {
    private static final byte[] KEY = bytes("key");

    @TempDir
    private Path directory;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private IndexDb open() throws IOException {
        return IndexDb.open(directory, 8L << 20);
    }

    private List<Path> files(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(suffix)).toList();
        }
    }

    @Test
    void whatWasPutIsThereAfterAKill() throws IOException {
        IndexDb killed = open();
        assertThat(killed.isFresh()).isTrue();
        killed.objects().put(KEY, bytes("value"));
        killed.abandon();
        try (IndexDb next = open()) {
            assertThat(next.isFresh()).isFalse();
            assertThat(next.objects().get(KEY)).isEqualTo(bytes("value"));
            assertThat(next.generation()).isZero();
        }
    }

    @Test
    void anIndexThatIsOpenIsNotThrownAway() throws IOException {
        try (IndexDb first = open()) {
            first.objects().put(KEY, bytes("value"));
            assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("in use");
            assertThat(first.objects().get(KEY)).isNotNull();
        }
    }

    @Test
    void aDamagedIndexIsMadeAnew() throws IOException {
        try (IndexDb index = open()) {
            for (int i = 0; i < 50_000; i++) {
                index.pages().put(bytes("key" + i), new byte[400]);
            }
        }
        List<Path> tables = files(".sst");
        assertThat(tables).isNotEmpty();
        for (Path table : tables) {
            byte[] content = Files.readAllBytes(table);
            for (int i = Math.max(0, content.length - 4000); i < content.length - 60; i++) {
                content[i] ^= 0x5A;
            }
            Files.write(table, content);
        }
        try (IndexDb index = open()) {
            index.objects().put(KEY, bytes("value"));
            assertThat(index.objects().get(KEY)).isEqualTo(bytes("value"));
        }
    }

    @Test
    void aLossOfTheMachineIsKnownForEver() throws IOException, RocksDBException {
        open().abandon();
        anotherBoot();
        IndexDb second = open();
        assertThat(second.generation()).isEqualTo(1);
        second.abandon();
        try (IndexDb third = open()) {
            assertThat(third.generation()).isEqualTo(1);
        }
        anotherBoot();
        try (IndexDb afterCleanStop = open()) {
            assertThat(afterCleanStop.generation()).isEqualTo(1);
        }
    }

    /** Makes the index believe that the machine was started again since. */
    private void anotherBoot() throws RocksDBException {
        List<ColumnFamilyHandle> families = new ArrayList<>();
        List<ColumnFamilyDescriptor> names = Stream.of("default", "pages", "objects")
                .map(name -> new ColumnFamilyDescriptor(bytes(name)))
                .toList();
        try (DBOptions options = new DBOptions();
                RocksDB db = RocksDB.open(options, directory.toString(), names, families)) {
            db.put(bytes("boot"), bytes("another"));
            families.forEach(ColumnFamilyHandle::close);
        }
    }

    @Test
    void anIndexThatWasGivenUpIsMadeAnew() throws IOException {
        try (IndexDb index = open()) {
            index.objects().put(KEY, bytes("old"));
        }
        Files.delete(directory.resolve("VALID"));
        try (IndexDb index = open()) {
            assertThat(index.isFresh()).isTrue();
            assertThat(index.objects().get(KEY)).isNull();
        }
    }

    @Test
    void closingWhileOthersUseItHarmsNobody() throws Exception {
        for (int round = 0; round < 20; round++) {
            IndexDb index = open();
            AtomicBoolean stop = new AtomicBoolean();
            ExecutorService users = Executors.newFixedThreadPool(3);
            for (int user = 0; user < 3; user++) {
                users.execute(() -> {
                    while (!stop.get()) {
                        index.pages().put(KEY, new byte[1000]);
                        index.pages().get(KEY);
                        index.pages().delete(KEY);
                    }
                });
            }
            index.objects().put(KEY, bytes("value" + round));
            index.close();
            stop.set(true);
            users.shutdown();
            assertThat(users.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        }
    }
}
