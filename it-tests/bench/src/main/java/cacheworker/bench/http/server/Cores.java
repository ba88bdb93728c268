package cacheworker.bench.http.server;

import java.util.ArrayList;
import java.util.List;

/**
 * Which processor core serves and which one asks.
 *
 * @param server number of the core that servers run on
 * @param load number of the core that generators run on, and the storage behind the worker
 */
public record Cores(int server, int load) {
    /** Wherever the kernel lets them run: nothing to measure with. */
    public static final Cores ANY = new Cores(-1, -1);

    /**
     * A command on the servers' core.
     *
     * @param command what to run
     * @return the command with what pins it in front
     */
    public List<String> serving(List<String> command) {
        return pinned(server, command);
    }

    /**
     * A command on the generators' core.
     *
     * @param command what to run
     * @return the command with what pins it in front
     */
    public List<String> asking(List<String> command) {
        return pinned(load, command);
    }

    private static List<String> pinned(int core, List<String> command) {
        if (core < 0) {
            return command;
        }
        List<String> line = new ArrayList<>(List.of("taskset", "-c", Integer.toString(core)));
        line.addAll(command);
        return line;
    }
}
