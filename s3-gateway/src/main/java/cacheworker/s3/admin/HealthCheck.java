package cacheworker.s3.admin;

import cacheworker.core.base.NonBlocking;
import java.util.function.Supplier;
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

    /**
     * A check made of two parts.
     *
     * @param name what is checked
     * @param problem tells what is wrong, or null
     * @return the check
     */
    static HealthCheck of(String name, Supplier<@Nullable String> problem) {
        return new HealthCheck() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public @Nullable String problem() {
                return problem.get();
            }
        };
    }
}
