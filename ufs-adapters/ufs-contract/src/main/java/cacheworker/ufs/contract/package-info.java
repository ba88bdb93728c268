/** The tests that every UFS adapter passes, with a subclass of a few lines each. */
@NullMarked
package cacheworker.ufs.contract;

import org.jspecify.annotations.NullMarked;
