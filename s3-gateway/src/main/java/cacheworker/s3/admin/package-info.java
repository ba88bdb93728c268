/** The port for operators: metrics and health. */
@NullMarked
package cacheworker.s3.admin;

import org.jspecify.annotations.NullMarked;
