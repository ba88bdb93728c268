package cacheworker.ufs.local;

import cacheworker.core.ufs.UfsCursor;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsListRequest;
import cacheworker.core.ufs.UfsStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at files and directories the way a listing does: without opening them, skipping what must not be seen. */
final class Listing {
    private static final Logger log = LoggerFactory.getLogger(Listing.class);

    /** A file replaced between two looks at it is looked at again, but not for ever. */
    private static final int LOOKS = 3;

    private final LocalPaths paths;
    private final AttributeStore attributes;
    private final NamesCache names;

    Listing(LocalPaths paths, AttributeStore attributes, NamesCache names) {
        this.paths = paths;
        this.attributes = attributes;
        this.names = names;
    }

    /** Begins a listing. */
    UfsCursor list(UfsListRequest request) throws UfsException {
        String folder = request.prefix().substring(0, request.prefix().lastIndexOf('/') + 1);
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(request.prefix())) {
            return new TreeCursor(this, request, folder, null);
        }
        return new TreeCursor(this, request, folder, findFolder(folder));
    }

    private @Nullable Found findFolder(String folder) throws UfsException {
        try {
            Path path = paths.existing(folder);
            Path real = paths.real(path, folder);
            FileState state = FileState.of(real);
            return state.isDirectory() ? new Found(DirectoryCursor.none(), real, state, !real.equals(path)) : null;
        } catch (IOException e) {
            UfsException failure = Failures.reading(folder, e);
            if (failure.kind() == Kind.UNAVAILABLE) {
                throw failure;
            }
            return null;
        }
    }

    /** Names of a directory, held for the caller. */
    SharedNames names(Path directory, boolean continues) throws IOException {
        return names.get(directory, continues);
    }

    /** What a name in a directory leads to, or null when it is not to be listed. */
    @Nullable
    Found find(Path directory, byte[] name) throws IOException {
        Path path = directory.resolve(new String(name, StandardCharsets.UTF_8));
        FileState state;
        try {
            state = FileState.of(path, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            Kind kind = Failures.reading(path.toString(), e).kind();
            if (kind == Kind.NOT_FOUND || kind == Kind.NAME_TOO_LONG) {
                return null;
            }
            throw e;
        }
        if (state.isLink()) {
            return follow(path, name);
        }
        return state.isFile() || state.isDirectory() ? new Found(name, path, state, false) : null;
    }

    /** A link that leads out, nowhere, in circles or to where this user may not go is not listed. */
    private @Nullable Found follow(Path link, byte[] name) {
        try {
            Path real = link.toRealPath();
            FileState state = FileState.of(real, LinkOption.NOFOLLOW_LINKS);
            boolean listed = paths.mayLeadTo(link, real) && (state.isFile() || state.isDirectory());
            return listed ? new Found(name, real, state, true) : null;
        } catch (IOException e) {
            log.debug("{} is not followed", link, e);
            return null;
        }
    }

    /** The state of an object as a listing shows it; null when it is gone by now. */
    @Nullable
    UfsStatus statusOfObject(String name, Found found) throws IOException {
        FileState state = found.state();
        try {
            for (int look = 1; ; look++) {
                StoredAttributes stored = read(found.path(), state, name);
                if (stored != null || look == LOOKS) {
                    return Statuses.ofObject(name, state, stored).withoutAttributes();
                }
                FileState now = FileState.of(found.path(), LinkOption.NOFOLLOW_LINKS);
                if (!now.isFile()) {
                    return null;
                }
                if (now.equals(state)) {
                    return Statuses.ofObject(name, state, null).withoutAttributes();
                }
                state = now;
            }
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** The state of a folder as a listing shows it. */
    UfsStatus statusOfFolder(String name, Found found) throws IOException {
        StoredAttributes stored;
        try {
            stored = read(found.path(), found.state(), name);
        } catch (NoSuchFileException e) {
            stored = null;
        }
        return Statuses.ofFolder(name, found.state(), stored).withoutAttributes();
    }

    /** Whose attributes may not be read is listed without them. */
    private @Nullable StoredAttributes read(Path path, FileState state, String name) throws IOException {
        try {
            return attributes.read(path, state, name);
        } catch (IOException e) {
            if (Failures.reading(name, e).kind() == Kind.DENIED) {
                return null;
            }
            throw e;
        }
    }
}
