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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A worker over one kind of UFS, shared by all classes of a run. Each test has a bucket of its own. */
final class SharedWorker implements AutoCloseable {
    private static final String BACKING = "backing";
    private static final String MANY = "many-keys";

    private final UfsKind kind;
    private final Path home;
    private final @Nullable S3ProxyProcess ufs;
    private final @Nullable S3Client direct;
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
            worker.s3Ufs(ufs, "s3://" + BACKING + "/");
        } else {
            ufs = null;
            direct = null;
            worker.localUfs(home.resolve("ufs"));
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
        try (InputStream body = direct.getObject(b -> b.bucket(BACKING).key(bucket + "/" + key))) {
            return Digests.of("SHA-256", body);
        } catch (IOException e) {
            throw new AssertionError("cannot read " + key + " from the S3 server", e);
        }
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
        List<Path> files;
        try (Stream<Path> walk = Files.walk(home)) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
