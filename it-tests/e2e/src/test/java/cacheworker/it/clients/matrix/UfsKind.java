package cacheworker.it.clients.matrix;

/** What stands behind the worker. */
public enum UfsKind {
    /** A directory. */
    LOCAL("local"),
    /** An S3 server. */
    S3("S3");

    private final String title;

    UfsKind(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
