/** Any S3 service as a UFS, by the AWS SDK. */
@NullMarked
package cacheworker.ufs.s3;

import org.jspecify.annotations.NullMarked;
