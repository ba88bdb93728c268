package cacheworker.it.clients.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

/** A client that deletes objects one by one. */
public interface Deletes {
    /** Deletes an object. */
    void delete(TestBucket bucket, String key) throws IOException;

    @Proves(Feature.DELETE_ONE)
    default void oneObjectIsDeleted(TestBucket bucket) throws IOException {
        bucket.put("a/leave", Sample.SMALL);
        bucket.put("a/take this", Sample.SMALL);
        delete(bucket, "a/take this");
        assertThat(bucket.keys()).containsExactly("a/leave");
    }
}
