/** What an operation answers. */
@NullMarked
package cacheworker.s3.response;

import org.jspecify.annotations.NullMarked;
