/** The interface that a storage behind the cache implements, and the values that cross it. */
@NullMarked
package cacheworker.core.ufs;

import org.jspecify.annotations.NullMarked;
