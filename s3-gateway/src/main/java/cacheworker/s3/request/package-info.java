/** A parsed S3 request and its pieces. */
@NullMarked
package cacheworker.s3.request;

import org.jspecify.annotations.NullMarked;
