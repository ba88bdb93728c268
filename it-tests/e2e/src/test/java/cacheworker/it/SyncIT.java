package cacheworker.it;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.it.env.Clients;
import cacheworker.it.env.S3ProxyProcess;
import cacheworker.it.env.Trees;
import cacheworker.it.env.WorkerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The main job: a real tree goes in and comes back by the AWS CLI, and stays readable from the cache. */
class SyncIT {
    private static final Duration LIMIT = Duration.ofMinutes(6);

    @TempDir
    static Path tree;

    @TempDir
    Path home;

    @BeforeAll
    static void copyARealTree() throws IOException {
        Trees.Size size = Trees.copyOfThisMachine(tree, 3_000, 300L << 20);
        assertThat(size.files()).isGreaterThanOrEqualTo(3_000);
        assertThat(size.bytes()).isGreaterThanOrEqualTo(300L << 20);
    }

    @Test
    void treeOnALocalUfsComesBackIdenticalAndIsServedFromTheCache() throws IOException {
        try (WorkerProcess worker = new WorkerProcess(home).localUfs(home.resolve("ufs"))) {
            worker.start();
            syncBothWays(worker);
            readAllTwiceAndCountHits(worker);
        }
    }

    @Test
    void treeOnAnS3UfsComesBackIdenticalAndOutlivesTheServerBehindIt() throws IOException {
        try (S3ProxyProcess ufs = new S3ProxyProcess(home);
                S3Client direct = Clients.sdk(ufs.endpoint(), S3ProxyProcess.ACCESS_KEY, S3ProxyProcess.SECRET_KEY);
                WorkerProcess worker = new WorkerProcess(home)) {
            direct.createBucket(b -> b.bucket("backing"));
            worker.s3Ufs(ufs, "s3://backing/").start();
            syncBothWays(worker);
            readAllTwiceAndCountHits(worker);
            ufs.stop();
            assertThat(readAll(worker)).isEqualTo(Trees.digests(tree).size());
        }
    }

    private void syncBothWays(WorkerProcess worker) throws IOException {
        aws(worker, "s3", "mb", "s3://models");
        aws(worker, "s3", "sync", "--only-show-errors", tree.toString(), "s3://models/tree");
        Path back = home.resolve("back");
        aws(worker, "s3", "sync", "--only-show-errors", "s3://models/tree", back.toString());
        assertThat(Trees.digests(back)).isEqualTo(Trees.digests(tree));
    }

    private static void aws(WorkerProcess worker, String... arguments) {
        Clients.aws(LIMIT, worker.endpoint(), arguments).orFail();
    }

    private static void readAllTwiceAndCountHits(WorkerProcess worker) throws IOException {
        readAll(worker);
        double hitsBefore = worker.metric("alluxio_cached_data_read_bytes_total");
        double missesBefore = worker.metric("alluxio_ufs_data_access_bytes_total");
        int files = readAll(worker);
        double hits = worker.metric("alluxio_cached_data_read_bytes_total") - hitsBefore;
        double misses = worker.metric("alluxio_ufs_data_access_bytes_total") - missesBefore;
        System.out.printf(
                "second read of %d files: %.0f bytes from the cache, %.0f from the UFS%n", files, hits, misses);
        assertThat(hits / (hits + misses)).isGreaterThanOrEqualTo(0.99);
    }

    /** Reads every object of the tree and compares its bytes. */
    private static int readAll(WorkerProcess worker) throws IOException {
        var expected = Trees.digests(tree);
        try (S3Client s3 = Clients.sdk(worker)) {
            expected.forEach((path, digest) -> {
                try (ResponseInputStream<GetObjectResponse> body =
                        s3.getObject(b -> b.bucket("models").key("tree/" + path))) {
                    assertThat(Trees.sha256(body)).as(path).isEqualTo(digest);
                } catch (IOException e) {
                    throw new AssertionError(path, e);
                }
            });
        }
        return expected.size();
    }

    @Test
    void forcedRemovalOfABucketLeavesNothing() {
        try (WorkerProcess worker = new WorkerProcess(home).localUfs(home.resolve("ufs"));
                S3Client s3 = Clients.sdk(worker)) {
            worker.start();
            aws(worker, "s3", "mb", "s3://gone");
            for (String key : new String[] {"a", "b/c/d", "b/e", "folder/"}) {
                s3.putObject(
                        b -> b.bucket("gone").key(key),
                        software.amazon.awssdk.core.sync.RequestBody.fromString(key.endsWith("/") ? "" : key));
            }
            assertThat(s3.listObjectsV2(b -> b.bucket("gone")).contents().stream()
                            .map(S3Object::key))
                    .containsExactly("a", "b/", "b/c/", "b/c/d", "b/e", "folder/");
            aws(worker, "s3", "rb", "--force", "s3://gone");
            assertThat(s3.listBuckets().buckets()).isEmpty();
            assertThat(home.resolve("ufs/gone")).doesNotExist();
        }
    }
}
