/** Operations on the tags of objects and buckets. */
@NullMarked
package cacheworker.s3.op.tagging;

import org.jspecify.annotations.NullMarked;
