package cacheworker.core.mount;

import cacheworker.core.base.Blocking;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads a mount table file: UTF-8, one mount in a line, {@code /path uri [readonly] [name=value …]}, comments behind
 * {@code #}. Messages name the line and the field, and never repeat the value of an option.
 */
final class MountTable {
    private static final Pattern OPTION_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]*");
    private static final String READ_ONLY = "readonly";
    private static final int URI_FIELD = 2;

    private MountTable() {}

    /**
     * Reads a file.
     *
     * @param file the file
     * @return its mounts in order; none when it has only comments
     * @throws MountException when it cannot be read, or for the first line that is no mount
     */
    @Blocking
    static List<MountSpec> read(Path file) throws MountException {
        try {
            return parse(file.toString(), Files.readAllLines(file));
        } catch (CharacterCodingException e) {
            throw new MountException("mount table " + file + " is not UTF-8 text", e);
        } catch (IOException e) {
            throw new MountException("mount table " + file + " cannot be read: " + e, e);
        }
    }

    /**
     * Reads lines.
     *
     * @param name of the file, for messages
     */
    static List<MountSpec> parse(String name, List<String> lines) throws MountException {
        List<MountSpec> mounts = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String origin = name + ", line " + (i + 1);
            try {
                List<String> fields = MountTableLine.fields(lines.get(i));
                if (!fields.isEmpty()) {
                    mounts.add(mount(fields, origin));
                }
            } catch (MountException e) {
                throw new MountException(origin + ", " + e.getMessage(), e);
            }
        }
        return mounts;
    }

    private static MountSpec mount(List<String> fields, String origin) throws MountException {
        if (fields.size() < URI_FIELD) {
            throw new MountException("field 2 is missing: expected the URI of the UFS behind the mount path");
        }
        boolean readOnly = false;
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = URI_FIELD; i < fields.size(); i++) {
            if (fields.get(i).equals(READ_ONLY)) {
                readOnly = true;
            } else {
                addOption(options, fields.get(i), "field " + (i + 1) + ": ");
            }
        }
        String path = inField(1, fields.get(0), MountPaths::parse);
        return new MountSpec(path, inField(2, fields.get(1), UfsUris::parse), readOnly, options, origin);
    }

    private static <T> T inField(int number, String field, Parser<T> parser) throws MountException {
        try {
            return parser.parse(field);
        } catch (MountException e) {
            throw new MountException("field " + number + ": " + e.getMessage(), e);
        }
    }

    private static void addOption(Map<String, String> options, String field, String where) throws MountException {
        int equals = field.indexOf('=');
        if (equals < 0) {
            throw new MountException(
                    where + "expected 'readonly' or an option as name=value, without blanks around '='");
        }
        String name = field.substring(0, equals);
        if (!OPTION_NAME.matcher(name).matches()) {
            throw new MountException(where + "expected the full name of an option before '=', such as s3a.accessKeyId");
        }
        if (options.putIfAbsent(name, field.substring(equals + 1)) != null) {
            throw new MountException(where + "option " + name + " is given twice");
        }
    }

    /** Reads a field. */
    private interface Parser<T> {
        T parse(String text) throws MountException;
    }
}
