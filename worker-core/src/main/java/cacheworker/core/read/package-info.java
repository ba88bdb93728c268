/** Reading objects: from the page cache where it has them, from the UFS where it has not. */
@NullMarked
package cacheworker.core.read;

import org.jspecify.annotations.NullMarked;
