package cacheworker.s3.auth;

/** The credential of Signature V4: {@code access-key/date/region/service/aws4_request}. */
final class Credential {
    private Credential() {}

    /**
     * The access key. The scope is split off from the right, because an access key may contain slashes. A credential
     * with too few parts to have a scope, such as {@code alice/}, names the user before its first slash, so that a
     * request can be written by hand.
     *
     * @param credential the text behind {@code Credential=}
     * @return the access key, which SIMPLE authentication takes for the user
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static String user(String credential) {
        int terminator = credential.lastIndexOf('/');
        int service = credential.lastIndexOf('/', terminator - 1);
        int region = credential.lastIndexOf('/', service - 1);
        int date = credential.lastIndexOf('/', region - 1);
        if (date < 0) {
            return nonEmpty(credential.substring(0, firstSlash(credential)), credential);
        }
        if (!isPart(credential, terminator, credential.length(), "aws4_request")) {
            throw new IllegalArgumentException(
                    "its credential ends with '" + credential.substring(terminator + 1) + "', expected aws4_request");
        }
        if (!isPart(credential, service, terminator, "s3")) {
            throw new IllegalArgumentException("its credential is for the service '"
                    + credential.substring(service + 1, terminator) + "', expected s3");
        }
        return nonEmpty(credential.substring(0, date), credential);
    }

    /** Whether a text stands between a slash and an end. */
    private static boolean isPart(String credential, int slash, int end, String text) {
        return end - slash - 1 == text.length() && credential.startsWith(text, slash + 1);
    }

    private static int firstSlash(String credential) {
        int slash = credential.indexOf('/');
        return slash < 0 ? credential.length() : slash;
    }

    private static String nonEmpty(String user, String credential) {
        if (user.isEmpty()) {
            throw new IllegalArgumentException("its credential '" + credential
                    + "' names no access key, expected access-key/date/region/s3/aws4_request");
        }
        return user;
    }
}
