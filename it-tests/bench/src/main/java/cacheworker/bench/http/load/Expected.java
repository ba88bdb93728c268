package cacheworker.bench.http.load;

/**
 * What every answer of a run must be.
 *
 * @param status HTTP status
 * @param length bytes of the body, or, to HEAD, what Content-Length says; negative for any
 * @param bodiless whether no body follows whatever Content-Length says, as after HEAD
 */
public record Expected(int status, long length, boolean bodiless) {
    /**
     * A body of a known length.
     *
     * @param status HTTP status
     * @param length bytes
     * @return what to expect
     */
    public static Expected body(int status, long length) {
        return new Expected(status, length, false);
    }

    /**
     * The answer to HEAD.
     *
     * @param length what Content-Length says
     * @return what to expect
     */
    public static Expected head(long length) {
        return new Expected(200, length, true);
    }
}
