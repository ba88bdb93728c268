package cacheworker.s3.op;

import cacheworker.core.read.CacheOutcome;

/** The header {@code x-cache} of GET answers: where the bytes come from. */
final class CacheHeader {
    static final String NAME = "x-cache";

    private CacheHeader() {}

    static String of(CacheOutcome outcome) {
        return switch (outcome) {
            case HIT -> "hit";
            case MISS -> "miss";
            case PARTIAL -> "partial";
        };
    }
}
