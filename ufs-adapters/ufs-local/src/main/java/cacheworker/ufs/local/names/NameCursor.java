package cacheworker.ufs.local.names;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Goes through a run, forwards. Used by one thread at a time. */
public interface NameCursor {
    /**
     * The next name.
     *
     * @return its UTF-8 bytes, the caller's own; null behind the last
     * @throws IOException when the temporary file cannot be read
     */
    byte @Nullable [] next() throws IOException;
}
