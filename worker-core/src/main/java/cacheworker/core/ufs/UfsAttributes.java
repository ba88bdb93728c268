package cacheworker.core.ufs;

import java.util.Map;

/**
 * What is kept with an object beside its bytes.
 *
 * @param headers content headers by lower-case name ({@code content-type}, {@code cache-control},
 *     {@code content-disposition}, {@code content-encoding}, {@code content-language}, {@code expires}); immutable
 * @param userMetadata user metadata by lower-case name without the {@code x-amz-meta-} prefix; immutable
 */
public record UfsAttributes(Map<String, String> headers, Map<String, String> userMetadata) {
    /** No attributes at all. */
    public static final UfsAttributes NONE = new UfsAttributes(Map.of(), Map.of());

    /** Copies both maps. */
    public UfsAttributes {
        headers = Map.copyOf(headers);
        userMetadata = Map.copyOf(userMetadata);
    }
}
