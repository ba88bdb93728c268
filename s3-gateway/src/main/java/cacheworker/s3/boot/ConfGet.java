package cacheworker.s3.boot;

import cacheworker.core.config.ConfigException;
import cacheworker.core.config.ConfigSource;
import cacheworker.core.config.Configuration;
import cacheworker.core.config.Key;
import cacheworker.core.config.KeyCatalogue;
import java.io.PrintStream;

/** Prints the value of a setting that is in force. */
public final class ConfGet {
    private static final int USAGE = 2;

    private ConfGet() {}

    /**
     * Prints it to standard output: an empty line when it has none, asterisks for a secret.
     *
     * @param args the setting's name
     */
    public static void main(String[] args) {
        int status = run(args, System.out, System.err);
        if (status != 0) {
            System.exit(status);
        }
    }

    static int run(String[] args, PrintStream out, PrintStream errors) {
        if (args.length != 1) {
            errors.println("expected one argument, the name of a setting");
            return USAGE;
        }
        Key<?> key = KeyCatalogue.find(args[0]);
        if (key == null) {
            String nearest = KeyCatalogue.nearest(args[0]);
            errors.println(
                    "there is no setting " + args[0] + (nearest == null ? "" : "; did you mean " + nearest + "?"));
            return 1;
        }
        try {
            String text = Configuration.load(ConfigSource.ofProcess()).shown(key);
            out.println(text == null ? "" : text);
            return 0;
        } catch (ConfigException e) {
            StartFailures.print(errors, e);
            return 1;
        }
    }
}
