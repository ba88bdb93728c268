package cacheworker.core.config;

import java.util.List;

/** A configuration that cannot be used: stops the start. Has all problems at once, and no secrets. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /**
     * A refused configuration.
     *
     * @param problems each names key, value and what was expected; at least one
     */
    public ConfigException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /**
     * What is wrong.
     *
     * @return a line for each problem
     */
    public List<String> problems() {
        return problems;
    }
}
