package cacheworker.core.config;

import cacheworker.core.base.Blocking;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where texts of settings come from, first to last: system property, environment variable, site file. A text that is
 * empty or blank counts as not set. Only the code that builds a worker uses it; what it builds gets values. Immutable.
 */
public final class ConfigSource {
    private static final String PREFIX = "alluxio.";
    private static final String VARIABLE_PREFIX = "ALLUXIO_";
    private static final int SLIPS_IN_A_VARIABLE = 2;

    private final Map<String, String> system;
    private final Map<String, String> environment;
    private final Map<String, String> site;
    private final @Nullable Path siteFile;

    /**
     * A text and who said so.
     *
     * @param text not blank
     * @param origin such as {@code environment variable ALLUXIO_WORKER_REST_PORT}
     */
    record Setting(String text, String origin) {}

    private ConfigSource(
            Map<String, String> system,
            Map<String, String> environment,
            Map<String, String> site,
            @Nullable Path siteFile) {
        this.system = Map.copyOf(system);
        this.environment = Map.copyOf(environment);
        this.site = Map.copyOf(site);
        this.siteFile = siteFile;
    }

    /**
     * The source of this process.
     *
     * @return system properties, environment, and the first site file found
     * @throws ConfigException when that file cannot be read
     */
    @Blocking
    public static ConfigSource ofProcess() throws ConfigException {
        return of(strings(System.getProperties()), System.getenv());
    }

    /**
     * A source. The site file is looked for in the directory that {@code alluxio.conf.dir} or {@code ALLUXIO_CONF_DIR}
     * names, {@code conf} of the installation, {@code .alluxio} of the user's home, and {@code /etc/alluxio}.
     *
     * @param system properties; {@code user.home} tells the user's home
     * @param environment variables
     * @return the source
     * @throws ConfigException when the file cannot be read
     */
    @Blocking
    public static ConfigSource of(Map<String, String> system, Map<String, String> environment) throws ConfigException {
        ConfigSource processOnly = new ConfigSource(system, environment, Map.of(), null);
        List<Path> directories = new ArrayList<>();
        Setting confDir = processOnly.find(WorkerKeys.CONF_DIR);
        if (confDir != null) {
            directories.add(Path.of(confDir.text()));
        }
        Setting home = processOnly.find(WorkerKeys.HOME);
        directories.add(Path.of(home == null ? "" : home.text(), "conf"));
        String userHome = system.get("user.home");
        if (userHome != null) {
            directories.add(Path.of(userHome, ".alluxio"));
        }
        directories.add(Path.of("/etc/alluxio"));
        Path file = SiteFile.find(directories);
        return file == null
                ? processOnly
                : new ConfigSource(system, environment, strings(SiteFile.read(file)), file.toAbsolutePath());
    }

    /**
     * The site file in use.
     *
     * @return its absolute path, or null when there is none
     */
    public @Nullable Path siteFile() {
        return siteFile;
    }

    /** The text of a setting, under any of its names; null when nothing sets it. */
    @Nullable
    Setting find(Key<?> key) {
        List<String> names = new ArrayList<>();
        names.add(key.name());
        names.addAll(key.aliases());
        Setting found = first(system, names, "system property");
        if (found == null) {
            List<String> variables = names.stream().map(ConfigSource::variable).toList();
            found = first(environment, variables, "environment variable");
        }
        return found != null ? found : first(site, names, siteFile + ",");
    }

    private static @Nullable Setting first(Map<String, String> layer, List<String> names, String origin) {
        for (String name : names) {
            String text = layer.get(name);
            if (text != null && !text.isBlank()) {
                return new Setting(text.strip(), origin + " " + name);
            }
        }
        return null;
    }

    /** A property that is no setting, for others to refer to; null when there is none. */
    @Nullable
    String property(String name) {
        String text = system.get(name);
        return text != null ? text : site.get(name);
    }

    /** A sentence for each {@code alluxio.*} property and each misspelt variable that no setting answers to. */
    List<String> unknown() {
        List<String> sentences = new ArrayList<>();
        for (String name : new TreeSet<>(system.keySet())) {
            addUnknown(sentences, name, "a system property");
        }
        for (String name : new TreeSet<>(site.keySet())) {
            addUnknown(sentences, name, String.valueOf(siteFile));
        }
        Map<String, String> variables = new HashMap<>();
        KeyCatalogue.names().forEach(name -> variables.put(variable(name), name));
        for (String variable : new TreeSet<>(environment.keySet())) {
            if (variable.startsWith(VARIABLE_PREFIX) && !variables.containsKey(variable)) {
                String near = NearestName.of(variable, variables.keySet());
                if (near != null && NearestName.distance(variable, near) <= SLIPS_IN_A_VARIABLE) {
                    sentences.add(variable + " (environment) is not a setting of this worker and has no effect;"
                            + " did you mean " + near + "?");
                }
            }
        }
        return sentences;
    }

    private static void addUnknown(List<String> sentences, String name, String origin) {
        if (name.startsWith(PREFIX) && KeyCatalogue.find(name) == null) {
            String near = KeyCatalogue.nearest(name);
            sentences.add(name + " (" + origin + ") is not a setting of this worker and has no effect"
                    + (near == null ? "" : "; did you mean " + near + "?"));
        }
    }

    /** The environment variable of a setting. */
    static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private static Map<String, String> strings(Properties properties) {
        Map<String, String> strings = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> strings.put(name, properties.getProperty(name)));
        return strings;
    }
}
