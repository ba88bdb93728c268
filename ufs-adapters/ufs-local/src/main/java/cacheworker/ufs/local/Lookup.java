package cacheworker.ufs.local;

import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsStatus;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Looks up one object or folder. */
final class Lookup {
    private final LocalPaths paths;
    private final AttributeStore attributes;

    Lookup(LocalPaths paths, AttributeStore attributes) {
        this.paths = paths;
        this.attributes = attributes;
    }

    /**
     * The state of what a name leads to.
     *
     * @throws UfsException NOT_FOUND when that is nothing
     */
    UfsStatus stat(String name) throws UfsException {
        return name.isEmpty() || name.endsWith("/") ? folder(name) : object(name);
    }

    /** The state of what a name leads to, or null when that is nothing. */
    @Nullable
    UfsStatus find(String name) throws UfsException {
        try {
            return stat(name);
        } catch (UfsException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return null;
            }
            throw e;
        }
    }

    private UfsStatus object(String name) throws UfsException {
        try (OpenFile file = OpenFile.open(paths, name)) {
            FileState state = file.state();
            return Statuses.ofObject(name, state, attributes.readWithTags(file.handle(), state, name));
        } catch (IOException e) {
            throw Failures.reading(name, e);
        }
    }

    private UfsStatus folder(String name) throws UfsException {
        try {
            Path real = paths.real(paths.existing(name), name);
            FileState state = FileState.of(real);
            if (!state.isDirectory()) {
                throw Failures.notFound(name);
            }
            return Statuses.ofFolder(name, state, attributes.readWithTags(real, state, name));
        } catch (IOException e) {
            throw Failures.reading(name, e);
        }
    }
}
