package cacheworker.core.config;

import cacheworker.core.base.Blocking;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The file {@code alluxio-site.properties}: the Java properties format, in UTF-8. */
final class SiteFile {
    static final String NAME = "alluxio-site.properties";

    private SiteFile() {}

    /** The first of some directories' files, or null when none has one. */
    @Blocking
    static @Nullable Path find(List<Path> directories) {
        for (Path directory : directories) {
            Path file = directory.resolve(NAME);
            if (Files.isRegularFile(file)) {
                return file;
            }
        }
        return null;
    }

    /**
     * Reads a file.
     *
     * @throws ConfigException when it cannot be read or has another format
     */
    @Blocking
    static Properties read(Path file) throws ConfigException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            return properties;
        } catch (CharacterCodingException e) {
            throw new ConfigException(List.of(file + " is not UTF-8 text"));
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigException(List.of(file + " cannot be read: " + e.getMessage()));
        }
    }
}
