package cacheworker.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.it.clients.matrix.ClientMatrix;
import cacheworker.it.clients.matrix.CommandLine;
import cacheworker.it.clients.matrix.Copies;
import cacheworker.it.clients.matrix.Deletes;
import cacheworker.it.clients.matrix.DeletesMany;
import cacheworker.it.clients.matrix.Digests;
import cacheworker.it.clients.matrix.Feature;
import cacheworker.it.clients.matrix.KeepsMetadata;
import cacheworker.it.clients.matrix.Lists;
import cacheworker.it.clients.matrix.Presigns;
import cacheworker.it.clients.matrix.Proves;
import cacheworker.it.clients.matrix.Sample;
import cacheworker.it.clients.matrix.TestBucket;
import cacheworker.it.clients.matrix.Transfers;
import cacheworker.it.clients.matrix.UploadsParts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** rclone, with the backend made on the command line. */
@ClientMatrix(
        value = "rclone",
        without = {Feature.UPLOAD_TAGS, Feature.TAGS, Feature.CONDITIONAL_READ, Feature.CONDITIONAL_WRITE})
class RcloneIT implements Transfers, UploadsParts, Lists, Copies, Deletes, DeletesMany, KeepsMetadata, Presigns {
    private static String rclone(TestBucket bucket, String... words) {
        return new CommandLine("rclone", "--config=/dev/null", "--s3-provider=Other", "--s3-env-auth")
                .with("RCLONE_S3_ENDPOINT", bucket.endpoint())
                .run(words);
    }

    private static String remote(TestBucket bucket, String key) {
        return ":s3:" + bucket.name() + "/" + key;
    }

    @Override
    public void upload(TestBucket bucket, Path file, String key) {
        rclone(bucket, "copyto", file.toString(), remote(bucket, key));
    }

    @Override
    public void download(TestBucket bucket, String key, Path file) {
        rclone(bucket, "copyto", remote(bucket, key), file.toString());
    }

    @Override
    public void uploadTree(TestBucket bucket, Path folder, List<String> keys) {
        rclone(bucket, "sync", folder.toString(), remote(bucket, ""));
        rclone(bucket, "check", folder.toString(), remote(bucket, ""));
    }

    @Override
    public void downloadTree(TestBucket bucket, List<String> keys, Path folder) {
        rclone(bucket, "sync", remote(bucket, ""), folder.toString());
    }

    @Override
    public void uploadInParts(TestBucket bucket, Path file, String key) {
        rclone(bucket, "copyto", "--s3-upload-cutoff=5M", "--s3-chunk-size=5M", file.toString(), remote(bucket, key));
    }

    @Proves(Feature.READ_RANGE)
    void rangesAreReadExactly(TestBucket bucket) throws IOException {
        bucket.put("whole.bin", Sample.LARGE);
        Path file = bucket.folder().resolve("range");
        new CommandLine("sh", "-c", "exec rclone \"$@\" >" + file, "sh", "--config=/dev/null")
                .with("RCLONE_S3_PROVIDER", "Other")
                .with("RCLONE_S3_ENV_AUTH", "true")
                .with("RCLONE_S3_ENDPOINT", bucket.endpoint())
                .run("cat", "--offset=1000000", "--count=2500001", remote(bucket, "whole.bin"));
        assertThat(file).hasBinaryContent(Sample.LARGE.bytes(1_000_000, 3_500_000));
    }

    /** The service compares its Content-MD5, and rclone compares what it gets back with what was stored. */
    @Proves(Feature.CHECKSUMMED_UPLOAD)
    void uploadIsCheckedByMd5(TestBucket bucket) {
        Path file = bucket.file("checked/small.bin", Sample.SMALL);
        upload(bucket, file, "checked/small.bin");
        assertThat(rclone(bucket, "md5sum", remote(bucket, "checked"))).startsWith(Sample.SMALL.md5());
        rclone(bucket, "check", "--download", file.getParent().toString(), remote(bucket, "checked"));
        assertThat(Digests.sha256(file)).isEqualTo(bucket.storedSha256("checked/small.bin"));
    }

    @Override
    public List<String> list(TestBucket bucket, String prefix) {
        return rclone(bucket, "lsf", "--recursive", "--files-only", remote(bucket, prefix))
                .lines()
                .map(prefix::concat)
                .sorted()
                .toList();
    }

    @Override
    public void copy(TestBucket bucket, String source, String target) {
        rclone(bucket, "copyto", "--s3-copy-cutoff=6M", remote(bucket, source), remote(bucket, target));
    }

    @Override
    public void delete(TestBucket bucket, String key) {
        rclone(bucket, "deletefile", remote(bucket, key));
    }

    @Override
    public void deleteAll(TestBucket bucket, List<String> keys) {
        rclone(bucket, "delete", remote(bucket, "take"));
    }

    @Override
    public void upload(TestBucket bucket, Path file, String key, Map<String, String> metadata) {
        List<String> words = new ArrayList<>(List.of("copyto", "--metadata"));
        metadata.forEach((name, value) -> words.addAll(Arrays.asList("--metadata-set", name + "=" + value)));
        words.add(file.toString());
        words.add(remote(bucket, key));
        rclone(bucket, words.toArray(String[]::new));
    }

    @Override
    public Map<String, String> metadata(TestBucket bucket, String key) {
        Map<String, String> metadata = new TreeMap<>();
        Pattern entry = Pattern.compile("\"([^\"]+)\": ?\"([^\"]*)\"");
        String json = rclone(bucket, "lsjson", "--stat", "--metadata", remote(bucket, key));
        for (MatchResult match : entry.matcher(json).results().toList()) {
            metadata.put(match.group(1), match.group(2));
        }
        return metadata;
    }

    @Override
    public String presign(TestBucket bucket, String key) {
        return rclone(bucket, "link", "--expire=10m", remote(bucket, key)).strip();
    }
}
