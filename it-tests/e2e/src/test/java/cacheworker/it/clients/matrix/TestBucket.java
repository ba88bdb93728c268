package cacheworker.it.clients.matrix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket that one test has for itself, a folder for its files, and the means to see what a client really did. */
public final class TestBucket {
    /** The access key, which names the user. */
    public static final String ACCESS_KEY = "alice";

    /** The secret key, which nobody checks. */
    public static final String SECRET_KEY = "any-secret";

    /** The region that clients are told. */
    public static final String REGION = "us-east-1";

    /** The keys of the bucket of many keys, in their order. */
    public static final List<String> MANY_KEYS =
            IntStream.range(0, 1_100).mapToObj("many/%04d.txt"::formatted).toList();

    private final SharedWorker worker;
    private final String name;
    private final Path folder;

    TestBucket(SharedWorker worker, String name, Path folder) {
        this.worker = worker;
        this.name = name;
        this.folder = folder;
    }

    /** Where the worker listens, as a URL. */
    public String endpoint() {
        return worker.worker().endpoint();
    }

    /** Where the worker listens, as host and port. */
    public String authority() {
        return "127.0.0.1:" + worker.worker().s3Port();
    }

    /** The name of the bucket. */
    public String name() {
        return name;
    }

    /** A folder for the files of the test. */
    public Path folder() {
        return folder;
    }

    /** A file of the folder with the bytes of a sample. */
    public Path file(String fileName, Sample sample) {
        try {
            Path file = folder.resolve(fileName);
            Files.createDirectories(file.getParent());
            return Files.write(file, sample.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes an object by another client than the one under test. */
    public void put(String key, Sample sample) {
        worker.s3().putObject(b -> b.bucket(name).key(key), RequestBody.fromBytes(sample.bytes()));
    }

    /** Makes an object with metadata by another client than the one under test. */
    public void put(String key, Sample sample, Map<String, String> metadata) {
        worker.s3().putObject(b -> b.bucket(name).key(key).metadata(metadata), RequestBody.fromBytes(sample.bytes()));
    }

    /** What HEAD says, with checksums, to another client than the one under test. */
    public HeadObjectResponse head(String key) {
        return worker.s3().headObject(b -> b.bucket(name).key(key).checksumMode(ChecksumMode.ENABLED));
    }

    /** The SHA-256 of what the UFS holds, read from it without the worker. */
    public String storedSha256(String key) {
        return worker.storedSha256(name, key);
    }

    /** The tags of an object, or of the bucket where the key is empty; those that an S3 UFS itself has. */
    public Map<String, String> storedTags(String key) {
        return worker.storedTags(name, key);
    }

    /** All keys but those of folders, in their order. */
    public List<String> keys() {
        return worker.s3().listObjectsV2Paginator(b -> b.bucket(name)).contents().stream()
                .map(S3Object::key)
                .filter(key -> !key.endsWith("/"))
                .toList();
    }

    /** A bucket whose UFS keeps tags, which this may be itself; else all tests share it. */
    public TestBucket withTags() {
        return worker.bucketWithTags(this, folder);
    }

    /** The bucket of {@link #MANY_KEYS}, which is only to be read. */
    public TestBucket ofManyKeys() {
        return worker.bucketOfManyKeys(folder);
    }
}
