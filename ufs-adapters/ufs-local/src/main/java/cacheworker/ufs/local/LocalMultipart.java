package cacheworker.ufs.local;

import cacheworker.core.base.Utf8Order;
import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsMultipart;
import cacheworker.core.ufs.UfsPart;
import cacheworker.core.ufs.UfsPartOutput;
import cacheworker.core.ufs.UfsStatus;
import cacheworker.core.ufs.UfsUpload;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Uploads in parts into a directory, each in an {@link UploadDirectory} on the file system of its target. */
final class LocalMultipart implements UfsMultipart {
    private static final Logger log = LoggerFactory.getLogger(LocalMultipart.class);
    private static final int LOCKS = 64;
    private static final Comparator<UfsUpload> ORDER = Comparator.comparing(UfsUpload::path, Utf8Order.INSTANCE)
            .thenComparing(UfsUpload::begunMillis)
            .thenComparing(UfsUpload::uploadId);

    private final LocalPaths paths;
    private final Directories directories;
    private final Staging staging;
    private final Publisher publisher;
    private final List<Lock> completing =
            Stream.generate(() -> (Lock) new ReentrantLock()).limit(LOCKS).toList();

    LocalMultipart(LocalPaths paths, Directories directories, Staging staging, Publisher publisher) {
        this.paths = paths;
        this.directories = directories;
        this.staging = staging;
        this.publisher = publisher;
    }

    @Override
    public String begin(String path, UfsAttributes attributes) throws UfsException {
        Path target = paths.resolve(path);
        if (path.isEmpty() || path.endsWith("/")) {
            throw new UfsException(Kind.BAD_NAME, "'" + path + "' is a folder, which has no parts");
        }
        String id = UUID.randomUUID().toString().replace("-", "");
        Path parent = directories.checkWritable(path, target);
        try {
            StoredAttributes upload = new StoredAttributes(0, 0, "", attributes, path, false, false);
            new UploadDirectory(staging.uploadsFor(parent).resolve(id)).begin(upload);
            return id;
        } catch (IOException e) {
            throw Failures.writing(path, e);
        }
    }

    @Override
    public UfsPartOutput part(String path, String uploadId, int number, long length) throws UfsException {
        if (number < 1 || number > MOST_PARTS || length < 0) {
            throw new IllegalArgumentException("part " + number + " of " + length + " bytes");
        }
        UploadDirectory upload = find(path, uploadId);
        try {
            return LocalPartOutput.open(upload, number, length);
        } catch (NoSuchFileException e) {
            throw upload.noSuchUpload();
        } catch (IOException e) {
            throw Failures.writing(path, e);
        }
    }

    @Override
    public List<UfsPart> parts(String path, String uploadId, int after, int most) throws UfsException {
        UploadDirectory upload = find(path, uploadId);
        List<UfsPart> parts = new ArrayList<>();
        try {
            for (int number : upload.numbers()) {
                PartRecord record = number > after && parts.size() < most ? upload.find(number) : null;
                if (record != null) {
                    parts.add(record.part());
                }
            }
            return parts;
        } catch (NoSuchFileException e) {
            throw upload.noSuchUpload();
        } catch (IOException e) {
            throw Failures.reading(path, e);
        }
    }

    @Override
    public UfsStatus complete(String path, String uploadId, List<UfsPart> parts, String etag) throws UfsException {
        UploadDirectory upload = find(path, uploadId);
        return alone(path, upload, () -> completeAlone(path, upload, parts, etag));
    }

    /** What ends an upload. */
    private interface Ending<T> {
        T run() throws IOException;
    }

    /** Ends an upload while nobody else does, in this process or another. */
    private <T> T alone(String path, UploadDirectory upload, Ending<T> ending) throws UfsException {
        Lock lock = ending(upload);
        lock.lock();
        try (FileChannel file = FileChannel.open(upload.uploadFile(), StandardOpenOption.WRITE);
                FileLock between = file.lock()) {
            log.debug("ending upload {} under {}", upload.path(), between);
            return ending.run();
        } catch (NoSuchFileException e) {
            throw upload.noSuchUpload();
        } catch (IOException e) {
            throw Failures.writing(path, e);
        } finally {
            lock.unlock();
        }
    }

    private Lock ending(UploadDirectory upload) {
        return completing.get(Math.floorMod(upload.path().hashCode(), LOCKS));
    }

