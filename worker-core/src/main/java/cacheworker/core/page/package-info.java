/** Pages of objects on local disk: a log of region files with an index in RocksDB. */
@NullMarked
package cacheworker.core.page;

import org.jspecify.annotations.NullMarked;
