package cacheworker.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.it.clients.matrix.ClientMatrix;
import cacheworker.it.clients.matrix.CommandLine;
import cacheworker.it.clients.matrix.Copies;
import cacheworker.it.clients.matrix.Deletes;
import cacheworker.it.clients.matrix.DeletesMany;
import cacheworker.it.clients.matrix.Feature;
import cacheworker.it.clients.matrix.InstalledClient;
import cacheworker.it.clients.matrix.KeepsMetadata;
import cacheworker.it.clients.matrix.Lists;
import cacheworker.it.clients.matrix.Presigns;
import cacheworker.it.clients.matrix.ReadsOnCondition;
import cacheworker.it.clients.matrix.ReadsRanges;
import cacheworker.it.clients.matrix.SendsChecksums;
import cacheworker.it.clients.matrix.Tags;
import cacheworker.it.clients.matrix.TestBucket;
import cacheworker.it.clients.matrix.Transfers;
import cacheworker.it.clients.matrix.UploadsParts;
import cacheworker.it.clients.matrix.UploadsWithTags;
import cacheworker.it.clients.matrix.WritesOnCondition;
import cacheworker.it.env.Shell;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The AWS CLI: {@code aws s3} for files, {@code aws s3api} for what only it can say. */
@ClientMatrix(value = "aws-cli", installed = AwsCliIT.Installed.class)
class AwsCliIT
        implements Transfers,
                UploadsParts,
                ReadsRanges,
                Lists,
                Copies,
                Deletes,
                DeletesMany,
                KeepsMetadata,
                UploadsWithTags,
                Tags,
                SendsChecksums,
                ReadsOnCondition,
                WritesOnCondition,
                Presigns {
    /** Debian 12 has a version that only reads on a condition. */
    static final class Installed extends InstalledClient {
        @Override
        public Set<Feature> lacks() {
            String output = new CommandLine("aws", "s3api", "put-object", "--bucket", "b", "--key", "k")
                    .attempt("--if-none-match", "*", "--generate-cli-skeleton")
                    .output();
            return output.contains("Unknown options: --if-none-match") ? Set.of(Feature.CONDITIONAL_WRITE) : Set.of();
        }
    }

    private static CommandLine aws(TestBucket bucket) {
        return new CommandLine("aws", "--endpoint-url", bucket.endpoint(), "--output", "text");
    }

    private static CommandLine api(TestBucket bucket, String operation, String key) {
        return new CommandLine(
                "aws",
                "--endpoint-url",
                bucket.endpoint(),
                "--output",
                "text",
                "s3api",
                operation,
                "--bucket",
                bucket.name(),
                "--key",
                key);
    }

    private static String url(TestBucket bucket, String key) {
        return "s3://" + bucket.name() + "/" + key;
    }

    @Override
    public void upload(TestBucket bucket, Path file, String key) {
        aws(bucket).run("s3", "cp", "--only-show-errors", file.toString(), url(bucket, key));
    }

    @Override
    public void download(TestBucket bucket, String key, Path file) {
        aws(bucket).run("s3", "cp", "--only-show-errors", url(bucket, key), file.toString());
    }

    @Override
    public void uploadTree(TestBucket bucket, Path folder, List<String> keys) {
        aws(bucket).run("s3", "sync", "--only-show-errors", folder.toString(), url(bucket, ""));
    }

    @Override
    public void downloadTree(TestBucket bucket, List<String> keys, Path folder) {
        aws(bucket).run("s3", "sync", "--only-show-errors", url(bucket, ""), folder.toString());
    }

    @Override
    public void uploadInParts(TestBucket bucket, Path file, String key) {
        upload(bucket, file, key);
    }

    @Override
    public byte[] readRange(TestBucket bucket, String key, int first, int last) throws IOException {
        Path file = bucket.folder().resolve("range-" + first);
        api(bucket, "get-object", key).run("--range", "bytes=" + first + "-" + last, file.toString());
        return Files.readAllBytes(file);
    }

    @Override
    public List<String> list(TestBucket bucket, String prefix) {
        Pattern line = Pattern.compile("[-0-9]+ [:0-9]+ +[0-9]+ (.*)");
        return aws(bucket)
                .run("s3", "ls", "--recursive", url(bucket, prefix))
                .lines()
                .map(line::matcher)
                .filter(match -> match.matches())
                .map(match -> match.group(1))
                .toList();
    }

    @Override
    public void copy(TestBucket bucket, String source, String target) {
        aws(bucket).run("s3", "cp", "--only-show-errors", url(bucket, source), url(bucket, target));
    }

    @Override
    public void delete(TestBucket bucket, String key) {
        aws(bucket).run("s3", "rm", "--only-show-errors", url(bucket, key));
    }

    @Override
    public void deleteAll(TestBucket bucket, List<String> keys) {
        String objects = keys.stream()
                .map(key -> "{\"Key\":\"" + key + "\"}")
                .collect(Collectors.joining(",", "{\"Objects\":[", "]}"));
        aws(bucket).run("s3api", "delete-objects", "--bucket", bucket.name(), "--delete", objects);
    }

    @Override
    public void upload(TestBucket bucket, Path file, String key, Map<String, String> metadata) {
        String pairs = metadata.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(","));
        aws(bucket).run("s3", "cp", "--only-show-errors", "--metadata", pairs, file.toString(), url(bucket, key));
    }

    @Override
    public Map<String, String> metadata(TestBucket bucket, String key) {
        String[] values = api(bucket, "head-object", key)
                .run("--query", "[Metadata.colour, Metadata.\"run-id\"]")
                .strip()
                .split("\t");
        assertThat(Arrays.asList(values)).hasSize(2);
        return Map.of("colour", values[0], "run-id", values[1]);
    }

    /** In one request: {@code aws s3 cp} has no option for tags. */
    @Override
    public void uploadWithTags(TestBucket bucket, Path file, String key, Map<String, String> tags) {
        String query = tags.entrySet().stream()
                .map(tag -> encode(tag.getKey()) + "=" + encode(tag.getValue()))
                .collect(Collectors.joining("&"));
        api(bucket, "put-object", key).run("--tagging", query, "--body", file.toString());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String tagging(TestBucket bucket, String verb, String key, String... more) {
        List<String> words = new ArrayList<>(List.of("s3api"));
        words.addAll(
                key.isEmpty() ? List.of(verb + "-bucket-tagging") : List.of(verb + "-object-tagging", "--key", key));
        words.addAll(List.of("--bucket", bucket.name()));
        words.addAll(Arrays.asList(more));
        return aws(bucket).run(words.toArray(String[]::new));
    }

    @Override
    public void setTags(TestBucket bucket, String key, Map<String, String> tags) {
        String set = tags.entrySet().stream()
                .map(tag -> "{\"Key\":\"" + tag.getKey() + "\",\"Value\":\"" + tag.getValue() + "\"}")
                .collect(Collectors.joining(",", "{\"TagSet\":[", "]}"));
        tagging(bucket, "put", key, "--tagging", set);
    }

    @Override
    public Map<String, String> tags(TestBucket bucket, String key) {
        return tagging(bucket, "get", key, "--query", "TagSet[].[Key,Value]")
                .lines()
                .map(line -> line.split("\t"))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    @Override
    public void deleteTags(TestBucket bucket, String key) {
        tagging(bucket, "delete", key);
    }

    @Override
    public boolean uploadWithSha256(TestBucket bucket, Path file, String key, String sha256) {
        Shell.Result result =
                api(bucket, "put-object", key).attempt("--checksum-sha256", sha256, "--body", file.toString());
        if (result.exit() != 0) {
            assertThat(result.output()).contains("(BadDigest)");
        }
        return result.exit() == 0;
    }

    @Override
    public boolean readIfChanged(TestBucket bucket, String key, String etag) {
        Shell.Result result = api(bucket, "get-object", key)
                .attempt(
                        "--if-none-match",
                        etag,
                        bucket.folder().resolve("changed").toString());
        if (result.exit() != 0) {
            assertThat(result.output()).contains("(304)").contains("Not Modified");
        }
        return result.exit() == 0;
    }

    @Override
    public boolean uploadOnCondition(TestBucket bucket, Path file, String key, @Nullable String etag) {
        String[] condition = etag == null ? new String[] {"--if-none-match", "*"} : new String[] {"--if-match", etag};
        Shell.Result result =
                api(bucket, "put-object", key).attempt("--body", file.toString(), condition[0], condition[1]);
        if (result.exit() != 0) {
            assertThat(result.output()).contains("(PreconditionFailed)");
        }
        return result.exit() == 0;
    }

    @Override
    public String presign(TestBucket bucket, String key) {
        return aws(bucket).run("s3", "presign", url(bucket, key)).strip();
    }
}
