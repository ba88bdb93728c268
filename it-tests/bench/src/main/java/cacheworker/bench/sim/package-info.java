/** Replays traces against the cache's policies and prints their hit ratios. */
@NullMarked
package cacheworker.bench.sim;

import org.jspecify.annotations.NullMarked;
