package cacheworker.core.mount;

import cacheworker.core.mount.NameException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which names a bucket may have: to be asked for, and to be created.
 *
 * @param strict whether new buckets follow the rules of Amazon S3
 *     (<a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">general purpose
 *     buckets</a>); otherwise any name is taken that file systems, URLs and SDKs carry safely
 */
record BucketNames(boolean strict) {
    private static final int LONGEST_BYTES = 255;
    private static final Pattern AWS = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern AWS_NOT =
            Pattern.compile("(xn--|sthree-|amzn-s3-demo-).*|.*(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)|.*\\.\\..*"
                    + "|\\d+\\.\\d+\\.\\d+\\.\\d+");

    /** Refuses a name that no bucket can ever have, created here or found. */
    static void requirePossible(String name) throws NameException {
        String flaw = KeyRules.flaw(name, name.length());
        if (name.isEmpty() || name.indexOf('/') >= 0) {
            flaw = "is not one segment of a path";
        }
        if (flaw != null) {
            throw new NameException(Reason.BAD_BUCKET_NAME, "bucket name '" + name + "' " + flaw);
        }
        if (KeyRules.isReserved(name)) {
            throw new NameException(Reason.RESERVED, "bucket name '" + name + "' belongs to the worker");
        }
    }

    /** Refuses a name that no bucket is created with. */
    void requireCreatable(String name) throws NameException {
        requirePossible(name);
        String flaw = looseFlaw(name);
        if (flaw == null
                && strict
                && (!AWS.matcher(name).matches() || AWS_NOT.matcher(name).matches())) {
            flaw = "breaks the naming rules of S3, which alluxio.proxy.s3.bucket.naming.restrictions.enabled asks for:"
                    + " 3 to 63 lower-case letters, digits, dots and hyphens, no address, no reserved affix";
        }
        if (flaw != null) {
            throw new NameException(Reason.BAD_BUCKET_NAME, "bucket name '" + name + "' " + flaw);
        }
    }

    private static @Nullable String looseFlaw(String name) {
        if (name.startsWith(".")) {
            return "begins with a dot: hidden folders cannot be created as buckets";
        }
        if (name.endsWith("--x-s3")) {
            return "ends with '--x-s3', by which SDKs know directory buckets and speak another dialect";
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            return "has a control character";
        }
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        return bytes > LONGEST_BYTES ? "has " + bytes + " bytes, more than " + LONGEST_BYTES : null;
    }
}
