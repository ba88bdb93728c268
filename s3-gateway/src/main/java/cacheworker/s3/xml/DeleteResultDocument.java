package cacheworker.s3.xml;

import cacheworker.s3.error.S3Exception;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code DeleteResult}, the answer of DeleteObjects. */
public final class DeleteResultDocument {
    /**
     * What became of one key.
     *
     * @param key the key
     * @param version the version that was asked for, or empty
     * @param error why it was not deleted, or null when it was
     */
    public record Outcome(
            String key, String version, @Nullable S3Exception error) {}

    private DeleteResultDocument() {}

    /**
     * Writes the document.
     *
     * @param outcomes one for each key asked for, in that order
     * @param quiet whether only errors are shown
     * @return the document
     */
    public static byte[] of(List<Outcome> outcomes, boolean quiet) {
        return XmlWriter.document("DeleteResult", xml -> {
            for (Outcome outcome : outcomes) {
                S3Exception error = outcome.error();
                if (error != null) {
                    xml.element("Error", one -> {
                        one.element("Key", outcome.key());
                        if (!outcome.version().isEmpty()) {
                            one.element("VersionId", outcome.version());
                        }
                        one.element("Code", error.code().code());
                        one.element("Message", error.text());
                    });
                } else if (!quiet) {
                    xml.element("Deleted", one -> one.element("Key", outcome.key()));
                }
            }
        });
    }
}
