/** The two questions of the page cache: who is admitted, and who survives when room is made. */
@NullMarked
package cacheworker.core.page.policy;

import org.jspecify.annotations.NullMarked;
