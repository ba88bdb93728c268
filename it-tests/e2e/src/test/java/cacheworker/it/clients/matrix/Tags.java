package cacheworker.it.clients.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A client that tags objects that are there, and buckets. The key of a bucket itself is empty. */
public interface Tags {
    /** Gives an object or the bucket these tags instead of those that it has. */
    void setTags(TestBucket bucket, String key, Map<String, String> tags) throws IOException;

    /** The tags of an object or of the bucket, which has some. */
    Map<String, String> tags(TestBucket bucket, String key) throws IOException;

    /** Takes all tags from an object or from the bucket. */
    void deleteTags(TestBucket bucket, String key) throws IOException;

    @Proves(Feature.TAGS)
    default void tagsAreReplacedToldAndTakenAway(TestBucket plain) throws IOException {
        TestBucket bucket = plain.withTags();
        Map<String, String> first = Map.of("project", "deep blue", "run/id", "1+1=2 @ 5:00", "käse", "日本");
        Map<String, String> second = Map.of("project", "deeper blue");
        bucket.put("to be tagged", Sample.SMALL);
        String etag = bucket.head("to be tagged").eTag();
        for (String key : List.of("to be tagged", "")) {
            setTags(bucket, key, first);
            assertThat(bucket.storedTags(key)).isEqualTo(first);
            assertThat(tags(bucket, key)).isEqualTo(first);
            setTags(bucket, key, second);
            assertThat(tags(bucket, key)).isEqualTo(second);
            assertThat(bucket.storedTags(key)).isEqualTo(second);
            deleteTags(bucket, key);
            assertThat(bucket.storedTags(key)).isEmpty();
        }
        assertThat(bucket.head("to be tagged").eTag()).isEqualTo(etag);
        assertThat(bucket.storedSha256("to be tagged")).isEqualTo(Sample.SMALL.sha256());
    }
}
