package cacheworker.it.clients.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

/** A client that sends a checksum with an upload, which the service compares with what arrived. */
public interface SendsChecksums {
    /**
     * Uploads a file with a SHA-256.
     *
     * @param sha256 what is said of the file, in base64
     * @return false when the service refused it because the file is another
     */
    boolean uploadWithSha256(TestBucket bucket, Path file, String key, String sha256) throws IOException;

    @Proves(Feature.CHECKSUMMED_UPLOAD)
    default void wrongChecksumIsRefusedAndLeavesTheObjectAlone(TestBucket bucket) throws IOException {
        Path small = bucket.file("small.bin", Sample.SMALL);
        Path empty = bucket.file("empty.bin", Sample.EMPTY);
        assertThat(uploadWithSha256(bucket, small, "checked.bin", Sample.SMALL.sha256Base64()))
                .isTrue();
        assertThat(uploadWithSha256(bucket, empty, "checked.bin", Sample.SMALL.sha256Base64()))
                .isFalse();
        assertThat(bucket.storedSha256("checked.bin")).isEqualTo(Sample.SMALL.sha256());
    }
}
