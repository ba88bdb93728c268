/** Asking a server for as much as it can give, and counting it. */
@NullMarked
package cacheworker.bench.http.load;

import org.jspecify.annotations.NullMarked;
