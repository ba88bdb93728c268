package cacheworker.it.clients.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

/** A client that cuts large files into parts by itself. */
public interface UploadsParts {
    /** Uploads a file of {@link Sample#LARGE} in more than one part. */
    void uploadInParts(TestBucket bucket, Path file, String key) throws IOException;

    @Proves(Feature.UPLOAD_MULTIPART)
    default void largeFileArrivesInParts(TestBucket bucket) throws IOException {
        uploadInParts(bucket, bucket.file("large.bin", Sample.LARGE), "in/a/folder/large.bin");
        assertThat(bucket.storedSha256("in/a/folder/large.bin")).isEqualTo(Sample.LARGE.sha256());
        assertThat(bucket.head("in/a/folder/large.bin").eTag()).matches("\"[0-9a-f]{32}-[1-9][0-9]*\"");
        assertThat(bucket.keys()).containsExactly("in/a/folder/large.bin");
    }
}
