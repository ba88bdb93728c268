package cacheworker.core.config;

import java.util.List;

/** Who is calling. */
public final class SecurityKeys {
    /** How callers are told apart. */
    public enum AuthenticationType {
        /** The access key is the user's name, and is believed. */
        SIMPLE
    }

    /** The way of telling. */
    public static final Key<AuthenticationType> AUTHENTICATION_TYPE = Key.of(
            "alluxio.security.authentication.type",
            ValueType.choice(AuthenticationType.class),
            "SIMPLE",
            "How callers are told apart; SIMPLE takes the access key as the user's name and checks no signature.");

    /** The worker's own user. */
    public static final Key<String> LOGIN_USERNAME = Key.optional(
            "alluxio.security.login.username",
            ValueType.text(),
            "User that requests without an access key run as; without it the user that runs the worker.");

    static final KeyGroup GROUP = new KeyGroup("Security", List.of(AUTHENTICATION_TYPE, LOGIN_USERNAME));

    private SecurityKeys() {}
}
