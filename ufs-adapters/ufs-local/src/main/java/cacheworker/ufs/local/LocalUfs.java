package cacheworker.ufs.local;

import cacheworker.core.base.ByteRange;
import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsCapability;
import cacheworker.core.ufs.UfsCondition;
import cacheworker.core.ufs.UfsContent;
import cacheworker.core.ufs.UfsCreateOptions;
import cacheworker.core.ufs.UfsCursor;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsInput;
import cacheworker.core.ufs.UfsListRequest;
import cacheworker.core.ufs.UfsMultipart;
import cacheworker.core.ufs.UfsOutput;
import cacheworker.core.ufs.UfsStatus;
import cacheworker.core.ufs.UnderFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory of a POSIX file system as a UFS. Other programs may use it at the same time: what they write is served,
 * and what they change is noticed.
 */
final class LocalUfs implements UnderFileSystem {
    private static final Logger log = LoggerFactory.getLogger(LocalUfs.class);
    private static final Set<UfsCapability> CAPABILITIES = Set.of(
            UfsCapability.HIERARCHICAL,
            UfsCapability.SERVER_SIDE_COPY,
            UfsCapability.MULTIPART,
            UfsCapability.CONTENT,
            UfsCapability.CONDITIONAL_PUT,
            UfsCapability.CONDITIONAL_COPY,
            UfsCapability.CONDITIONAL_DELETE);

    private final LocalPaths paths;
    private final Set<UfsCapability> capabilities;
    private final AttributeStore attributes;
    private final Lookup lookup;
    private final Directories directories;
    private final Tags tags;
    private final Staging staging;
    private final Publisher publisher;
    private final LocalMultipart multipart;
    private final DirectoryReader reader;
    private final NamesCache names;
    private final Listing listing;
    private final SweepThread sweeping;
    private volatile boolean closed;

    private LocalUfs(LocalPaths paths, LocalSettings settings) {
        SideFiles sideFiles = new SideFiles(paths);
        this.paths = paths;
        this.capabilities = capabilities(settings.keepsTags());
        this.attributes = new AttributeStore(sideFiles, settings.useExtendedAttributes(), settings.keepsTags());
        this.lookup = new Lookup(paths, attributes);
        this.directories = new Directories(paths, attributes, settings.protectedDepth());
        this.tags = new Tags(paths, attributes, directories);
        this.staging = new Staging(paths);
        this.publisher = new Publisher(paths, directories, attributes, lookup);
        this.multipart = new LocalMultipart(paths, directories, staging, publisher, tags);
        this.reader = new DirectoryReader(temporaryDirectory(paths));
        this.names = new NamesCache(reader, settings.nameBytes(), settings.clock());
        this.listing = new Listing(paths, attributes, names);
        this.sweeping =
                new SweepThread(new Sweeper(paths, staging, sideFiles, settings)::sweep, settings.sweepInterval());
    }

    /**
     * Opens a directory.
     *
     * @param root an existing directory; symbolic links on the way are followed now, once
     * @throws UfsException NOT_FOUND when there is none, DENIED when it may not be read
     */
    static LocalUfs open(Path root, LocalSettings settings) throws UfsException {
        try {
            Path real = root.toRealPath();
            if (!Files.isDirectory(real)) {
                throw new UfsException(Kind.NOT_FOUND, "the root " + root + " is not a directory");
            }
            if (!Files.isReadable(real) || !Files.isExecutable(real)) {
                throw new UfsException(Kind.DENIED, "the root " + root + " may not be read by this user");
            }
            LocalUfs ufs = new LocalUfs(new LocalPaths(real, settings.protectedDepth()), settings);
            ufs.sweeping.start();
            return ufs;
        } catch (IOException e) {
            throw Failures.reading(root.toString(), e);
        }
    }

    /** Where the names of large directories are sorted: beside the staged files, unless nothing is written there. */
    private static Path temporaryDirectory(LocalPaths paths) {
        return Files.isWritable(paths.root())
                ? paths.reserved().resolve("staging")
                : Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
    }

    private static Set<UfsCapability> capabilities(boolean keepsTags) {
        Set<UfsCapability> abilities = EnumSet.copyOf(CAPABILITIES);
        if (keepsTags) {
            abilities.add(UfsCapability.TAGS);
        }
        return Set.copyOf(abilities);
    }

    @Override
    public Set<UfsCapability> capabilities() {
        return capabilities;
    }

    @Override
    public UfsStatus stat(String path) throws UfsException {
        checkOpen();
        return lookup.stat(path);
    }

    @Override
    public UfsCursor list(UfsListRequest request) throws UfsException {
        checkOpen();
        if (!request.delimiter().isEmpty() && !request.delimiter().equals("/")) {
            throw new UfsException(
                    Kind.UNSUPPORTED, "delimiter '" + request.delimiter() + "' is rolled up by the caller");
        }
        return listing.list(request);
    }

    @Override
    public UfsInput open(String path, String expected, ByteRange range) throws UfsException {
        checkOpen();
        OpenFile file = OpenFile.open(paths, path);
        try {
            checkVersion(path, file.state(), expected);
            if (range.end() > file.state().length()) {
                throw new IllegalArgumentException(
                        range + " is not inside the " + file.state().length() + " bytes");
            }
            return new LocalInput(path, file, range);
        } catch (UfsException | IllegalArgumentException e) {
            closeQuietly(path, file);
            throw e;
        }
    }

