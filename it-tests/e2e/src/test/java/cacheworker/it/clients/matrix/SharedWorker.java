package cacheworker.it.clients.matrix;

import cacheworker.it.env.Clients;
import cacheworker.it.env.S3ProxyProcess;
import cacheworker.it.env.WorkerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A worker over one kind of UFS, shared by all classes of a run. Each test has a bucket of its own. */
final class SharedWorker implements AutoCloseable {
    private static final String BACKING = "backing";
    private static final String MANY = "many-keys";
    private static final String TAGGED = "with-tags";

    private final UfsKind kind;
    private final Path home;
    private final @Nullable S3ProxyProcess ufs;
    private final @Nullable S3Client direct;
    private final @Nullable TaggingService tagging;
    private final WorkerProcess worker;
    private final S3Client s3;
    private int buckets;
    private boolean hasManyKeys;

    SharedWorker(UfsKind kind) throws IOException {
        this.kind = kind;
        home = Files.createTempDirectory("clients-" + kind.title());
        worker = new WorkerProcess(home);
        if (kind == UfsKind.S3) {
            ufs = new S3ProxyProcess(home);
            direct = Clients.sdk(ufs.endpoint(), S3ProxyProcess.ACCESS_KEY, S3ProxyProcess.SECRET_KEY);
            direct.createBucket(b -> b.bucket(BACKING));
            tagging = new TaggingService(Files.createDirectories(home.resolve("tagging")));
            worker.s3Ufs(ufs, "s3://" + BACKING + "/").mountTable(tagging.mountedAs(TAGGED));
        } else {
            ufs = null;
            direct = null;
            tagging = null;
            worker.localUfs(home.resolve("ufs")).property("alluxio.underfs.xattr.change.enabled", "true");
        }
        worker.start();
        s3 = Clients.sdk(worker);
    }

    /** Makes an empty bucket, and a folder for its test. */
    synchronized TestBucket newBucket() throws IOException {
        String name = "bucket-" + buckets++;
        s3.createBucket(b -> b.bucket(name));
        return new TestBucket(
                this, name, Files.createDirectories(home.resolve("files").resolve(name)));
    }

    /** A bucket that all tests share, with more keys than fit a page. */
    synchronized TestBucket bucketOfManyKeys(Path folder) {
        if (!hasManyKeys) {
            s3.createBucket(b -> b.bucket(MANY));
            TestBucket.MANY_KEYS.parallelStream().forEach(this::storeBehindTheWorker);
            hasManyKeys = true;
        }
        return new TestBucket(this, MANY, folder);
    }

    /** A bucket of a UFS that keeps tags: any over a directory; s3proxy keeps none, so another S3 service does. */
    TestBucket bucketWithTags(TestBucket any, Path folder) {
        return tagging == null ? any : new TestBucket(this, TAGGED, folder);
    }

    private void storeBehindTheWorker(String key) {
        if (direct != null) {
            direct.putObject(b -> b.bucket(BACKING).key(MANY + "/" + key), RequestBody.fromString(key));
            return;
        }
        Path file = home.resolve("ufs").resolve(MANY).resolve(key);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    S3Client s3() {
        return s3;
    }

    WorkerProcess worker() {
        return worker;
    }

    /** The SHA-256 of what the UFS holds, read from it without the worker. */
    String storedSha256(String bucket, String key) {
        if (direct == null) {
            return Digests.sha256(home.resolve("ufs").resolve(bucket).resolve(key));
        }
        try {
            return bucket.equals(TAGGED) && tagging != null ? tagging.sha256(key) : storedSha256(direct, bucket, key);
        } catch (IOException e) {
            throw new AssertionError("cannot read " + key + " from the S3 server", e);
        }
    }

    private static String storedSha256(S3Client direct, String bucket, String key) throws IOException {
        try (InputStream body = direct.getObject(b -> b.bucket(BACKING).key(bucket + "/" + key))) {
            return Digests.of("SHA-256", body);
        }
    }

    /** The tags of an object or of a bucket, as an S3 UFS itself tells them; over a directory, as the worker does. */
    Map<String, String> storedTags(String bucket, String key) {
        return tagging == null ? StoredTags.of(s3, bucket, key) : tagging.tags(key);
    }

    @Override
    public String toString() {
        return kind.title() + " UFS";
    }

    @Override
    public void close() throws IOException {
        s3.close();
        worker.close();
        if (direct != null) {
            direct.close();
        }
        if (ufs != null) {
            ufs.close();
        }
        if (tagging != null) {
            tagging.close();
        }
        List<Path> files;
        try (Stream<Path> walk = Files.walk(home)) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
