package cacheworker.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.it.clients.matrix.ClientMatrix;
import cacheworker.it.clients.matrix.CommandLine;
import cacheworker.it.clients.matrix.Copies;
import cacheworker.it.clients.matrix.Deletes;
import cacheworker.it.clients.matrix.DeletesMany;
import cacheworker.it.clients.matrix.Feature;
import cacheworker.it.clients.matrix.KeepsMetadata;
import cacheworker.it.clients.matrix.Lists;
import cacheworker.it.clients.matrix.Presigns;
import cacheworker.it.clients.matrix.ReadsRanges;
import cacheworker.it.clients.matrix.Sample;
import cacheworker.it.clients.matrix.TestBucket;
import cacheworker.it.clients.matrix.Transfers;
import cacheworker.it.clients.matrix.UploadsParts;
import cacheworker.it.clients.matrix.WritesOnCondition;
import cacheworker.it.env.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** s3cmd, by its options alone. */
@ClientMatrix(
        value = "s3cmd",
        without = {Feature.UPLOAD_TAGS, Feature.CONDITIONAL_READ, Feature.CHECKSUMMED_UPLOAD})
class S3cmdIT
        implements Transfers,
                UploadsParts,
                ReadsRanges,
                Lists,
                Copies,
                Deletes,
                DeletesMany,
                KeepsMetadata,
                Presigns,
                WritesOnCondition {
    private static String s3cmd(TestBucket bucket, String... words) {
        return client(bucket).run(words);
    }

    private static CommandLine client(TestBucket bucket) {
        return new CommandLine(
                "s3cmd",
                "--config=/dev/null",
                "--no-ssl",
                "--host=" + bucket.authority(),
                "--host-bucket=" + bucket.authority(),
                "--access_key=" + TestBucket.ACCESS_KEY,
                "--secret_key=" + TestBucket.SECRET_KEY,
                "--no-progress");
    }

    private static String url(TestBucket bucket, String key) {
        return "s3://" + bucket.name() + "/" + key;
    }

    @Override
    public void upload(TestBucket bucket, Path file, String key) {
        s3cmd(bucket, "put", file.toString(), url(bucket, key));
    }

    @Override
    public void download(TestBucket bucket, String key, Path file) {
        s3cmd(bucket, "get", url(bucket, key), file.toString());
    }

    @Override
    public void uploadTree(TestBucket bucket, Path folder, List<String> keys) {
        s3cmd(bucket, "sync", folder + "/", url(bucket, ""));
    }

    @Override
    public void downloadTree(TestBucket bucket, List<String> keys, Path folder) throws IOException {
        Files.createDirectories(folder);
        s3cmd(bucket, "sync", url(bucket, ""), folder + "/");
    }

    @Override
    public void uploadInParts(TestBucket bucket, Path file, String key) {
        s3cmd(bucket, "put", "--multipart-chunk-size-mb=5", file.toString(), url(bucket, key));
    }

    /** Goes on with a file that is already there to some length: its only ranges are those to the end. */
    @Override
    public byte[] readRange(TestBucket bucket, String key, int first, int last) throws IOException {
        Path file = bucket.folder().resolve("continued-" + first);
        Files.write(file, Sample.LARGE.bytes(0, Math.max(first - 1, 0)));
        s3cmd(bucket, "get", "--continue", url(bucket, key), file.toString());
        return Arrays.copyOfRange(Files.readAllBytes(file), first, last + 1);
    }

    @Override
    public List<String> list(TestBucket bucket, String prefix) {
        String start = url(bucket, "");
        return s3cmd(bucket, "ls", "--recursive", url(bucket, prefix))
                .lines()
                .map(line -> line.substring(line.indexOf(start) + start.length()))
                .toList();
    }

    @Override
    public void copy(TestBucket bucket, String source, String target) {
        s3cmd(bucket, "cp", url(bucket, source), url(bucket, target));
    }

    @Override
    public void delete(TestBucket bucket, String key) {
        s3cmd(bucket, "del", url(bucket, key));
    }

    @Override
    public void deleteAll(TestBucket bucket, List<String> keys) {
        s3cmd(bucket, "del", "--recursive", "--force", url(bucket, "take/"));
    }

    @Override
    public void upload(TestBucket bucket, Path file, String key, Map<String, String> metadata) {
        List<String> words = new ArrayList<>(List.of("put"));
        metadata.forEach((name, value) -> words.add("--add-header=x-amz-meta-" + name + ":" + value));
        words.add(file.toString());
        words.add(url(bucket, key));
        s3cmd(bucket, words.toArray(String[]::new));
    }

    @Override
    public Map<String, String> metadata(TestBucket bucket, String key) {
        Map<String, String> metadata = new TreeMap<>();
        Pattern line = Pattern.compile("x-amz-meta-(\\S+): +(.*)");
        for (MatchResult match :
                line.matcher(s3cmd(bucket, "info", url(bucket, key))).results().toList()) {
            metadata.put(match.group(1), match.group(2));
        }
        return metadata;
    }

    /** In one request, since it would send the condition with the start of an upload in parts, where S3 refuses it. */
    @Override
    public boolean uploadOnCondition(TestBucket bucket, Path file, String key, @Nullable String etag) {
        String condition = etag == null ? "If-None-Match:*" : "If-Match:" + etag;
        Shell.Result result = client(bucket)
                .attempt("put", "--disable-multipart", "--add-header=" + condition, file.toString(), url(bucket, key));
        if (result.exit() != 0) {
            assertThat(result.output()).contains("412 (PreconditionFailed)");
        }
        return result.exit() == 0;
    }

    @Override
    public String presign(TestBucket bucket, String key) {
        return s3cmd(bucket, "signurl", url(bucket, key), "+600").strip();
    }
}
