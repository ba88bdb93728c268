package cacheworker.ufs.local;

import cacheworker.core.ufs.UfsChecksum;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsPart;
import cacheworker.core.ufs.UfsPartOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a part to its place in the file of all parts of its length, or to a file of its own. */
final class LocalPartOutput implements UfsPartOutput {
    private static final Logger log = LoggerFactory.getLogger(LocalPartOutput.class);

    private final UploadDirectory upload;
    private final int number;
    private final long length;
    private final boolean inPlace;
    private final String file;
    private final long offset;
    private final FileChannel channel;
    private long written;
    private boolean committed;
    private boolean closed;

    private LocalPartOutput(UploadDirectory upload, int number, long length, boolean inPlace) throws IOException {
        this.upload = upload;
        this.number = number;
        this.length = length;
        this.inPlace = inPlace;
        this.file = inPlace ? UploadDirectory.sharedName(length) : UploadDirectory.ownName();
        this.offset = inPlace ? (number - 1) * length : 0;
        this.channel = FileChannel.open(upload.file(file), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    }

    static LocalPartOutput open(UploadDirectory upload, int number, long length) throws IOException {
        boolean inPlace = upload.claim(number, length);
        try {
            return new LocalPartOutput(upload, number, length, inPlace);
        } catch (IOException e) {
            if (inPlace) {
                upload.release(number);
            }
            throw e;
        }
    }

    @Override
    public void write(ByteBuffer bytes) throws UfsException {
        if (closed || committed || bytes.remaining() > length - written) {
            throw new UfsException(
                    Kind.UNSUPPORTED,
                    "part " + number + " of " + length + " bytes does not take " + bytes.remaining() + " more");
        }
        try {
            while (bytes.hasRemaining()) {
                written += channel.write(bytes, offset + written);
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public UfsPart commit(String etag, @Nullable UfsChecksum checksum) throws UfsException {
        if (closed || committed || written != length) {
            throw new UfsException(
                    Kind.UNSUPPORTED, "part " + number + " got " + written + " bytes, not the announced " + length);
        }
        try {
            channel.force(false);
            channel.close();
            if (inPlace) {
                upload.release(number);
            }
            PartRecord before = upload.find(number);
            PartRecord stored = upload.record(new PartRecord(number, file, offset, length, etag, checksum, 0));
            committed = true;
            dropReplaced(before);
            return stored.part();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private void dropReplaced(@Nullable PartRecord before) throws IOException {
        if (before != null && !UploadDirectory.isShared(before.file())) {
            Files.deleteIfExists(upload.file(before.file()));
        }
    }

    private UfsException failure(IOException e) {
        return e instanceof NoSuchFileException
                ? upload.noSuchUpload()
                : Failures.writing(
                        "part " + number + " of upload " + upload.path().getFileName(), e);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            channel.close();
            if (!committed && inPlace) {
                upload.release(number);
            } else if (!committed) {
                Files.deleteIfExists(upload.file(file));
            }
        } catch (NoSuchFileException e) {
            log.debug("upload {} ended before its part {}", upload.path(), number);
        } catch (IOException e) {
            log.warn("part {} of {} stays behind: {}", number, upload.path(), e.toString());
        }
    }
}
