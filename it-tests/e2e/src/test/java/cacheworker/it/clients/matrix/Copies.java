package cacheworker.it.clients.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;

/** A client that copies objects without reading them. */
public interface Copies {
    /** Copies within a bucket. */
    void copy(TestBucket bucket, String source, String target) throws IOException;

    @Proves(Feature.COPY)
    default void copiesHaveTheSameBytes(TestBucket bucket) throws IOException {
        for (Sample sample : List.of(Sample.SMALL, Sample.LARGE)) {
            bucket.put("source " + sample.size(), sample);
            copy(bucket, "source " + sample.size(), "a/copy+" + sample.size());
            assertThat(bucket.storedSha256("a/copy+" + sample.size())).isEqualTo(sample.sha256());
            assertThat(bucket.storedSha256("source " + sample.size())).isEqualTo(sample.sha256());
        }
    }
}