    private static void checkVersion(String path, FileState state, String expected) throws UfsException {
        if (!state.version().equals(expected)) {
            throw new UfsException(Kind.CHANGED, "'" + path + "' has version " + state.version() + ", not " + expected);
        }
    }

    private static void closeQuietly(String path, OpenFile file) {
        try {
            file.close();
        } catch (IOException e) {
            log.debug("closing '{}' unread", path, e);
        }
    }

    @Override
    public UfsOutput create(String path, UfsCreateOptions options) throws UfsException {
        checkOpen();
        Path target = paths.resolve(path);
        if (path.isEmpty()) {
            throw new UfsException(Kind.BAD_NAME, "the root cannot be written");
        }
        tags.check(path, options.attributes());
        if (!path.endsWith("/")) {
            return new LocalOutput(path, options, stage(path, target), publisher);
        }
        if (options.length() > 0) {
            throw new UfsException(Kind.UNSUPPORTED, "folder '" + path + "' cannot hold bytes");
        }
        directories.checkWritable(path, target);
        return new FolderOutput(path, options, publisher);
    }

    private StagedFile stage(String path, Path target) throws UfsException {
        for (int attempt = 1; ; attempt++) {
            Path parent = directories.checkWritable(path, target);
            try {
                return staging.newFile(parent);
            } catch (NoSuchFileException e) {
                // A delete of its last object took the parent away since: the next one up will do.
                if (attempt == Directories.ATTEMPTS) {
                    throw new UfsException(Kind.UNAVAILABLE, "the parents of '" + path + "' come and go", e);
                }
            } catch (IOException e) {
                throw Failures.writing(path, e);
            }
        }
    }

    @Override
    public UfsStatus copy(String from, String expected, String to, UfsAttributes given, UfsCondition condition)
            throws UfsException {
        checkOpen();
        Path target = paths.resolve(to);
        if (to.isEmpty() || to.endsWith("/")) {
            throw new UfsException(Kind.BAD_NAME, "'" + to + "' is a folder, nothing to copy to");
        }
        tags.check(to, given);
        try (OpenFile source = OpenFile.open(paths, from);
                StagedFile staged = stage(to, target)) {
            checkVersion(from, source.state(), expected);
            transfer(from, source, staged);
            StoredAttributes stored = attributes.read(source.handle(), source.state(), from);
            UfsContent content = stored == null ? StoredAttributes.NO_CONTENT : stored.content();
            return publisher.publish(
                    staged, to, content, new UfsCreateOptions(source.state().length(), given, condition));
        } catch (IOException e) {
            throw Failures.writing(to, e);
        }
    }

    private static void transfer(String from, OpenFile source, StagedFile staged) throws IOException {
        long length = source.state().length();
        for (long done = 0; done < length; ) {
            long count = source.channel().transferTo(done, length - done, staged.channel());
            if (count <= 0) {
                break;
            }
            done += count;
        }
        if (!source.isUnchanged() || staged.channel().size() != length) {
            throw new UfsException(Kind.CHANGED, "'" + from + "' was changed while it was copied");
        }
    }

    @Override
    public UfsMultipart multipart() throws UfsException {
        checkOpen();
        return multipart;
    }

    @Override
    public UfsStatus setTags(String path, Map<String, String> all) throws UfsException {
        checkOpen();
        return tags.set(path, all);
    }

    @Override
    public void delete(String path, UfsCondition condition) throws UfsException {
        checkOpen();
        if (path.isEmpty()) {
            throw new UfsException(Kind.BAD_NAME, "the root cannot be deleted");
        }
        Path target = paths.existing(path);
        try {
            Path parent = paths.real(Directories.parentOf(target), path);
            NameLock.holding(parent, target.getFileName(), () -> remove(path, target, condition));
        } catch (IOException e) {
            throw Failures.reading(path, e);
        }
        try {
            directories.removeEmptyParents(path);
        } catch (IOException e) {
            throw UfsException.outcomeUnknown("'" + path + "' is deleted, perhaps not on disk", e);
        }
    }

    private Path remove(String path, Path target, UfsCondition condition) throws IOException {
        boolean folder = path.endsWith("/");
        FileState state = FileState.of(paths.real(target, path));
        if (folder ? !state.isDirectory() : !state.isFile()) {
            throw Failures.notFound(path);
        }
        if (!condition.isNone()) {
            condition.check(path, lookup.find(path));
        }
        if (folder) {
            directories.remove(target, path);
        } else {
            Files.delete(target);
        }
        return target;
    }

    @Override
    public long skippedNames() {
        return reader.unreadableNames();
    }

    /** Memory that the names of listed directories take, bytes. */
    long nameBytes() {
        return names.liveBytes();
    }

    private void checkOpen() throws UfsException {
        if (closed) {
            throw new UfsException(Kind.UNAVAILABLE, "the UFS at " + paths.root() + " is closed");
        }
    }

    @Override
    public void close() {
        closed = true;
        sweeping.close();
        names.close();
    }
}
