package cacheworker.s3.dispatch;

import java.io.IOException;

/** The client closed the connection before its request was complete. Nobody's fault here, and nobody to tell. */
public final class ClientGoneException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * A client that went away.
     *
     * @param message how far it had come
     */
    public ClientGoneException(String message) {
        super(message);
    }
}
