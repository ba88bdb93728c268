package cacheworker.ufs.local;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what crashes and changes behind the worker leave under the reserved name: staged files that nobody writes any
 * more, uploads in parts that nobody goes on with, what is left of those that ended, and side files of bytes that are
 * gone. All only when they are old: a young one may belong to an upload of any worker. Symbolic links are not followed:
 * what one leads to is not the worker's.
 */
final class Sweeper {
    private static final Logger log = LoggerFactory.getLogger(Sweeper.class);

    /** There can be as many side files as objects, and clients have the disk first: a thousand a second at most. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final LocalPaths paths;
    private final Staging staging;
    private final SideFiles sideFiles;
    private final Duration leftoverAge;
    private final @Nullable Duration uploadAge;
    private final InstantSource clock;
    private final Runnable pause;

    Sweeper(LocalPaths paths, Staging staging, SideFiles sideFiles, LocalSettings settings) {
        this(paths, staging, sideFiles, settings, () -> LockSupport.parkNanos(PAUSE_NANOS));
    }

    /** Runs {@code pause} before each side file that it reads. */
    Sweeper(LocalPaths paths, Staging staging, SideFiles sideFiles, LocalSettings settings, Runnable pause) {
        this.paths = paths;
        this.staging = staging;
        this.sideFiles = sideFiles;
        this.leftoverAge = settings.leftoverAge();
        this.uploadAge = settings.uploadAge();
        this.clock = settings.clock();
        this.pause = pause;
    }

    /** Goes through everything once. What cannot be removed is logged and left for the next time. */
    void sweep() {
        for (Path place : staging.places()) {
            forEach(place, this::removeIfOld);
        }
        for (Path place : staging.uploadPlaces()) {
            forEach(place, this::removeIfForgotten);
        }
        forEach(sideFiles.directory(), group -> forEach(group, this::removeIfOrphaned));
    }

    private void removeIfOld(Path file) throws IOException {
        if (isOld(file)) {
            Files.deleteIfExists(file);
            log.info("Removed the leftover {}", file);
        }
    }

    private void removeIfForgotten(Path directory) throws IOException {
        UploadDirectory upload = new UploadDirectory(directory);
        if (!FileState.of(directory, LinkOption.NOFOLLOW_LINKS).isDirectory()) {
            removeIfOld(directory);
        } else if (isForgotten(upload)) {
            try (UploadLock lock = UploadLock.of(upload)) {
                // Whoever had the lock may have been at work on it.
                if (isForgotten(upload)) {
                    log.debug("sweeping under {}", lock);
                    upload.remove();
                    log.info("Removed the forgotten upload {}", directory);
                }
            }
        }
    }

    private boolean isForgotten(UploadDirectory upload) throws IOException {
        Duration age = upload.upload() == null ? leftoverAge : uploadAge;
        return age != null && clock.millis() - upload.changedMillis() > age.toMillis();
    }

    private void removeIfOrphaned(Path file) throws IOException {
        if (!isOld(file)) {
            return;
        }
        pause.run();
        if (!isNeeded(file)) {
            Files.deleteIfExists(file);
            log.debug("removed the orphaned side file {}", file);
        }
    }

    private boolean isNeeded(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        StoredAttributes stored = SideFiles.decode(file);
        if (stored == null || (stored.path().isEmpty() && !stored.folder())) {
            return false;
        }
        try {
            FileState state = FileState.of(paths.existing(stored.path()));
            return stored.describes(state) && sideFiles.belongs(file, state);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            return !Failures.isNotADirectory(e);
        }
    }

    private boolean isOld(Path file) throws IOException {
        FileState state = FileState.of(file, LinkOption.NOFOLLOW_LINKS);
        long modifiedMillis = TimeUnit.NANOSECONDS.toMillis(state.modifiedNanos());
        return clock.millis() - modifiedMillis > leftoverAge.toMillis();
    }

    private static void forEach(Path directory, Entries.Visit visit) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            if (LocalPaths.hasLink(directory)) {
                log.debug("{} is not swept: it is reached through a symbolic link", directory);
                return;
            }
            Entries.forEach(files, file -> visitOne(file, visit));
        } catch (NoSuchFileException | NotDirectoryException e) {
            log.debug("nothing to sweep in {}", directory);
        } catch (IOException e) {
            log.warn("{} cannot be swept: {}", directory, e.toString());
        }
    }

    private static void visitOne(Path file, Entries.Visit visit) {
        try {
            visit.visit(file);
        } catch (NoSuchFileException e) {
            log.debug("{} went by itself", file);
        } catch (IOException e) {
            log.warn("{} cannot be swept: {}", file, e.toString());
        }
    }
}
