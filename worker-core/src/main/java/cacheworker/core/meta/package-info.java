/** What the worker knows of each object: one record per object, with its lifetime. */
@NullMarked
package cacheworker.core.meta;

import org.jspecify.annotations.NullMarked;
