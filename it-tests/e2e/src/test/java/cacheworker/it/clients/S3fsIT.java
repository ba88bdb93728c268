package cacheworker.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.it.clients.matrix.ClientMatrix;
import cacheworker.it.clients.matrix.CommandLine;
import cacheworker.it.clients.matrix.Deletes;
import cacheworker.it.clients.matrix.DeletesMany;
import cacheworker.it.clients.matrix.Feature;
import cacheworker.it.clients.matrix.Lists;
import cacheworker.it.clients.matrix.Proves;
import cacheworker.it.clients.matrix.ReadsRanges;
import cacheworker.it.clients.matrix.Sample;
import cacheworker.it.clients.matrix.TestBucket;
import cacheworker.it.clients.matrix.Transfers;
import cacheworker.it.clients.matrix.UploadsParts;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** s3fs: a bucket mounted as a file system. Needs FUSE, and fails where there is none. */
@ClientMatrix(
        value = "s3fs",
        without = {
            Feature.UPLOAD_TAGS,
            Feature.TAGS,
            Feature.CONDITIONAL_READ,
            Feature.CONDITIONAL_WRITE,
            Feature.PRESIGNED_URL
        })
class S3fsIT implements Transfers, UploadsParts, ReadsRanges, Lists, Deletes, DeletesMany {
    private @Nullable Path mounted;

    /** Mounts a bucket when it is first used, so that s3fs has not looked before the test has made its objects. */
    private Path mount(TestBucket bucket) throws IOException {
        if (mounted != null) {
            return mounted;
        }
        assertThat(Path.of("/dev/fuse")).as("s3fs needs FUSE").isWritable();
        Path password = bucket.folder().resolve("password");
        Files.writeString(password, TestBucket.ACCESS_KEY + ":" + TestBucket.SECRET_KEY);
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        Path point = Files.createDirectories(bucket.folder().resolve("mount"));
        new CommandLine("s3fs", bucket.name(), point.toString())
                .run(
                        "-o",
                        "url=" + bucket.endpoint() + ",use_path_request_style,enable_content_md5,passwd_file="
                                + password + ",multipart_size=5,multipart_threshold=6");
        mounted = point;
        return point;
    }

    @AfterEach
    void unmount() {
        if (mounted != null) {
            new CommandLine("fusermount").run("-u", mounted.toString());
            mounted = null;
        }
    }

    @Override
    public void upload(TestBucket bucket, Path file, String key) throws IOException {
        Path target = mount(bucket).resolve(key);
        Files.createDirectories(target.getParent());
        new CommandLine("cp").run(file.toString(), target.toString());
    }

    @Override
    public void download(TestBucket bucket, String key, Path file) throws IOException {
        Files.copy(mount(bucket).resolve(key), file);
    }

    @Override
    public void uploadInParts(TestBucket bucket, Path file, String key) throws IOException {
        upload(bucket, file, key);
    }

    @Override
    public byte[] readRange(TestBucket bucket, String key, int first, int last) throws IOException {
        byte[] bytes = new byte[last - first + 1];
        try (RandomAccessFile file =
                new RandomAccessFile(mount(bucket).resolve(key).toFile(), "r")) {
            file.seek(first);
            file.readFully(bytes);
        }
        return bytes;
    }

    @Override
    public List<String> list(TestBucket bucket, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(mount(bucket).resolve(prefix))) {
            return files.map(file -> prefix + file.getFileName()).sorted().toList();
        }
    }

    /** To rename is to copy within the service, and to delete. */
    @Proves(Feature.COPY)
    void renamedFileKeepsItsBytes(TestBucket bucket) throws IOException {
        upload(bucket, bucket.file("small.bin", Sample.SMALL), "from/here");
        Path to = mount(bucket).resolve("to+there");
        Files.move(mount(bucket).resolve("from/here"), to);
        assertThat(bucket.keys()).containsExactly("to+there");
        assertThat(bucket.storedSha256("to+there")).isEqualTo(Sample.SMALL.sha256());
    }

    @Proves(Feature.METADATA)
    void modeAndTimeOutliveTheMount(TestBucket bucket) throws IOException {
        upload(bucket, bucket.file("small.bin", Sample.SMALL), "file");
        FileTime time = FileTime.from(Instant.parse("2020-02-02T02:02:02Z"));
        Path file = mount(bucket).resolve("file");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x---"));
        Files.setLastModifiedTime(file, time);
        unmount();
        Path again = mount(bucket).resolve("file");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(again)))
                .isEqualTo("rwxr-x---");
        assertThat(Files.getLastModifiedTime(again)).isEqualTo(time);
        assertThat(bucket.storedSha256("file")).isEqualTo(Sample.SMALL.sha256());
    }

    /** The mount has {@code enable_content_md5}: single requests and parts carry a Content-MD5. */
    @Proves(Feature.CHECKSUMMED_UPLOAD)
    void md5OfUploadsHolds(TestBucket bucket) throws IOException {
        upload(bucket, bucket.file("small.bin", Sample.SMALL), "checked");
        assertThat(bucket.head("checked").eTag()).isEqualTo('"' + Sample.SMALL.md5() + '"');
    }

    @Override
    public void delete(TestBucket bucket, String key) throws IOException {
        Files.delete(mount(bucket).resolve(key));
    }

    @Override
    public void deleteAll(TestBucket bucket, List<String> keys) throws IOException {
        new CommandLine("rm").run("-r", mount(bucket).resolve("take").toString());
    }
}