    private UfsStatus completeAlone(String path, UploadDirectory upload, List<UfsPart> parts, String etag)
            throws IOException {
        StoredAttributes begun = upload.upload();
        if (begun == null) {
            throw upload.noSuchUpload();
        }
        PartAssembly assembly = PartAssembly.of(upload, parts);
        String base = assembly.base(upload.closePlaces());
        boolean published = false;
        try (StagedFile staged = base == null ? newFile(path) : StagedFile.existing(upload.file(base))) {
            if (base != null) {
                assembly.forgetOthersIn(base);
            }
            assembly.fill(staged.channel(), base);
            UfsStatus status = publisher.publish(staged, path, etag, begun.attributes());
            published = true;
            return status;
        } catch (UfsException e) {
            published = e.outcomeUnknown();
            throw e;
        } finally {
            end(upload, published);
        }
    }

    private StagedFile newFile(String path) throws IOException {
        return staging.newFile(directories.checkWritable(path, paths.resolve(path)));
    }

    private static void end(UploadDirectory upload, boolean published) {
        try {
            if (published) {
                upload.remove();
            } else {
                upload.openPlaces();
            }
        } catch (IOException e) {
            log.warn("{} stays behind until it is swept: {}", upload.path(), e.toString());
        }
    }

    @Override
    public void abort(String path, String uploadId) throws UfsException {
        UploadDirectory upload = find(path, uploadId);
        boolean there = alone(path, upload, () -> {
            boolean begun = upload.upload() != null;
            end(upload, true);
            return begun;
        });
        if (!there) {
            throw upload.noSuchUpload();
        }
    }

    @Override
    public List<UfsUpload> uploads(String prefix, String afterPath, @Nullable String afterId, int most)
            throws UfsException {
        NavigableSet<UfsUpload> first = new TreeSet<>(ORDER);
        UfsUpload after = afterId == null ? null : uploadAt(afterPath, afterId);
        for (Path place : staging.uploadPlaces()) {
            try (DirectoryStream<Path> directories = Files.newDirectoryStream(place)) {
                for (Path directory : directories) {
                    UfsUpload upload = read(new UploadDirectory(directory));
                    if (upload != null && upload.path().startsWith(prefix) && isBehind(upload, afterPath, after)) {
                        first.add(upload);
                    }
                    if (first.size() > most) {
                        first.pollLast();
                    }
                }
            } catch (NoSuchFileException e) {
                log.debug("no uploads in {}", place);
            } catch (IOException e) {
                throw Failures.reading(prefix, e);
            }
        }
        return List.copyOf(first);
    }

    private static boolean isBehind(UfsUpload upload, String afterPath, @Nullable UfsUpload after) {
        int order = Utf8Order.INSTANCE.compare(upload.path(), afterPath);
        return order > 0 || (order == 0 && after != null && ORDER.compare(upload, after) > 0);
    }

    /** The upload that a listing goes on behind; if it has ended, all others of the path come again. */
    private UfsUpload uploadAt(String path, String id) throws UfsException {
        try {
            UfsUpload upload = read(find(path, id));
            return upload == null ? new UfsUpload(path, "", 0) : upload;
        } catch (UfsException e) {
            if (e.kind() == Kind.NO_SUCH_UPLOAD) {
                return new UfsUpload(path, "", 0);
            }
            throw e;
        } catch (IOException e) {
            throw Failures.reading(path, e);
        }
    }

    private static @Nullable UfsUpload read(UploadDirectory directory) throws IOException {
        try {
            StoredAttributes upload = directory.upload();
            String id = directory.path().getFileName().toString();
            return upload == null ? null : new UfsUpload(upload.path(), id, directory.begunMillis() / 1000 * 1000);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private UploadDirectory find(String path, String uploadId) throws UfsException {
        if (!uploadId.matches("[0-9a-f]{32}")) {
            throw new UfsException(Kind.NO_SUCH_UPLOAD, "there is no upload '" + uploadId + "'");
        }
        try {
            Path parent = directories.checkWritable(path, paths.resolve(path));
            UploadDirectory upload =
                    new UploadDirectory(staging.uploadsFor(parent).resolve(uploadId));
            StoredAttributes begun = upload.upload();
            if (begun == null || !begun.path().equals(path)) {
                throw upload.noSuchUpload();
            }
            return upload;
        } catch (IOException e) {
            throw Failures.reading(path, e);
        }
    }
}
