package cacheworker.core.mount;

import cacheworker.core.base.ObjectKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Ids of uploads as clients have them: that of the UFS, and behind a dot some digits that go with it and with the key.
 * Any worker can tell by them, when an upload is there no more, that it once was. They are no secret.
 */
public final class UploadIds {
    private static final int DIGITS = 8;
    private static final char DOT = '.';

    private UploadIds() {}

    /**
     * The id that a client is told.
     *
     * @param key the object of the upload
     * @param id the id that the UFS gave
     * @return the same with its digits
     */
    public static String given(ObjectKey key, String id) {
        return id + DOT + digits(key, id);
    }

    /**
     * Whether an id is one that a client was told for a key, whatever has become of the upload.
     *
     * @param key the object of the upload
     * @param given what a client says
     * @return false for what was made up, is about another key, or was told by the UFS itself
     */
    public static boolean isGiven(ObjectKey key, String given) {
        int dot = given.length() - DIGITS - 1;
        return dot > 0
                && given.charAt(dot) == DOT
                && given.substring(dot + 1).equals(digits(key, given.substring(0, dot)));
    }

    /**
     * The id that the UFS knows.
     *
     * @param key the object of the upload
     * @param given what a client says
     * @return the id without its digits; as it is when it has none, so that uploads begun past the worker can be ended
     */
    public static String ofUfs(ObjectKey key, String given) {
        return isGiven(key, given) ? given.substring(0, given.length() - DIGITS - 1) : given;
    }

    private static String digits(ObjectKey key, String id) {
        try {
            byte[] text = (id + '\n' + key).getBytes(StandardCharsets.UTF_8);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
            return HexFormat.of().formatHex(hash, 0, DIGITS / 2);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
