/** The worker beside other servers: what is measured, in which order, and the command that does it. */
@NullMarked
package cacheworker.bench.http;

import org.jspecify.annotations.NullMarked;
