package cacheworker.it.clients.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A client that deletes many objects by one command or call. */
public interface DeletesMany {
    /** Deletes objects, which are all below {@code take/}, where there are no others. */
    void deleteAll(TestBucket bucket, List<String> keys) throws IOException;

    @Proves(Feature.DELETE_MANY)
    default void manyObjectsAreDeleted(TestBucket bucket) throws IOException {
        List<String> keys = Stream.concat(
                        IntStream.range(0, 20).mapToObj("take/%02d"::formatted),
                        Stream.of("take/below/a+b", "take/below/käse & <brot>"))
                .toList();
        bucket.put("leave/00", Sample.EMPTY);
        bucket.put("taken", Sample.EMPTY);
        keys.forEach(key -> bucket.put(key, Sample.EMPTY));
        deleteAll(bucket, keys);
        assertThat(bucket.keys()).containsExactly("leave/00", "taken");
    }
}
