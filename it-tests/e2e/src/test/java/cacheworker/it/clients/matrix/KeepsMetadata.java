package cacheworker.it.clients.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A client that gives objects metadata of the user's, and tells it. */
public interface KeepsMetadata {
    /** Uploads a file with metadata. */
    void upload(TestBucket bucket, Path file, String key, Map<String, String> metadata) throws IOException;

    /** The metadata of an object; may hold more, of the client's own. */
    Map<String, String> metadata(TestBucket bucket, String key) throws IOException;

    @Proves(Feature.METADATA)
    default void metadataGoesBothWays(TestBucket bucket) throws IOException {
        Map<String, String> metadata = Map.of("colour", "deep blue", "run-id", "0042");
        upload(bucket, bucket.file("small.bin", Sample.SMALL), "with metadata", metadata);
        assertThat(bucket.head("with metadata").metadata()).containsAllEntriesOf(metadata);
        assertThat(metadata(bucket, "with metadata")).containsAllEntriesOf(metadata);
        assertThat(bucket.storedSha256("with metadata")).isEqualTo(Sample.SMALL.sha256());
    }
}
