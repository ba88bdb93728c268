package cacheworker.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.it.clients.matrix.ClientMatrix;
import cacheworker.it.clients.matrix.Deletes;
import cacheworker.it.clients.matrix.DeletesMany;
import cacheworker.it.clients.matrix.Feature;
import cacheworker.it.clients.matrix.KeepsMetadata;
import cacheworker.it.clients.matrix.Lists;
import cacheworker.it.clients.matrix.Proves;
import cacheworker.it.clients.matrix.ReadsRanges;
import cacheworker.it.clients.matrix.Sample;
import cacheworker.it.clients.matrix.TestBucket;
import cacheworker.it.clients.matrix.Transfers;
import cacheworker.it.clients.matrix.UploadsParts;
import cacheworker.it.clients.matrix.WritesOnCondition;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.s3a.RemoteFileChangedException;
import org.jspecify.annotations.Nullable;

/** Hadoop's S3A, as Spark, Hive and others use it: files and directories over a bucket. */
@ClientMatrix(
        value = "Hadoop S3A",
        without = {Feature.UPLOAD_TAGS, Feature.TAGS, Feature.CONDITIONAL_READ, Feature.PRESIGNED_URL})
class HadoopS3aIT
        implements Transfers, UploadsParts, ReadsRanges, Lists, Deletes, DeletesMany, KeepsMetadata, WritesOnCondition {
    private interface Call<T> {
        T on(FileSystem files) throws IOException;
    }

    private static <T> T call(TestBucket bucket, Call<T> call) throws IOException {
        return call(bucket, Map.of(), call);
    }

    private static <T> T call(TestBucket bucket, Map<String, String> more, Call<T> call) throws IOException {
        Configuration settings = new Configuration();
        settings.set("fs.s3a.endpoint", bucket.endpoint());
        settings.set("fs.s3a.endpoint.region", TestBucket.REGION);
        settings.set("fs.s3a.path.style.access", "true");
        settings.set("fs.s3a.bucket.probe", "0");
        settings.set("fs.s3a.access.key", TestBucket.ACCESS_KEY);
        settings.set("fs.s3a.secret.key", TestBucket.SECRET_KEY);
        settings.set("fs.s3a.multipart.size", "5M");
        settings.set("fs.s3a.multipart.threshold", "5M");
        settings.set("fs.s3a.fast.upload.buffer", "bytebuffer");
        settings.set("hadoop.tmp.dir", bucket.folder().resolve("hadoop").toString());
        more.forEach(settings::set);
        try (FileSystem files = FileSystem.newInstance(URI.create("s3a://" + bucket.name()), settings)) {
            return call.on(files);
        }
    }

    /** A path that takes the key as it is, without reading it as a URI. */
    private static Path path(TestBucket bucket, String key) {
        try {
            return new Path(new URI("s3a", bucket.name(), "/" + key, null, null));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(key, e);
        }
    }

    private static String key(Path path) {
        return path.toUri().getPath().substring(1);
    }

    @Override
    public void upload(TestBucket bucket, java.nio.file.Path file, String key) throws IOException {
        upload(bucket, file, key, Map.of());
    }

    @Override
    public void upload(TestBucket bucket, java.nio.file.Path file, String key, Map<String, String> metadata)
            throws IOException {
        call(bucket, files -> {
            FSDataOutputStreamBuilder<?, ?> builder =
                    files.createFile(path(bucket, key)).recursive().overwrite(true);
            metadata.forEach((name, value) -> builder.opt("fs.s3a.create.header." + name, value));
            try (OutputStream out = builder.build()) {
                return Files.copy(file, out);
            }
        });
    }

    @Override
    public void uploadInParts(TestBucket bucket, java.nio.file.Path file, String key) throws IOException {
        upload(bucket, file, key);
    }

    @Override
    public void download(TestBucket bucket, String key, java.nio.file.Path file) throws IOException {
        call(bucket, files -> {
            try (FSDataInputStream in = files.open(path(bucket, key))) {
                return Files.copy(in, file);
            }
        });
    }

    @Override
    public byte[] readRange(TestBucket bucket, String key, int first, int last) throws IOException {
        return call(bucket, files -> {
            byte[] bytes = new byte[last - first + 1];
            try (FSDataInputStream in = files.open(path(bucket, key))) {
                in.readFully(first, bytes);
            }
            return bytes;
        });
    }

    @Override
    public List<String> list(TestBucket bucket, String prefix) throws IOException {
        return call(bucket, files -> {
            List<String> keys = new ArrayList<>();
            RemoteIterator<LocatedFileStatus> found = files.listFiles(path(bucket, prefix), true);
            while (found.hasNext()) {
                keys.add(key(found.next().getPath()));
            }
            return keys;
        });
    }

    /** To rename a directory is to copy each object within the service, and to delete. */
    @Proves(Feature.COPY)
    void renamedDirectoryKeepsItsFiles(TestBucket bucket) throws IOException {
        bucket.put("before/small file", Sample.SMALL);
        bucket.put("before/below/large+file", Sample.LARGE);
        boolean isRenamed = call(bucket, files -> files.rename(path(bucket, "before"), path(bucket, "after")));
        assertThat(isRenamed).isTrue();
        assertThat(bucket.keys()).containsExactly("after/below/large+file", "after/small file");
        assertThat(bucket.storedSha256("after/small file")).isEqualTo(Sample.SMALL.sha256());
        assertThat(bucket.storedSha256("after/below/large+file")).isEqualTo(Sample.LARGE.sha256());
    }

    @Override
    public boolean uploadOnCondition(TestBucket bucket, java.nio.file.Path file, String key, @Nullable String etag)
            throws IOException {
        return call(bucket, files -> {
            FSDataOutputStreamBuilder<?, ?> builder =
                    files.createFile(path(bucket, key)).overwrite(true);
            if (etag == null) {
                builder.must("fs.option.create.conditional.overwrite", true);
            } else {
                builder.must("fs.option.create.conditional.overwrite.etag", etag);
            }
            try (OutputStream out = builder.build()) {
                Files.copy(file, out);
            } catch (RemoteFileChangedException e) {
                return false;
            }
            return true;
        });
    }

    @Override
    public void delete(TestBucket bucket, String key) throws IOException {
        boolean isDeleted = call(bucket, files -> files.delete(path(bucket, key), false));
        assertThat(isDeleted).isTrue();
    }

    @Override
    public void deleteAll(TestBucket bucket, List<String> keys) throws IOException {
        boolean isDeleted = call(bucket, files -> files.delete(path(bucket, "take"), true));
        assertThat(isDeleted).isTrue();
    }

    @Override
    public Map<String, String> metadata(TestBucket bucket, String key) throws IOException {
        Map<String, String> metadata = new TreeMap<>();
        call(bucket, files -> files.getXAttrs(path(bucket, key)))
                .forEach((name, value) ->
                        metadata.put(name.replace("header.", ""), new String(value, StandardCharsets.UTF_8)));
        return metadata;
    }
}
