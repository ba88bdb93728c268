package cacheworker.it.clients.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

/** A client that reads parts of objects. */
public interface ReadsRanges {
    /** Reads some bytes, the last one included. */
    byte[] readRange(TestBucket bucket, String key, int first, int last) throws IOException;

    @Proves(Feature.READ_RANGE)
    default void rangesAreReadExactly(TestBucket bucket) throws IOException {
        bucket.put("whole.bin", Sample.LARGE);
        int end = Sample.LARGE.size() - 1;
        int[][] ranges = {{0, 0}, {1_000_000, 3_500_000}, {end - 4_998, end}};
        for (int[] range : ranges) {
            assertThat(readRange(bucket, "whole.bin", range[0], range[1]))
                    .as("bytes %d to %d", range[0], range[1])
                    .isEqualTo(Sample.LARGE.bytes(range[0], range[1]));
        }
    }
}
