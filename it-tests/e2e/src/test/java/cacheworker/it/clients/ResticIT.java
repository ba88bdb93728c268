package cacheworker.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.it.clients.matrix.ClientMatrix;
import cacheworker.it.clients.matrix.CommandLine;
import cacheworker.it.clients.matrix.Feature;
import cacheworker.it.clients.matrix.Proves;
import cacheworker.it.clients.matrix.Sample;
import cacheworker.it.clients.matrix.TestBucket;
import cacheworker.it.clients.matrix.Transfers;
import cacheworker.it.env.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** restic: a bucket as a repository of backups, whose keys and objects are of restic's own making. */
@ClientMatrix(
        value = "restic",
        without = {
            Feature.UPLOAD_MULTIPART,
            Feature.EMPTY_OBJECT,
            Feature.ODD_KEYS,
            Feature.COPY,
            Feature.DELETE_MANY,
            Feature.METADATA,
            Feature.UPLOAD_TAGS,
            Feature.TAGS,
            Feature.CONDITIONAL_READ,
            Feature.CONDITIONAL_WRITE,
            Feature.PRESIGNED_URL
        },
        onlyInFullRuns = {Feature.UPLOAD_SMALL, Feature.READ_RANGE, Feature.DELETE_ONE, Feature.CHECKSUMMED_UPLOAD})
class ResticIT {
    private static String restic(TestBucket bucket, String... words) {
        return new CommandLine("restic", "--no-cache", "--repo", "s3:" + bucket.endpoint() + "/" + bucket.name())
                .with("RESTIC_PASSWORD", "never mind")
                .run(words);
    }

    private static Path backup(TestBucket bucket) {
        Path tree = bucket.folder().resolve("tree");
        bucket.file("tree/large.bin", Sample.LARGE);
        bucket.file("tree/empty.bin", Sample.EMPTY);
        bucket.file("tree/" + Transfers.ODD_KEYS.get(2), Sample.SMALL);
        restic(bucket, "init");
        restic(bucket, "backup", tree.toString());
        return tree;
    }

    @Proves(Feature.UPLOAD_SMALL)
    void backupIsSound(TestBucket bucket) {
        backup(bucket);
        assertThat(restic(bucket, "snapshots")).contains("1 snapshots");
        assertThat(restic(bucket, "check", "--read-data")).contains("no errors were found");
    }

    /** The repository refuses a pack whose Content-MD5 does not hold; its names are SHA-256 of their contents. */
    @Proves(Feature.CHECKSUMMED_UPLOAD)
    void namesOfPacksAreTheirDigests(TestBucket bucket) {
        backup(bucket);
        assertThat(bucket.keys())
                .filteredOn(key -> key.startsWith("data/"))
                .isNotEmpty()
                .allSatisfy(key ->
                        assertThat(key.substring(key.lastIndexOf('/') + 1)).isEqualTo(bucket.storedSha256(key)));
    }

    @Proves(Feature.READ_WHOLE)
    void backupIsRestored(TestBucket bucket) throws IOException {
        Path tree = backup(bucket);
        Path back = bucket.folder().resolve("back");
        restic(bucket, "restore", "latest", "--target", back.toString());
        assertThat(Trees.digests(back.resolve(tree.getRoot().relativize(tree))))
                .hasSize(3)
                .isEqualTo(Trees.digests(tree));
    }

    /** A file of a backup lies somewhere within packs. */
    @Proves(Feature.READ_RANGE)
    void oneFileIsReadFromItsPack(TestBucket bucket) throws IOException {
        Path tree = backup(bucket);
        Path archive = bucket.folder().resolve("file.tar");
        restic(bucket, "restore", "latest", "--target", archive.toString(), "--include", "*/large.bin");
        assertThat(Files.readAllBytes(
                        archive.resolve(tree.getRoot().relativize(tree)).resolve("large.bin")))
                .isEqualTo(Sample.LARGE.bytes());
    }

    @Proves(Feature.DELETE_ONE)
    void forgottenBackupLeavesNoPacks(TestBucket bucket) throws IOException {
        Path tree = backup(bucket);
        Files.delete(tree.resolve("large.bin"));
        restic(bucket, "backup", tree.toString());
        long before = bytesOfPacks(bucket);
        restic(bucket, "forget", "--keep-last", "1", "--prune", "--max-unused", "0");
        assertThat(bytesOfPacks(bucket)).isLessThan(before - Sample.LARGE.size() + Sample.SMALL.size());
        assertThat(restic(bucket, "check", "--read-data")).contains("no errors were found");
    }

    private static long bytesOfPacks(TestBucket bucket) {
        return bucket.keys().stream()
                .filter(key -> key.startsWith("data/"))
                .mapToLong(key -> bucket.head(key).contentLength())
                .sum();
    }
}
