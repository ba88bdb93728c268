package cacheworker.it.clients.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

/** A client that reads an object only if it has changed. */
public interface ReadsOnCondition {
    /**
     * Reads an object unless it still is the one that the reader knows.
     *
     * @param etag the entity tag of what the reader knows
     * @return whether there was something new to read
     */
    boolean readIfChanged(TestBucket bucket, String key, String etag) throws IOException;

    @Proves(Feature.CONDITIONAL_READ)
    default void onlyWhatHasChangedIsRead(TestBucket bucket) throws IOException {
        bucket.put("known", Sample.LARGE);
        String etag = bucket.head("known").eTag();
        assertThat(readIfChanged(bucket, "known", etag)).isFalse();
        bucket.put("known", Sample.SMALL);
        assertThat(readIfChanged(bucket, "known", etag)).isTrue();
    }
}
