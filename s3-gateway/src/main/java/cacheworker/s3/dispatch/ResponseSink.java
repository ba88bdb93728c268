package cacheworker.s3.dispatch;

import cacheworker.core.base.NonBlocking;
import cacheworker.s3.response.S3Response;

/** Where the answer of one request goes: the connection it came from. */
@NonBlocking
public interface ResponseSink {
    /** Hears what became of an answer. */
    interface Listener {
        /**
         * The answer is out, or never will be. Called once.
         *
         * @param bytes bytes of the body that went to the client
         * @param complete whether all of it did
         */
        void sent(long bytes, boolean complete);
    }

    /**
     * Says that the answer will be a document, and may take long: the client may then be told that it is coming. Called
     * at most once, before {@link #send}, by the same thread.
     *
     * @param requestId what {@code x-amz-request-id} says
     */
    default void keepWaiting(String requestId) {}

    /**
     * Sends the answer. Called once, by any thread, when nobody reads the request's body any more. The response's body
     * belongs to the sink from here on, also when the client is gone.
     *
     * @param requestId what {@code x-amz-request-id} says
     * @param response the answer
     * @param listener hears what became of it
     */
    void send(String requestId, S3Response response, Listener listener);
}
