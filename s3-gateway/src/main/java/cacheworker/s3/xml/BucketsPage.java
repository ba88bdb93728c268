package cacheworker.s3.xml;

import cacheworker.core.mount.Bucket;
import java.util.List;

/**
 * A page of buckets.
 *
 * @param buckets those to be shown, in order
 * @param region the region of each, or empty when it is not to be shown
 * @param prefix what their names begin with; empty when that was not asked for
 * @param next the token of the next page; empty when this is the last
 */
public record BucketsPage(List<Bucket> buckets, String region, String prefix, String next) {
    /** Copies the list. */
    public BucketsPage {
        buckets = List.copyOf(buckets);
    }
}
