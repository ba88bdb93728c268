package cacheworker.ufs.s3;

import static cacheworker.ufs.contract.UfsCalls.randomBytes;
import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.base.ByteRange;
import cacheworker.core.base.Utf8Order;
import cacheworker.core.ufs.UfsCursor;
import cacheworker.core.ufs.UfsEntry;
import cacheworker.core.ufs.UfsListRequest;
import cacheworker.core.ufs.UfsStatus;
import cacheworker.core.ufs.UnderFileSystem;
import cacheworker.ufs.contract.UfsCalls;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More keys than a page of the service has, and more readers than connections. */
class S3ManyTest {
    private static final int KEYS = 3000;
    private static final List<String> FOLDERS =
            List.of("", "plain/", "Größe/", "日本/語/", "\uD83D\uDE80/", "\uFFFC/", "a b+c%/", "deep/er/");
    private static final NavigableSet<String> PATHS = new TreeSet<>(Utf8Order.INSTANCE);

    private static S3ProxyServer server;
    private static UnderFileSystem ufs;

    @BeforeAll
    static void start() throws Exception {
        server = new S3ProxyServer();
        String bucket = server.newBucket();
        for (int i = 0; i < KEYS; i++) {
            String key = FOLDERS.get(i % FOLDERS.size()) + "key-" + i + (i % 3 == 0 ? "é" : "");
            server.store(bucket, key, new byte[0]);
            PATHS.add(key);
            for (int slash = key.indexOf('/'); slash >= 0; slash = key.indexOf('/', slash + 1)) {
                PATHS.add(key.substring(0, slash + 1));
            }
        }
        ufs = server.open("s3://" + bucket);
    }

    @AfterAll
    static void stop() throws Exception {
        ufs.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 100, 999, 1000, 5000})
    void allKeysAndFoldersAreListedOverThePagesOfTheService(int pageSize) throws Exception {
        assertThat(new UfsCalls(ufs).names(new UfsListRequest("", "", "", pageSize, false)))
                .containsExactlyElementsOf(PATHS);
    }

    /** As a worker goes on for a client: each page a listing of its own. */
    @ParameterizedTest
    @ValueSource(ints = {37, 250, 1000})
    void listingsGoOnBehindAnyEntry(int pageSize) throws Exception {
        List<String> all = new ArrayList<>();
        String after = "";
        for (int before = -1; before < all.size(); ) {
            before = all.size();
            try (UfsCursor cursor = ufs.list(new UfsListRequest("", after, "", pageSize, true))) {
                UfsEntry entry = cursor.next();
                for (int i = 0; i < pageSize && entry != null; i++) {
                    all.add(entry.path());
                    after = entry.path();
                    entry = cursor.next();
                }
            }
        }

        assertThat(all).containsExactlyElementsOf(PATHS);
    }

    @Test
    void foldersAreRolledUpBetweenThousandsOfKeys() throws Exception {
        List<String> top = PATHS.stream()
                .filter(path -> path.indexOf('/') < 0 || path.indexOf('/') == path.length() - 1)
                .toList();

        assertThat(new UfsCalls(ufs).names(new UfsListRequest("", "", "/", 100, false)))
                .containsExactlyElementsOf(top);
        assertThat(new UfsCalls(ufs).names(new UfsListRequest("日本/", "", "/", 100, false)))
                .containsExactly("日本/", "日本/語/");
    }

    @Test
    void moreReadersThanConnectionsAllGetTheirBytes() throws Exception {
        String bucket = server.newBucket();
        byte[] bytes = randomBytes(2 << 20, 42);
        server.store(bucket, "object", bytes);
        Map<String, String> options = Map.of("alluxio.underfs.s3.threads.max", "3");
        ExecutorService pool = Executors.newFixedThreadPool(10);
        try (UnderFileSystem few = server.open("s3://" + bucket, options)) {
            UfsStatus status = few.stat("object");
            List<Future<Integer>> readers = new ArrayList<>();
            for (int reader = 0; reader < 10; reader++) {
                SplittableRandom random = new SplittableRandom(reader);
                readers.add(pool.submit(() -> wrongRanges(few, status, bytes, random)));
            }
            for (Future<Integer> reader : readers) {
                assertThat(reader.get()).isZero();
            }
        } finally {
            pool.shutdown();
        }
    }

    private static int wrongRanges(UnderFileSystem ufs, UfsStatus status, byte[] bytes, SplittableRandom random)
            throws Exception {
        int wrong = 0;
        for (int i = 0; i < 20; i++) {
            int offset = random.nextInt(bytes.length);
            int length = random.nextInt(Math.min(300_000, bytes.length - offset) + 1);
            byte[] read = new UfsCalls(ufs).get("object", status.version(), new ByteRange(offset, length));
            wrong += Arrays.equals(read, Arrays.copyOfRange(bytes, offset, offset + length)) ? 0 : 1;
        }
        return wrong;
    }
}
