package cacheworker.ufs.local;

import cacheworker.core.ufs.UfsOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where files are written before they are published: under the reserved name of the root, or, for a target on another
 * file system mounted below the root, under the same name at the top of that file system, because a rename cannot
 * cross.
 */
final class Staging {
    private final LocalPaths paths;
    private final Map<Long, Path> byDevice = new ConcurrentHashMap<>();

    Staging(LocalPaths paths) {
        this.paths = paths;
    }

    /** All places of staged files known so far; the root's own always. */
    Collection<Path> places() {
        return reserved().stream().map(Staging::filesIn).toList();
    }

    /** All places of uploads in parts known so far; the root's own always. */
    Collection<Path> uploadPlaces() {
        return reserved().stream().map(Staging::uploadsIn).toList();
    }

    private Collection<Path> reserved() {
        return byDevice.isEmpty() ? List.of(reservedIn(paths.root())) : List.copyOf(byDevice.values());
    }

    /** Where uploads in parts are, for targets in a directory; not made yet. */
    Path uploadsFor(Path directory) throws IOException {
        return uploadsIn(reservedFor(directory));
    }

    /**
     * A new empty file on the file system of a directory.
     *
     * @param directory exists, real
     * @return where; nothing else has or gets this name
     */
    StagedFile newFile(Path directory) throws IOException {
        Path place = filesIn(reservedFor(directory));
        Files.createDirectories(place);
        return new StagedFile(place.resolve(UUID.randomUUID().toString()));
    }

    private Path reservedFor(Path directory) throws IOException {
        long device = FileState.of(directory).device();
        Path known = byDevice.get(device);
        if (known != null) {
            return known;
        }
        byDevice.putIfAbsent(FileState.of(paths.root()).device(), reservedIn(paths.root()));
        return byDevice.computeIfAbsent(device, absent -> reservedIn(top(directory, device)));
    }

    /** The highest directory on the way to the root that is still on the same file system. */
    private Path top(Path directory, long device) {
        Path top = directory;
        for (Path up = directory.getParent(); up != null && up.startsWith(paths.root()); up = up.getParent()) {
            if (!isOn(up, device)) {
                return top;
            }
            top = up;
        }
        return top;
    }

    private static boolean isOn(Path path, long device) {
        try {
            return FileState.of(path).device() == device;
        } catch (IOException e) {
            return false;
        }
    }

    private static Path reservedIn(Path top) {
        return top.resolve(UfsOptions.RESERVED_NAME);
    }

    private static Path filesIn(Path reserved) {
        return reserved.resolve("staging");
    }

    private static Path uploadsIn(Path reserved) {
        return reserved.resolve("uploads");
    }
}
