package cacheworker.ufs.s3;

import cacheworker.core.ufs.UfsCondition;
import org.jspecify.annotations.Nullable;

/**
 * A condition as a request to the service says it. The service decides it: one that knows no conditions refuses the
 * request, or, if it is older than they are, may ignore the headers.
 */
final class ConditionHeaders {
    private static final String ANY = "*";

    private ConditionHeaders() {}

    static @Nullable String ifNoneMatch(UfsCondition condition) {
        return condition.isAbsent() ? ANY : null;
    }

    static @Nullable String ifMatch(UfsCondition condition) {
        return switch (condition.kind()) {
            case PRESENT -> ANY;
            case ETAG -> ETags.quoted(condition.etag());
            case ALWAYS, ABSENT -> null;
        };
    }
}
