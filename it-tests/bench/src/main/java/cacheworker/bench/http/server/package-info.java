/** The processes that are measured, each on a core of its own choosing. */
@NullMarked
package cacheworker.bench.http.server;

import org.jspecify.annotations.NullMarked;
