package cacheworker.s3.admin;

import cacheworker.core.base.NonBlocking;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a healthy worker has. Asked at every health request, by a thread of the port; answers from what is
 * known and never throws.
 */
@NonBlocking
public interface HealthCheck {
    /**
     * What is checked.
     *
     * @return a word, the same each time
     */
    String name();

    /**
     * What is wrong.
     *
     * @return a sentence, or null when nothing is
     */
    @Nullable
    String problem();
}
