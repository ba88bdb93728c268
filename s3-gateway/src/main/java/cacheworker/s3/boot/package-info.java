/** Builds a worker from its parts, starts, drains and stops it. */
@NullMarked
package cacheworker.s3.boot;

import org.jspecify.annotations.NullMarked;
