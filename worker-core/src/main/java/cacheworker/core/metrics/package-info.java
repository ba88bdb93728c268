/** The catalogue of meters. */
@NullMarked
package cacheworker.core.metrics;

import org.jspecify.annotations.NullMarked;
