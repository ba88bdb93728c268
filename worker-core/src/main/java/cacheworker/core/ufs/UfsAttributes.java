package cacheworker.core.ufs;

import java.util.Map;

/**
 * What is kept with an object beside its bytes.
 *
 * @param headers content headers by lower-case name ({@code content-type}, {@code cache-control},
 *     {@code content-disposition}, {@code content-encoding}, {@code content-language}, {@code expires}); immutable
 * @param userMetadata user metadata by lower-case name without the {@code x-amz-meta-} prefix; immutable
 * @param tags tags by key; immutable. The only attributes that change without a new version of the object:
 *     {@link UnderFileSystem#setTags}
 */
public record UfsAttributes(Map<String, String> headers, Map<String, String> userMetadata, Map<String, String> tags) {
    /** No attributes at all. */
    public static final UfsAttributes NONE = new UfsAttributes(Map.of(), Map.of());

    /** Copies the maps. */
    public UfsAttributes {
        headers = Map.copyOf(headers);
        userMetadata = Map.copyOf(userMetadata);
        tags = Map.copyOf(tags);
    }

    /**
     * Attributes without tags.
     *
     * @param headers content headers by lower-case name
     * @param userMetadata user metadata by lower-case name
     */
    public UfsAttributes(Map<String, String> headers, Map<String, String> userMetadata) {
        this(headers, userMetadata, Map.of());
    }

    /**
     * The same with other tags.
     *
     * @param others tags by key, instead of those that are here
     * @return headers and user metadata of this, the given tags
     */
    public UfsAttributes withTags(Map<String, String> others) {
        return new UfsAttributes(headers, userMetadata, others);
    }
}
