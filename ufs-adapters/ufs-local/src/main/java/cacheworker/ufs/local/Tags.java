package cacheworker.ufs.local;

import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Changes tags of what is there. */
final class Tags {
    private final LocalPaths paths;
    private final AttributeStore attributes;
    private final Directories directories;

    Tags(LocalPaths paths, AttributeStore attributes, Directories directories) {
        this.paths = paths;
        this.attributes = attributes;
        this.directories = directories;
    }

    /** Refuses a write that brings tags where there are none. */
    void check(String name, UfsAttributes given) throws UfsException {
        if (!given.tags().isEmpty()) {
            attributes.requireTags(name);
        }
    }

    /**
     * Gives an object or folder other tags.
     *
     * @return its state with them
     */
    UfsStatus set(String name, Map<String, String> tags) throws UfsException {
        attributes.requireTags(name);
        try {
            return name.isEmpty() || name.endsWith("/") ? ofFolder(name, tags) : ofObject(name, tags);
        } catch (IOException e) {
            throw Failures.reading(name, e);
        }
    }

    private UfsStatus ofObject(String name, Map<String, String> tags) throws IOException {
        try (OpenFile file = OpenFile.open(paths, name)) {
            FileState state = file.state();
            attributes.writeTags(state, name, tags);
            return Statuses.ofObject(name, state, attributes.readWithTags(file.handle(), state, name));
        }
    }

    private UfsStatus ofFolder(String name, Map<String, String> tags) throws IOException {
        Path real = paths.real(paths.existing(name), name);
        FileState state = FileState.of(real);
        if (!state.isDirectory()) {
            throw Failures.notFound(name);
        }
        return Statuses.ofFolder(name, state, directories.tagFolder(real, name, tags));
    }
}
