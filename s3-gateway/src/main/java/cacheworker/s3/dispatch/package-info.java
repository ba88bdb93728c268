/** One request from its head to its answer: match, authenticate, operate, answer; and the request log. */
@NullMarked
package cacheworker.s3.dispatch;

import org.jspecify.annotations.NullMarked;
