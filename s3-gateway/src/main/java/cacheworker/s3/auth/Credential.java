package cacheworker.s3.auth;

/** The credential of Signature V4: {@code access-key/date/region/service/aws4_request}. */
final class Credential {
    private static final int SCOPE_PARTS = 4;

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
        int[] slashes = new int[SCOPE_PARTS];
        int end = credential.length();
        for (int part = SCOPE_PARTS - 1; part >= 0; part--) {
            end = credential.lastIndexOf('/', end - 1);
            if (end < 0) {
                return nonEmpty(credential.substring(0, Math.max(0, firstSlash(credential))), credential);
            }
            slashes[part] = end;
        }
        String terminator = credential.substring(slashes[3] + 1);
        String service = credential.substring(slashes[2] + 1, slashes[3]);
        if (!terminator.equals("aws4_request")) {
            throw new IllegalArgumentException("its credential ends with '" + terminator + "', expected aws4_request");
        }
        if (!service.equals("s3")) {
            throw new IllegalArgumentException("its credential is for the service '" + service + "', expected s3");
        }
        return nonEmpty(credential.substring(0, slashes[0]), credential);
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
