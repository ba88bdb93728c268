/** HTTP on Netty: connections, request bodies in, responses out. Runs on the event loops. */
@NullMarked
package cacheworker.s3.http;

import org.jspecify.annotations.NullMarked;
