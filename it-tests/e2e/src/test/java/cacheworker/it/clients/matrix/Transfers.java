package cacheworker.it.clients.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A client that puts files into a bucket and gets them back. */
public interface Transfers {
    /** Keys whose letters have a meaning in URLs, XML or headers, or take more than one byte. */
    List<String> ODD_KEYS = List.of(
            "odd/blank in the name.txt",
            "odd/plus+and&percent%41%2F=equals",
            "odd/käse 日本語 🙂/ключ",
            "odd/quote'(1)!~@,;$",
            "odd/less<more>#hash?question=1");

    /** Uploads a file. */
    void upload(TestBucket bucket, Path file, String key) throws IOException;

    /** Reads an object into a file that does not exist. */
    void download(TestBucket bucket, String key, Path file) throws IOException;

    /** Uploads each file of a folder to a key that ends like its path. */
    default void uploadTree(TestBucket bucket, Path folder, List<String> keys) throws IOException {
        for (String key : keys) {
            upload(bucket, folder.resolve(key), key);
        }
    }

    /** Reads objects into files of a folder. */
    default void downloadTree(TestBucket bucket, List<String> keys, Path folder) throws IOException {
        for (String key : keys) {
            Path file = folder.resolve(key);
            Files.createDirectories(file.getParent());
            download(bucket, key, file);
        }
    }

    /** The odd keys that the client itself takes. */
    default List<String> oddKeys() {
        return ODD_KEYS;
    }

    @Proves(Feature.UPLOAD_SMALL)
    default void smallFileArrives(TestBucket bucket) throws IOException {
        upload(bucket, bucket.file("small.bin", Sample.SMALL), "in/a/folder/small.bin");
        assertThat(bucket.storedSha256("in/a/folder/small.bin")).isEqualTo(Sample.SMALL.sha256());
        assertThat(bucket.keys()).containsExactly("in/a/folder/small.bin");
    }

    @Proves(Feature.UPLOAD_SMALL)
    default void smallFileReplacesAnObject(TestBucket bucket) throws IOException {
        bucket.put("small.bin", Sample.LARGE);
        upload(bucket, bucket.file("small.bin", Sample.SMALL), "small.bin");
        assertThat(bucket.storedSha256("small.bin")).isEqualTo(Sample.SMALL.sha256());
    }

    @Proves(Feature.READ_WHOLE)
    default void objectsAreReadWhole(TestBucket bucket) throws IOException {
        for (Sample sample : List.of(Sample.SMALL, Sample.LARGE)) {
            String key = "read/" + sample.size();
            bucket.put(key, sample);
            Path file = bucket.folder().resolve("got-" + sample.size());
            download(bucket, key, file);
            assertThat(Digests.sha256(file)).as("%d bytes", sample.size()).isEqualTo(sample.sha256());
        }
    }

    @Proves(Feature.EMPTY_OBJECT)
    default void emptyObjectGoesBothWays(TestBucket bucket) throws IOException {
        upload(bucket, bucket.file("empty", Sample.EMPTY), "empty.bin");
        assertThat(bucket.head("empty.bin").contentLength()).isZero();
        Path file = bucket.folder().resolve("empty-again");
        download(bucket, "empty.bin", file);
        assertThat(file).isEmptyFile();
    }

    @Proves(Feature.ODD_KEYS)
    default void oddKeysGoBothWays(TestBucket bucket) throws IOException {
        Path there = bucket.folder().resolve("there");
        for (String key : oddKeys()) {
            bucket.file("there/" + key, Sample.SMALL);
        }
        uploadTree(bucket, there, oddKeys());
        assertThat(bucket.keys()).containsExactlyInAnyOrderElementsOf(oddKeys());
        Path back = bucket.folder().resolve("back");
        downloadTree(bucket, oddKeys(), back);
        for (String key : oddKeys()) {
            assertThat(bucket.storedSha256(key)).as(key).isEqualTo(Sample.SMALL.sha256());
            assertThat(Digests.sha256(back.resolve(key))).as(key).isEqualTo(Sample.SMALL.sha256());
        }
    }
}
