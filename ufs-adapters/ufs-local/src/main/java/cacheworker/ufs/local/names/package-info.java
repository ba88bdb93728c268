/** The names of one directory as a sorted run, in memory or, above a bound, in a temporary file. */
@NullMarked
package cacheworker.ufs.local.names;

import org.jspecify.annotations.NullMarked;
