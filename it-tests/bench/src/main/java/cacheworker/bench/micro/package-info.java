/** The parts of the worker, each alone, under JMH. */
@NullMarked
package cacheworker.bench.micro;

import org.jspecify.annotations.NullMarked;
