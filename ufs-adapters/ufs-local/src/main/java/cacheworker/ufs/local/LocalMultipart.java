package cacheworker.ufs.local;

import cacheworker.core.base.Utf8Order;
import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsChecksum;
import cacheworker.core.ufs.UfsChecksumKind;
import cacheworker.core.ufs.UfsCondition;
import cacheworker.core.ufs.UfsContent;
import cacheworker.core.ufs.UfsCreateOptions;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsMultipart;
import cacheworker.core.ufs.UfsPart;
import cacheworker.core.ufs.UfsPartOutput;
import cacheworker.core.ufs.UfsParts;
import cacheworker.core.ufs.UfsStatus;
import cacheworker.core.ufs.UfsUpload;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Uploads in parts into a directory, each in an {@link UploadDirectory} on the file system of its target. */
final class LocalMultipart implements UfsMultipart {
    private static final Logger log = LoggerFactory.getLogger(LocalMultipart.class);
    private static final Comparator<UfsUpload> ORDER = Comparator.comparing(UfsUpload::path, Utf8Order.INSTANCE)
            .thenComparingLong(UfsUpload::begunMillis)
            .thenComparing(UfsUpload::uploadId);

    private static final String NO_VALUE = "-";

    private final LocalPaths paths;
    private final Directories directories;
    private final Staging staging;
    private final Publisher publisher;
    private final Tags tags;

    LocalMultipart(LocalPaths paths, Directories directories, Staging staging, Publisher publisher, Tags tags) {
        this.paths = paths;
        this.directories = directories;
        this.staging = staging;
        this.publisher = publisher;
        this.tags = tags;
    }

    @Override
    public String begin(String path, UfsAttributes attributes, @Nullable UfsChecksumKind checksum) throws UfsException {
        Path target = paths.resolve(path);
        if (path.isEmpty() || path.endsWith("/")) {
            throw new UfsException(Kind.BAD_NAME, "'" + path + "' is a folder, which has no parts");
        }
        tags.check(path, attributes);
        String id = UUID.randomUUID().toString().replace("-", "");
        Path parent = directories.checkWritable(path, target);
        try {
            StoredAttributes upload = new StoredAttributes(0, 0, kept(checksum), attributes, path, false, false);
            new UploadDirectory(staging.uploadsFor(parent).resolve(id)).begin(upload);
            return id;
        } catch (IOException e) {
            throw Failures.writing(path, e);
        }
    }

    /** An upload has no bytes to have a checksum of: the place of its value stays empty. */
    private static UfsContent kept(@Nullable UfsChecksumKind kind) {
        UfsChecksum checksum = kind == null ? null : new UfsChecksum(kind.algorithm(), NO_VALUE, kind.composite());
        return new UfsContent("", checksum, UfsParts.NONE);
    }

    @Override
    public @Nullable UfsChecksumKind checksumKind(String path, String uploadId) throws UfsException {
        UploadDirectory upload = find(path, uploadId);
        try {
            UfsChecksum checksum = begun(upload).content().checksum();
            return checksum == null ? null : new UfsChecksumKind(checksum.algorithm(), checksum.composite());
        } catch (IOException e) {
            throw Failures.reading(path, e);
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
    public UfsStatus complete(
            String path, String uploadId, List<UfsPart> parts, UfsContent content, UfsCondition condition)
            throws UfsException {
        UploadDirectory upload = find(path, uploadId);
        return alone(path, upload, begun -> {
            directories.checkWritable(path, paths.resolve(path));
            publisher.check(path, condition);
            PartAssembly assembly = PartAssembly.of(upload, parts);
            long length = parts.stream().mapToLong(UfsPart::length).sum();
            UfsCreateOptions options = new UfsCreateOptions(length, begun.attributes(), condition);
            try (StagedFile staged = assemble(upload, assembly, condition.isAbsent())) {
                return publisher.publish(staged, path, content, options);
            } finally {
                end(upload);
            }
        });
    }

    /** What ends an upload. */
    private interface Ending<T> {
        T run(StoredAttributes begun) throws IOException;
    }

    /** Ends an upload while nobody else does, in this process or another. */
    private static <T> T alone(String path, UploadDirectory upload, Ending<T> ending) throws UfsException {
        try (UploadLock lock = UploadLock.of(upload)) {
            log.debug("ending upload {} under {}", upload.path(), lock);
            return ending.run(begun(upload));
        } catch (NoSuchFileException e) {
            throw upload.noSuchUpload();
        } catch (IOException e) {
            throw Failures.writing(path, e);
        }
    }

    /** Of the upload as it is once others who ended it are done. */
    private static StoredAttributes begun(UploadDirectory upload) throws IOException {
        StoredAttributes begun = upload.upload();
        if (begun == null) {
            throw upload.noSuchUpload();
        }
        return begun;
    }

    private static StagedFile assemble(UploadDirectory upload, PartAssembly assembly, boolean byLink)
            throws IOException {
        String base = assembly.base(upload.closePlaces());
        if (base == null) {
            upload.emptyWhole();
        }
        String name = base == null ? UploadDirectory.WHOLE : base;
        StagedFile staged = StagedFile.existing(upload.file(name));
        boolean assembled = false;
        try {
            if (base != null) {
                assembly.forgetOthersIn(base);
            }
            assembly.fill(staged.channel(), base);
            upload.publishing(name, byLink);
            assembled = true;
            return staged;
        } finally {
            if (!assembled) {
                staged.close();
            }
        }
    }

    private static void end(UploadDirectory upload) {
        try {
            if (upload.isPublished()) {
                upload.remove();
            } else {
                upload.reopen();
            }
        } catch (IOException e) {
            log.warn("{} stays behind until it is swept: {}", upload.path(), e.toString());
        }
    }

    @Override
    public void abort(String path, String uploadId) throws UfsException {
        UploadDirectory upload = find(path, uploadId);
        alone(path, upload, begun -> {
            upload.remove();
            return begun;
        });
    }

    @Override
    public List<UfsUpload> uploads(String prefix, String afterPath, @Nullable String afterId, int most)
            throws UfsException {
        NavigableSet<UfsUpload> first = new TreeSet<>(ORDER);
        UfsUpload after = afterId == null ? null : uploadAt(afterPath, afterId);
        for (Path place : staging.uploadPlaces()) {
            try {
                Entries.forEach(place, directory -> {
                    UfsUpload upload = read(new UploadDirectory(directory));
                    if (upload != null && upload.path().startsWith(prefix) && isBehind(upload, afterPath, after)) {
                        first.add(upload);
                    }
                    if (first.size() > most) {
                        first.pollLast();
                    }
                });
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
            Path parent = directories.closestParent(path, paths.resolve(path));
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
