package cacheworker.s3.auth;

/**
 * Who is calling.
 *
 * @param user the user's name, never empty
 */
public record Identity(String user) {}
