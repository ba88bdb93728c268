package cacheworker.s3.request;

import cacheworker.core.base.NonBlocking;
import cacheworker.core.base.ObjectKey;
import cacheworker.s3.request.MalformedRequestException.Fault;
import java.util.Map;

/** The header {@code x-amz-copy-source}: {@code [/]bucket/key[?versionId=null]}, percent-encoded. */
@NonBlocking
public final class CopySource {
    /** The header's name. */
    public static final String HEADER = "x-amz-copy-source";

    private static final String VERSION = "?versionId=";

    private CopySource() {}

    /**
     * Reads the header.
     *
     * @param value its value
     * @return the object to copy from
     * @throws MalformedRequestException INVALID_ARGUMENT when it is not bucket and key, NOT_IMPLEMENTED when it names a
     *     version other than {@code null}
     */
    public static ObjectKey parse(String value) throws MalformedRequestException {
        int version = value.indexOf(VERSION);
        if (version >= 0 && !value.substring(version + VERSION.length()).equals("null")) {
            throw new MalformedRequestException(
                    Fault.NOT_IMPLEMENTED,
                    "Objects have no versions here: '" + value + "' may only name versionId=null",
                    Map.of("Header", HEADER, "additionalMessage", "versionId"));
        }
        String name = decoded(version < 0 ? value : value.substring(0, version), value);
        int start = name.startsWith("/") ? 1 : 0;
        int slash = name.indexOf('/', start);
        if (slash <= start || slash + 1 == name.length()) {
            throw bad(value, "expected bucket/key, percent-encoded");
        }
        return new ObjectKey(name.substring(start, slash), name.substring(slash + 1));
    }

    private static String decoded(String encoded, String value) throws MalformedRequestException {
        try {
            return PercentCoding.decode(encoded);
        } catch (MalformedRequestException e) {
            throw bad(value, String.valueOf(e.getMessage()));
        }
    }

    private static MalformedRequestException bad(String value, String why) {
        return new MalformedRequestException(
                Fault.INVALID_ARGUMENT,
                "The copy source '" + value + "' cannot be read: " + why,
                Map.of("ArgumentName", HEADER, "ArgumentValue", value));
    }
}
