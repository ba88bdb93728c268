package cacheworker.s3.error;

import cacheworker.core.base.NonBlocking;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The document of an error: {@code <Error>}, without a namespace, as S3 writes it. */
@NonBlocking
public final class ErrorDocument {
    private ErrorDocument() {}

    /**
     * Writes the document.
     *
     * @param error the error
     * @param resource the path of the request as received
     * @param requestId the answer's {@code x-amz-request-id}
     * @param hostId the answer's {@code x-amz-id-2}
     * @return the document in UTF-8
     */
    public static byte[] of(S3Exception error, String resource, String requestId, String hostId) {
        StringBuilder xml = new StringBuilder(512).append(XmlText.DECLARATION).append("<Error>");
        element(xml, "Code", error.code().code());
        element(xml, "Message", error.text());
        for (Map.Entry<String, String> detail : error.details().entrySet()) {
            element(xml, detail.getKey(), detail.getValue());
        }
        element(xml, "Resource", resource);
        element(xml, "RequestId", requestId);
        element(xml, "HostId", hostId);
        return xml.append("</Error>").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void element(StringBuilder xml, String name, String text) {
        xml.append('<').append(name).append('>');
        XmlText.append(text, xml);
        xml.append("</").append(name).append('>');
    }
}
