package cacheworker.ufs.local;

import cacheworker.core.ufs.UfsCondition;
import cacheworker.core.ufs.UfsContent;
import cacheworker.core.ufs.UfsCreateOptions;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsStatus;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Gives a staged file, or a new folder, its name: durably, and for every reader at one instant. */
final class Publisher {
    private final LocalPaths paths;
    private final Directories directories;
    private final AttributeStore attributes;
    private final Lookup lookup;

    Publisher(LocalPaths paths, Directories directories, AttributeStore attributes, Lookup lookup) {
        this.paths = paths;
        this.directories = directories;
        this.attributes = attributes;
        this.lookup = lookup;
    }

    /**
     * Publishes bytes.
     *
     * @param staged complete; closed by the caller
     * @param content to be kept with them; its ETag is empty when there is none
     * @param options of the write; its condition is decided here
     * @return the state of what was published
     * @throws UfsException with an unknown outcome once the name was given, else nothing was published
     */
    UfsStatus publish(StagedFile staged, String name, UfsContent content, UfsCreateOptions options)
            throws UfsException {
        Path target = paths.resolve(name);
        try {
            FileState written = FileState.of(staged.handle());
            StoredAttributes stored = StoredAttributes.ofFile(written, content, options.attributes());
            attributes.write(staged.handle(), written, name, stored);
            staged.channel().force(true);
            Path real = nameOrTakeBack(staged, target, name, options.condition());
            return finish(staged, real, name, written, stored);
        } catch (IOException e) {
            throw Failures.writing(name, e);
        }
    }

    /**
     * Looks whether a condition holds now; {@link #publish} decides it later.
     *
     * @throws UfsException when it does not
     */
    void check(String name, UfsCondition condition) throws UfsException {
        if (!condition.isNone()) {
            condition.check(name, lookup.find(name));
        }
    }

    private Path nameOrTakeBack(StagedFile staged, Path target, String name, UfsCondition condition)
            throws IOException {
        try {
            return giveName(staged, target, name, condition);
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
            FileState named = staged.stateWhenNamed(target);
            return Statuses.ofObject(name, written.withInodeOf(named), stored);
        } catch (IOException e) {
            throw UfsException.outcomeUnknown("'" + name + "' has its new bytes, perhaps not on disk", e);
        }
    }

    private Path giveName(StagedFile staged, Path target, String name, UfsCondition condition) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                Path parent = directories.make(Directories.parentOf(target), name);
                Path real = parent.resolve(target.getFileName());
                return NameLock.holding(parent, target.getFileName(), () -> {
                    if (Files.isDirectory(real)) {
                        throw Failures.conflict(name);
                    }
                    check(name, condition);
                    if (condition.isAbsent()) {
                        staged.nameWhereNothingIs(real, name);
                    } else {
                        staged.rename(real);
                    }
                    return real;
                });
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
    UfsStatus publishFolder(String name, UfsCreateOptions options) throws UfsException {
        Path target = paths.resolve(name);
        StoredAttributes mark = StoredAttributes.ofFolder(options.attributes());
        check(name, options.condition());
        for (int attempt = 1; ; attempt++) {
            try {
                return finishFolder(makeFolder(target, name, mark, options.condition()), name, mark);
            } catch (NoSuchFileException | FileAlreadyExistsException e) {
                if (attempt == Directories.ATTEMPTS) {
                    throw new UfsException(Kind.UNAVAILABLE, "'" + name + "' is removed again and again", e);
                }
            } catch (IOException e) {
                throw Failures.writing(name, e);
            }
        }
    }

    private Directories.MadeFolder makeFolder(Path target, String name, StoredAttributes mark, UfsCondition condition)
            throws IOException {
        try {
            Path parent = directories.make(Directories.parentOf(target), name);
            return NameLock.holding(parent, target.getFileName(), () -> {
                check(name, condition);
                return directories.makeFolder(target, name, mark, condition.isAbsent());
            });
        } catch (UfsException e) {
            directories.takeBack(name);
            throw e;
        }
    }

    private UfsStatus finishFolder(Directories.MadeFolder made, String name, StoredAttributes mark)
            throws UfsException {
        try {
            directories.syncUpwards(Directories.parentOf(made.path()));
            directories.syncUpwards(made.path());
            return Statuses.ofFolder(name, made.state(), mark);
        } catch (IOException e) {
            throw UfsException.outcomeUnknown("folder '" + name + "' was made, perhaps not on disk", e);
        }
    }
}
