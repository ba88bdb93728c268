package cacheworker.it.clients.matrix;

import java.util.Set;

/** The version of a client that this machine has, where versions differ. Needs a constructor without parameters. */
public class InstalledClient {
    /** What it lacks though newer versions have it. */
    public Set<Feature> lacks() {
        return Set.of();
    }
}
