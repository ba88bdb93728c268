/** Who is calling. */
@NullMarked
package cacheworker.s3.auth;

import org.jspecify.annotations.NullMarked;
