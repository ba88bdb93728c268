/** Operations on uploads in parts: one class for each row of the table. */
@NullMarked
package cacheworker.s3.op.multipart;

import org.jspecify.annotations.NullMarked;
