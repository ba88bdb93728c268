/** Reading and writing the S3 documents. */
@NullMarked
package cacheworker.s3.xml;

import org.jspecify.annotations.NullMarked;
