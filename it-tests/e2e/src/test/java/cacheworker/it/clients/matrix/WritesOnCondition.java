package cacheworker.it.clients.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A client that writes only over what it knows, so that of two writers one loses and is told. */
public interface WritesOnCondition {
    /**
     * Uploads a file if nobody has been faster.
     *
     * @param etag the entity tag of the object to replace; null if there is to be none
     * @return false when the service refused it because the object is another, or there is one
     */
    boolean uploadOnCondition(TestBucket bucket, Path file, String key, @Nullable String etag) throws IOException;

    /** What takes the place of the first object: large enough for parts, where the client cuts. */
    default Sample replacement() {
        return Sample.LARGE;
    }

    @Proves(Feature.CONDITIONAL_WRITE)
    default void laterOfTwoWritersIsRefused(TestBucket bucket) throws IOException {
        Path small = bucket.file("small.bin", Sample.SMALL);
        Path large = bucket.file("large.bin", Sample.LARGE);
        Path replacement = bucket.file("replacement.bin", replacement());
        assertThat(uploadOnCondition(bucket, small, "guarded", null)).isTrue();
        String first = bucket.head("guarded").eTag();
        assertThat(uploadOnCondition(bucket, large, "guarded", null)).isFalse();
        assertThat(bucket.storedSha256("guarded")).isEqualTo(Sample.SMALL.sha256());

        assertThat(uploadOnCondition(bucket, replacement, "guarded", first)).isTrue();
        assertThat(uploadOnCondition(bucket, small, "guarded", first)).isFalse();
        assertThat(bucket.storedSha256("guarded")).isEqualTo(replacement().sha256());
    }
}
