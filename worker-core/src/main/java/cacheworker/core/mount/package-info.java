/** The namespace: buckets and keys, and the mount and path that each leads to. */
@NullMarked
package cacheworker.core.mount;

import org.jspecify.annotations.NullMarked;
