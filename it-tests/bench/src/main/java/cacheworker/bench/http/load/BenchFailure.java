package cacheworker.bench.http.load;

/** A server or a generator did not do what was asked of it, so that no number of the run is worth anything. */
public final class BenchFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A failure of the run.
     *
     * @param message what was expected, and what came
     */
    public BenchFailure(String message) {
        super(message);
    }

    /**
     * A failure of the run with its cause.
     *
     * @param message what was being done
     * @param cause why it did not work
     */
    public BenchFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
