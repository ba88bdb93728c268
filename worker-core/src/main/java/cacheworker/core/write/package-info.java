/** Writing objects through to the UFS, and keeping the cache true around each write. */
@NullMarked
package cacheworker.core.write;

import org.jspecify.annotations.NullMarked;
