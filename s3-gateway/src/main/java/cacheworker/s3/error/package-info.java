/** S3 error codes, which failure gets which, and the error document. */
@NullMarked
package cacheworker.s3.error;

import org.jspecify.annotations.NullMarked;
