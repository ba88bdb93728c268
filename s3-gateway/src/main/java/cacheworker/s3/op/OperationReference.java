package cacheworker.s3.op;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.StringJoiner;

/** Writes the page {@code docs/s3-operations.md} from the table of operations. */
public final class OperationReference {
    private static final String HEAD = """
            # S3 operations

            Made from the table `S3Op`; do not edit by hand. A request belongs to the first row that fits. Requests are
            path style: `http://endpoint/bucket/key`.

            | operation | method | on | told apart by | body | needs |
            |---|---|---|---|---|---|
            """;

    private static final String CONDITIONS = """

            ## Conditions of writes

            Decided together with the publication of the object, or its deletion: 412 PreconditionFailed when the
            condition does not hold, 404 NoSuchKey when `If-Match` meets no object, 409 ConditionalRequestConflict when
            the storage would not decide between writers. `If-None-Match` is `*`, `If-Match` one ETag or `*`; anything
            else, both at once, other operations, and storages that do not decide conditions, are answered 501
            NotImplemented.

            """;

    private static final String REFUSED = """

            ## Refused

            A request that names one of these sub-resources, unless its row above has it, is answered 501 NotImplemented
            and touches nothing; `versionId=null` is taken for no version. Other parameters are ignored. A method that
            fits no row is answered 405 MethodNotAllowed with `Allow`.

            """;

    private OperationReference() {}

    /**
     * Writes the page.
     *
     * @param arguments the file to write
     * @throws IOException when it cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of(arguments[0]), page());
    }

    private static String page() {
        StringBuilder page = new StringBuilder(HEAD);
        for (S3Op row : S3Op.values()) {
            String apart = row.distinguishedBy();
            page.append("| ").append(row.title());
            page.append(" | ").append(row.method());
            page.append(" | ").append(lower(row.scope()));
            page.append(" | ").append(apart.isEmpty() ? "" : "`" + apart + "`");
            page.append(" | ").append(lower(row.body()));
            page.append(" | ").append(lower(row.permission())).append(" |\n");
        }
        page.append(CONDITIONS);
        SubResources.CONDITIONS.forEach((header, rows) -> {
            StringJoiner titles = new StringJoiner(", ");
            rows.forEach(row -> titles.add(row.title()));
            page.append("- `").append(header).append("`: ").append(titles).append('\n');
        });
        page.append(REFUSED);
        for (String name : SubResources.NAMES) {
            page.append("- `").append(name).append("`\n");
        }
        return page.toString();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
