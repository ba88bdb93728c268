package cacheworker.ufs.local;

import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsContent;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsStatus;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Gives a staged file, or a new folder, its name: durably, and for every reader at one instant. */
final class Publisher {
    private final LocalPaths paths;
    private final Directories directories;
    private final AttributeStore attributes;

    Publisher(LocalPaths paths, Directories directories, AttributeStore attributes) {
        this.paths = paths;
        this.directories = directories;
        this.attributes = attributes;
    }

    /**
     * Publishes bytes.
     *
     * @param staged complete; closed by the caller
     * @param content to be kept with them; its ETag is empty when there is none
     * @return the state of what was published
     * @throws UfsException with an unknown outcome once the name was given, else nothing was published
     */
    UfsStatus publish(StagedFile staged, String name, UfsContent content, UfsAttributes given) throws UfsException {
        Path target = paths.resolve(name);
        try {
            FileState written = FileState.of(staged.handle());
            StoredAttributes stored = StoredAttributes.ofFile(written, content, given);
            attributes.write(staged.handle(), written, name, stored);
            staged.channel().force(true);
            Path real = renameOrTakeBack(staged, target, name);
            return finish(staged, real, name, written, stored);
        } catch (IOException e) {
            throw Failures.writing(name, e);
        }
    }

    private Path renameOrTakeBack(StagedFile staged, Path target, String name) throws IOException {
        try {
            return rename(staged, target, name);
        } catch (IOException e) {
            directories.takeBack(name);
            throw e;
        }
    }

    private UfsStatus finish(StagedFile staged, Path target, String name, FileState written, StoredAttributes stored)
            throws UfsException {
        staged.published();
        try {
            directories.syncUpwards(Directories.parentOf(target));
            FileState named = staged.stateAfterRename(target);
            return Statuses.ofObject(name, written.withInodeOf(named), stored);
        } catch (IOException e) {
            throw UfsException.outcomeUnknown("'" + name + "' has its new bytes, perhaps not on disk", e);
        }
    }

    private Path rename(StagedFile staged, Path target, String name) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                Path real = directories.make(Directories.parentOf(target), name).resolve(target.getFileName());
                if (Files.isDirectory(real)) {
                    throw Failures.conflict(name);
                }
                Files.move(staged.path(), real, StandardCopyOption.ATOMIC_MOVE);
                return real;
            } catch (NoSuchFileException | FileAlreadyExistsException e) {
                if (attempt == Directories.ATTEMPTS || !Files.exists(staged.path())) {
                    throw new UfsException(Kind.UNAVAILABLE, "'" + name + "' or its parents are removed meanwhile", e);
                }
            }
        }
    }

    /**
     * Makes a folder that stays when it is empty.
     *
     * @return its state
     */
    UfsStatus publishFolder(String name, UfsAttributes given) throws UfsException {
        Path target = paths.resolve(name);
        StoredAttributes mark = StoredAttributes.ofFolder(given);
        for (int attempt = 1; ; attempt++) {
            try {
                Path real = directories.makeFolder(target, name, mark);
                return finishFolder(real, name, mark);
            } catch (NoSuchFileException | FileAlreadyExistsException e) {
                if (attempt == Directories.ATTEMPTS) {
                    throw new UfsException(Kind.UNAVAILABLE, "'" + name + "' is removed again and again", e);
                }
            } catch (IOException e) {
                throw Failures.writing(name, e);
            }
        }
    }

    private UfsStatus finishFolder(Path real, String name, StoredAttributes mark) throws UfsException {
        try {
            directories.syncUpwards(Directories.parentOf(real));
            directories.syncUpwards(real);
            return Statuses.ofFolder(name, FileState.of(real), mark);
        } catch (IOException e) {
            throw UfsException.outcomeUnknown("folder '" + name + "' was made, perhaps not on disk", e);
        }
    }
}
