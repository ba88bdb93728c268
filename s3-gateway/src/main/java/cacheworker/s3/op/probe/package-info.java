/**
 * Answers to what clients ask before they begin: where a bucket is, and what is set up on it. Nothing of it can be
 * changed here, and most of it is not there; but a client that is told so goes on, and one that is told 501 may not.
 */
@NullMarked
package cacheworker.s3.op.probe;

import org.jspecify.annotations.NullMarked;
