package cacheworker.ufs.local;

import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one upload in parts, in a directory of their own under the reserved name:
 *
 * <ul>
 *   <li>{@code upload}: path and attributes of the object; the upload exists as long as this does.
 *   <li>{@code data-<length>}: parts of one length, each where it belongs if all before it are as long, with holes for
 *       those that are not there. Clients cut objects into equal parts, so that this is the object when the last part
 *       is in, and nothing has to be copied.
 *   <li>{@code own-<random>}: a part whose place was taken before, by another try of the same part.
 *   <li>{@code place-<number>}: who made it may write to that part's place in a {@code data} file; one byte in it says
 *       that nobody writes there any more.
 *   <li>{@code part-<number>}: a {@link PartRecord}; the part exists as long as this does.
 *   <li>{@code completing}: no place is given out any more.
 *   <li>{@code whole}: where parts are copied that do not lie where they belong.
 *   <li>{@code publishing}: names the file that becomes the object, written before it is renamed. Only that rename, and
 *       the end of the upload, ever take such a file away, so that the object has been published when it is missing.
 *       If the object gets its name by a hard link, this says so, and the object has been published as well when the
 *       file has two names: nothing of the upload may touch the file again.
 *   <li>{@code lock}: for {@link UploadLock}.
 * </ul>
 *
 * @param path the directory
 */
record UploadDirectory(Path path) {
    private static final Logger log = LoggerFactory.getLogger(UploadDirectory.class);

    /** Name of the file that parts are copied into. */
    static final String WHOLE = "whole";

    private static final String UPLOAD = "upload";
    private static final String COMPLETING = "completing";
    private static final String PUBLISHING = "publishing";
    private static final String BY_LINK = " by link";
    private static final String PLACE = "place-";
    private static final byte DONE = '.';

    /** Linux file systems end near 16 TiB; no object is longer than this. */
    private static final long FARTHEST = 5L << 40;

    /** Makes the directory, durably. */
    void begin(StoredAttributes upload) throws IOException {
        Files.createDirectories(path);
        writeDurably(UPLOAD, ByteBuffer.wrap(AttributeCodec.encode(upload)));
        Directories.sync(Directories.parentOf(path));
    }

    /** What the object will have; null when there is no such upload, or it has been published. */
    @Nullable
    StoredAttributes upload() throws IOException {
        try {
            StoredAttributes upload = AttributeCodec.decode(Files.readAllBytes(uploadFile()));
            return isPublished() ? null : upload;
        } catch (NoSuchFileException | NotDirectoryException e) {
            return null;
        }
    }

