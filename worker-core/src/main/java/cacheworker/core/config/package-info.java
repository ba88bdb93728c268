/** Configuration keys, where their values come from, and the pages generated from them. */
@NullMarked
package cacheworker.core.config;

import org.jspecify.annotations.NullMarked;
