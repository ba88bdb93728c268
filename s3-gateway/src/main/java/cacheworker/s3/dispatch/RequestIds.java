package cacheworker.s3.dispatch;

import cacheworker.core.base.NonBlocking;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/** Request ids: 16 upper-case hexadecimal digits, never twice from one worker, and looking alike from no two. */
@NonBlocking
final class RequestIds {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    /** The increment and the two multipliers of SplitMix64, whose finalizer maps no two numbers to one. */
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private final AtomicLong next = new AtomicLong(new SecureRandom().nextLong());

    String next() {
        long id = next.getAndAdd(STEP);
        id = (id ^ (id >>> 30)) * 0xBF58476D1CE4E5B9L;
        id = (id ^ (id >>> 27)) * 0x94D049BB133111EBL;
        return HEX.toHexDigits(id ^ (id >>> 31));
    }
}
