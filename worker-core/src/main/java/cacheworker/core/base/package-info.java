/** Small values that every layer shares: keys, ranges, ids, and the marks that say which thread may run what. */
@NullMarked
package cacheworker.core.base;

import org.jspecify.annotations.NullMarked;
