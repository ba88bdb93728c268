package cacheworker.it.clients.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A client that is a library of another language: each verb is one run of a script, with the verbs of the features. */
public abstract class ScriptedClient
        implements Transfers,
                UploadsParts,
                ReadsRanges,
                Lists,
                Copies,
                Deletes,
                DeletesMany,
                KeepsMetadata,
                Tags,
                WritesOnCondition,
                Presigns {
    /** The interpreter and its script, which take endpoint, bucket, verb and arguments. */
    protected abstract CommandLine script();

    /** Runs a verb, and gives what it printed. */
    protected final String run(TestBucket bucket, String verb, String... arguments) {
        String[] words = new String[arguments.length + 3];
        words[0] = bucket.endpoint();
        words[1] = bucket.name();
        words[2] = verb;
        System.arraycopy(arguments, 0, words, 3, arguments.length);
        return script().run(words);
    }

    private static String json(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String json(List<String> texts) {
        return texts.stream().map(ScriptedClient::json).collect(Collectors.joining(",", "[", "]"));
    }

    private static String json(Map<String, String> pairs) {
        return pairs.entrySet().stream()
                .map(entry -> json(entry.getKey()) + ":" + json(entry.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    @Override
    public void upload(TestBucket bucket, Path file, String key) {
        run(bucket, "upload", file.toString(), key);
    }

    @Override
    public void download(TestBucket bucket, String key, Path file) {
        run(bucket, "download", key, file.toString());
    }

    @Override
    public void uploadTree(TestBucket bucket, Path folder, List<String> keys) {
        run(
                bucket,
                "upload-many",
                keys.stream()
                        .map(key -> json(List.of(folder.resolve(key).toString(), key)))
                        .collect(Collectors.joining(",", "[", "]")));
    }

    @Override
    public void downloadTree(TestBucket bucket, List<String> keys, Path folder) throws IOException {
        for (String key : keys) {
            Files.createDirectories(folder.resolve(key).getParent());
        }
        run(
                bucket,
                "download-many",
                keys.stream()
                        .map(key -> json(List.of(key, folder.resolve(key).toString())))
                        .collect(Collectors.joining(",", "[", "]")));
    }

    @Override
    public void uploadInParts(TestBucket bucket, Path file, String key) {
        upload(bucket, file, key);
    }

    @Override
    public byte[] readRange(TestBucket bucket, String key, int first, int last) throws IOException {
        Path file = bucket.folder().resolve("range-" + first);
        run(bucket, "range", key, Integer.toString(first), Integer.toString(last), file.toString());
        return Files.readAllBytes(file);
    }

    @Override
    public List<String> list(TestBucket bucket, String prefix) {
        return run(bucket, "list", prefix).lines().toList();
    }

    @Override
    public void copy(TestBucket bucket, String source, String target) {
        run(bucket, "copy", source, target);
    }

    @Override
    public void delete(TestBucket bucket, String key) {
        run(bucket, "delete", key);
    }

    @Override
    public void deleteAll(TestBucket bucket, List<String> keys) {
        run(bucket, "delete-all", json(keys));
    }

    @Override
    public void upload(TestBucket bucket, Path file, String key, Map<String, String> metadata) {
        run(bucket, "upload", file.toString(), key, json(metadata));
    }

    @Override
    public Map<String, String> metadata(TestBucket bucket, String key) {
        return pairs(run(bucket, "metadata", key));
    }

    private static Map<String, String> pairs(String lines) {
        Map<String, String> pairs = new TreeMap<>();
        lines.lines().forEach(line -> {
            int sign = line.indexOf('=');
            pairs.put(line.substring(0, sign), line.substring(sign + 1));
        });
        return pairs;
    }

    /** Uploads a file with tags, by a verb that not every client has. */
    public void uploadWithTags(TestBucket bucket, Path file, String key, Map<String, String> tags) {
        run(bucket, "upload-tagged", file.toString(), key, json(tags));
    }

    @Override
    public void setTags(TestBucket bucket, String key, Map<String, String> tags) {
        run(bucket, "set-tags", key, json(tags));
    }

    @Override
    public Map<String, String> tags(TestBucket bucket, String key) {
        return pairs(run(bucket, "tags", key));
    }

    @Override
    public void deleteTags(TestBucket bucket, String key) {
        run(bucket, "delete-tags", key);
    }

    @Override
    public boolean uploadOnCondition(TestBucket bucket, Path file, String key, @Nullable String etag) {
        return run(bucket, "upload-if", file.toString(), key, etag == null ? "" : etag)
                .strip()
                .equals("taken");
    }

    @Override
    public String presign(TestBucket bucket, String key) {
        return run(bucket, "presign", key).strip();
    }
}
