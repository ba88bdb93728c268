/** A UFS on a POSIX directory, local or mounted from the network: durable atomic writes, versions, attributes. */
@NullMarked
package cacheworker.ufs.local;

import org.jspecify.annotations.NullMarked;
