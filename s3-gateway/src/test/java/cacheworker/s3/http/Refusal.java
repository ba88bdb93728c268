package cacheworker.s3.http;

import cacheworker.s3.error.S3ErrorCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A request that is refused.
 *
 * @param code the error
 * @param request the request
 * @param elements the further elements of the document; null for any value
 * @param message what the message has among other words: the offending value, and what was expected
 * @param preparation what is done to the storage before
 */
record Refusal(
        S3ErrorCode code,
        Function<RefusingGateway, String> request,
        Map<String, String> elements,
        List<String> message,
        Consumer<RefusingGateway> preparation) {

    static Refusal of(S3ErrorCode code, String request) {
        return of(code, gateway -> request);
    }

    static Refusal of(S3ErrorCode code, Function<RefusingGateway, String> request) {
        return new Refusal(code, request, Map.of(), List.of(), gateway -> {});
    }

    /** One more element. */
    Refusal with(String element, String value) {
        Map<String, String> more = new LinkedHashMap<>(elements);
        more.put(element, value);
        return new Refusal(code, request, more, message, preparation);
    }

    Refusal saying(String... words) {
        return new Refusal(code, request, elements, List.of(words), preparation);
    }

    Refusal after(Consumer<RefusingGateway> done) {
        return new Refusal(code, request, elements, message, done);
    }

    @Override
    public String toString() {
        return code.code() + " " + message;
    }
}
