/** The table of S3 operations, and one class for each. */
@NullMarked
package cacheworker.s3.op;

import org.jspecify.annotations.NullMarked;
