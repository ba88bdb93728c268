package cacheworker.it;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.it.env.Clients;
import cacheworker.it.env.WorkerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** I1: files that others change are read old or new within the sync interval, never mixed, never under a wrong ETag. */
class BehindTheBackIT {
    private static final int LENGTH = 3 << 20;
    private static final Duration SYNC = Duration.ofSeconds(2);

    @TempDir
    Path home;

    private Path file;

    @FunctionalInterface
    private interface Change {
        void apply(Path file, byte fill) throws IOException;
    }

    private static byte[] filled(int length, byte fill) {
        byte[] content = new byte[length];
        Arrays.fill(content, fill);
        return content;
    }

    private static void replace(Path file, byte fill) throws IOException {
        Path next = file.resolveSibling("next");
        Files.write(next, filled(LENGTH, fill));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void overwriteInPlace(Path file, byte fill) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer content = ByteBuffer.wrap(filled(LENGTH, fill));
            while (content.hasRemaining()) {
                channel.write(content);
            }
        }
    }

    private static void truncate(Path file, byte fill) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(LENGTH / 2 + fill);
        }
    }

    private static void replaceAndSetOldTime(Path file, byte fill) throws IOException {
        FileTime before = Files.getLastModifiedTime(file);
        overwriteInPlace(file, fill);
        Files.setLastModifiedTime(file, before);
    }

    private static void touch(Path file, byte fill) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    }

    @Test
    void replacedFileIsReadWithinTheSyncInterval() throws IOException {
        changeIsSeen(BehindTheBackIT::replace, filled(LENGTH, (byte) 7));
    }

    @Test
    void fileOverwrittenInPlaceIsReadWithinTheSyncInterval() throws IOException {
        changeIsSeen(BehindTheBackIT::overwriteInPlace, filled(LENGTH, (byte) 7));
    }

    @Test
    void fileOverwrittenUnderItsOldTimeIsReadWithinTheSyncInterval() throws IOException {
        changeIsSeen(BehindTheBackIT::replaceAndSetOldTime, filled(LENGTH, (byte) 7));
    }

    @Test
    void truncatedFileIsReadWithinTheSyncInterval() throws IOException {
        changeIsSeen(BehindTheBackIT::truncate, filled(LENGTH / 2 + 7, (byte) 1));
    }

    @Test
    void touchedFileKeepsItsBytesAndChangesItsTime() throws IOException {
        changeIsSeen(BehindTheBackIT::touch, filled(LENGTH, (byte) 1));
    }

    private void changeIsSeen(Change change, byte[] after) throws IOException {
        try (WorkerProcess worker = started();
                S3Client s3 = Clients.sdk(worker)) {
            put(s3, filled(LENGTH, (byte) 1));
            makeOld();
            byte[] first = get(s3).asByteArray();
            assertThat(first).isEqualTo(filled(LENGTH, (byte) 1));
            String etag = get(s3).response().eTag();
            change.apply(file, (byte) 7);
            Awaitility.await().atMost(SYNC.plusSeconds(3)).untilAsserted(() -> {
                var now = get(s3);
                assertThat(now.asByteArray()).isEqualTo(after);
                assertThat(now.response().eTag()).isNotEqualTo(etag);
            });
            var head = s3.headObject(b -> b.bucket("b").key("f"));
            var listed = s3.listObjectsV2(b -> b.bucket("b")).contents().get(0);
            var read = get(s3).response();
            assertThat(head.eTag()).isEqualTo(read.eTag()).isEqualTo(listed.eTag());
            assertThat(head.lastModified()).isEqualTo(read.lastModified()).isEqualTo(listed.lastModified());
        }
    }

    /** Otherwise the file is validated on every read because it is young. */
    private void makeOld() throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3_600)));
    }

    @Test
    void bodyUnderAWriterThatNeverStopsIsOneVersionOrBreaksOff() throws Exception {
        try (WorkerProcess worker = started();
                S3Client s3 = Clients.sdkOnce(worker)) {
            put(s3, filled(LENGTH, (byte) 1));
            ScheduledExecutorService changes = Executors.newSingleThreadScheduledExecutor();
            Future<?> writer = changes.scheduleWithFixedDelay(changing(file), 0, 3, TimeUnit.MILLISECONDS);
            Map<String, Byte> byEtag = new HashMap<>();
            int whole = 0;
            long deadline = System.nanoTime() + Duration.ofSeconds(12).toNanos();
            while (System.nanoTime() < deadline) {
                whole += readOneVersion(s3, byEtag) ? 1 : 0;
            }
            assertThat(writer.isDone()).as("the writer failed").isFalse();
            changes.shutdownNow();
            System.out.println(whole + " whole bodies beside a writer");
            assertThat(whole).isPositive();
        }
    }

    /** Changes a file in place and replaces it, in turns. */
    private static Runnable changing(Path file) {
        AtomicInteger turn = new AtomicInteger(2);
        return () -> {
            int i = turn.getAndIncrement();
            try {
                if (i % 2 == 0) {
                    overwriteInPlace(file, (byte) i);
                } else {
                    replace(file, (byte) i);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    /** In-place writes are not atomic: a file may itself hold two fills; a body may only show what one version had. */
    private static boolean readOneVersion(S3Client s3, Map<String, Byte> byEtag) {
        try {
            var response = s3.getObjectAsBytes(b -> b.bucket("b").key("f"));
            byte[] body = response.asByteArrayUnsafe();
            if (body.length != LENGTH) {
                throw new AssertionError("a body of " + body.length + " bytes");
            }
            Byte seen = byEtag.putIfAbsent(response.response().eTag(), body[0]);
            assertThat(seen == null || seen == body[0])
                    .as("ETag %s stands for two contents", response.response().eTag())
                    .isTrue();
            return true;
        } catch (SdkException e) {
            return false;
        }
    }

    private WorkerProcess started() throws IOException {
        file = home.resolve("ufs/b/f");
        Files.createDirectories(file.getParent());
        return new WorkerProcess(home)
                .localUfs(home.resolve("ufs"))
                .property("alluxio.user.file.metadata.sync.interval", SYNC.toSeconds() + "s")
                .start();
    }

    private static void put(S3Client s3, byte[] content) {
        s3.putObject(b -> b.bucket("b").key("f"), RequestBody.fromBytes(content));
    }

    private static software.amazon.awssdk.core.ResponseBytes<software.amazon.awssdk.services.s3.model.GetObjectResponse>
            get(S3Client s3) {
        return s3.getObjectAsBytes(b -> b.bucket("b").key("f"));
    }
}