    /** Whether the object has its name, although the upload may still have its files. */
    boolean isPublished() throws IOException {
        try {
            String publishing = Files.readString(file(PUBLISHING));
            boolean byLink = publishing.endsWith(BY_LINK);
            Path file = file(byLink ? publishing.substring(0, publishing.length() - BY_LINK.length()) : publishing);
            return Files.notExists(file) || (byLink && hasTwoNames(file));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static boolean hasTwoNames(Path file) throws IOException {
        try {
            return FileState.of(file).links() > 1;
        } catch (NoSuchFileException e) {
            return true;
        }
    }

    /**
     * Says, durably, which file is renamed next.
     *
     * @param name that of the file
     * @param byLink whether it may get its new name beside this one, before it loses this one
     */
    void publishing(String name, boolean byLink) throws IOException {
        String publishing = byLink ? name + BY_LINK : name;
        writeDurably(PUBLISHING, ByteBuffer.wrap(publishing.getBytes(StandardCharsets.UTF_8)));
    }

    /** Makes the file for the bytes of all parts, or makes it empty. */
    void emptyWhole() throws IOException {
        Files.write(file(WHOLE), new byte[0]);
    }

    /**
     * When anything of the upload was changed last, milliseconds since the epoch. Taking its lock changes nothing.
     *
     * @throws NoSuchFileException when it is gone
     */
    long changedMillis() throws IOException {
        AtomicLong last = new AtomicLong();
        Entries.forEach(path, file -> {
            if (!file.equals(lockFile())) {
                long changed = FileState.of(file, LinkOption.NOFOLLOW_LINKS).changedNanos();
                last.accumulateAndGet(changed, Math::max);
            }
        });
        long nanos = last.get() == 0 ? FileState.of(path).changedNanos() : last.get();
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    long begunMillis() throws IOException {
        return TimeUnit.NANOSECONDS.toMillis(FileState.of(uploadFile()).modifiedNanos());
    }

    Path uploadFile() {
        return path.resolve(UPLOAD);
    }

    Path lockFile() {
        return path.resolve("lock");
    }

    Path file(String name) {
        return path.resolve(name);
    }

    static String sharedName(long length) {
        return "data-" + length;
    }

    /** Whether a name is that of a file of parts of one length. */
    static boolean isShared(String name) {
        return name.startsWith("data-");
    }

    static String ownName() {
        return "own-" + UUID.randomUUID();
    }

    /** Tries to get the place of a part for this writer alone, for ever. */
    boolean claim(int number, long length) throws IOException {
        if (length == 0 || length > FARTHEST / number) {
            return false;
        }
        try {
            Files.createFile(place(number));
        } catch (FileAlreadyExistsException e) {
            return false;
        }
        if (Files.exists(path.resolve(COMPLETING))) {
            release(number);
            return false;
        }
        return true;
    }

    /** Nothing will be written any more to a place that this writer claimed. */
    void release(int number) throws IOException {
        Files.write(place(number), new byte[] {DONE}, StandardOpenOption.WRITE);
    }

    private Path place(int number) {
        return path.resolve(PLACE + "%05d".formatted(number));
    }

    /** Whether no writer has a place that it might still write to. Stops giving out places first. */
    boolean closePlaces() throws IOException {
        Files.write(path.resolve(COMPLETING), new byte[0]);
        AtomicInteger open = new AtomicInteger();
        Entries.forEach(path, file -> {
            if (file.getFileName().toString().startsWith(PLACE) && Files.size(file) == 0) {
                open.incrementAndGet();
            }
        });
        return open.get() == 0;
    }

    /** Gives out places again, and gives up what was copied: the upload was not completed. */
    void reopen() throws IOException {
        if (Files.exists(file(WHOLE))) {
            emptyWhole();
        }
        Files.deleteIfExists(path.resolve(COMPLETING));
    }

    /** Makes a part exist, durably; its bytes are on disk already. */
    PartRecord record(PartRecord record) throws IOException {
        String name = PartRecord.fileName(record.number());
        writeDurably(name, ByteBuffer.wrap(record.encode().getBytes(StandardCharsets.UTF_8)));
        PartRecord stored = find(record.number());
        if (stored == null) {
            throw new NoSuchFileException(path.resolve(name).toString());
        }
        return record.storedAt(stored.modifiedMillis());
    }

    /** A part that exists; null when it does not. */
    @Nullable
    PartRecord find(int number) throws IOException {
        Path file = path.resolve(PartRecord.fileName(number));
        try {
            long modified = TimeUnit.NANOSECONDS.toMillis(FileState.of(file).modifiedNanos());
            return PartRecord.decode(number, Files.readString(file), modified);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Makes a part exist no more. */
    void forget(int number) throws IOException {
        Files.deleteIfExists(path.resolve(PartRecord.fileName(number)));
    }

    /** Numbers of all parts, ascending. */
    List<Integer> numbers() throws IOException {
        List<Integer> numbers = new ArrayList<>();
        Entries.forEach(path, file -> {
            int number = PartRecord.numberOf(file);
            if (number > 0) {
                numbers.add(number);
            }
        });
        numbers.sort(null);
        return numbers;
    }

    private void writeDurably(String name, ByteBuffer bytes) throws IOException {
        Path temporary = path.resolve(UUID.randomUUID() + ".tmp");
        try (FileChannel channel =
                FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(temporary, path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        Directories.sync(path);
    }

    /** The upload exists no more, durably; what is left of it is removed as far as that is possible. */
    void remove() throws IOException {
        Files.deleteIfExists(uploadFile());
        Directories.sync(path);
        try {
            Entries.forEach(path, Files::deleteIfExists);
            Files.deleteIfExists(path);
        } catch (IOException e) {
            log.info("{} stays behind until it is swept: {}", path, e.toString());
        }
    }

    UfsException noSuchUpload() {
        return new UfsException(Kind.NO_SUCH_UPLOAD, "there is no upload '" + path.getFileName() + "'");
    }
}
