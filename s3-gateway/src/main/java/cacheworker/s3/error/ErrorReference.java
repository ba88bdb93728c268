package cacheworker.s3.error;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes the page {@code docs/errors.md} from the table of errors. */
public final class ErrorReference {
    private ErrorReference() {}

    /**
     * Writes the page.
     *
     * @param args the file to write
     * @throws IOException when it cannot be written
     */
    public static void main(String[] args) throws IOException {
        Files.writeString(Path.of(args[0]), page());
    }

    /**
     * The page.
     *
     * @return Markdown, ending with a line feed
     */
    static String page() {
        StringBuilder page = new StringBuilder(4096);
        page.append("# Errors\n\n")
                .append("Every error that the gateway gives, made from the table in `S3ErrorCode`. The body is S3's:")
                .append(" `<Error>` with `Code`, `Message`,\n")
                .append("further elements that name the offending value, `Resource`, `RequestId` and `HostId`;")
                .append(" HEAD has the status alone.\n\n")
                .append("Two codes are not Amazon's: `ObjectPrefixConflict`, because a file system cannot hold what S3")
                .append(" can, and `InsufficientStorage`,\n")
                .append("because its status 507 is one that no SDK retries: a full disk does not empty itself within")
                .append(" a few retries of the whole upload.\n\n")
                .append("| Code | Status | When |\n|---|---|---|\n");
        for (S3ErrorCode row : S3ErrorCode.values()) {
            page.append("| ").append(row.code());
            page.append(" | ").append(row.status());
            page.append(" | ").append(row.meaning()).append(" |\n");
        }
        return page.toString();
    }
}
