package cacheworker.s3.response;

import cacheworker.core.read.ObjectBody;

/**
 * What an operation answers. {@code cacheworker.s3.http} adds what belongs to every answer: {@code Date}, request ids,
 * {@code Content-Length}, {@code Connection}; and leaves out the body for HEAD.
 */
public sealed interface S3Response {
    /**
     * The HTTP status.
     *
     * @return 200 to 599
     */
    int status();

    /**
     * Headers of this answer.
     *
     * @return headers in the order to be written
     */
    ResponseHeaders headers();

    /**
     * No body: {@code Content-Length: 0}, or none at all for 204 and 304.
     *
     * @param status the HTTP status
     * @param headers headers of this answer
     */
    record Empty(int status, ResponseHeaders headers) implements S3Response {}

    /**
     * An S3 document.
     *
     * @param status the HTTP status
     * @param headers headers of this answer; {@code Content-Type: application/xml} is added
     * @param document the encoded document
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never shared
    record Xml(int status, ResponseHeaders headers, byte[] document) implements S3Response {}

    /**
     * What HEAD answers: the headers of a body that is not sent.
     *
     * @param status the HTTP status
     * @param headers headers of this answer
     * @param length the {@code Content-Length} to announce
     */
    record Head(int status, ResponseHeaders headers, long length) implements S3Response {}

    /**
     * Bytes of an object. Whoever writes the response closes the body, on every outcome.
     *
     * @param status the HTTP status
     * @param headers headers of this answer
     * @param body the bytes; its remaining length is the {@code Content-Length}
     */
    record Body(int status, ResponseHeaders headers, ObjectBody body) implements S3Response {}
}
