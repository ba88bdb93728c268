package cacheworker.ufs.local;

import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsPart;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an object out of those of its parts. Parts that lie where they belong in one file stay there, and that
 * file becomes the object; the others are copied, inside the kernel. If anything is in doubt, all are copied into a new
 * file.
 */
final class PartAssembly {
    private final UploadDirectory upload;
    private final List<PartRecord> parts;
    private final long[] offsets;
    private final long length;

    private PartAssembly(UploadDirectory upload, List<PartRecord> parts) {
        this.upload = upload;
        this.parts = parts;
        this.offsets = new long[parts.size()];
        long end = 0;
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = end;
            end += parts.get(i).length();
        }
        this.length = end;
    }

    /**
     * Looks up the parts.
     *
     * @throws UfsException CHANGED when one is not there, or is another one
     */
    static PartAssembly of(UploadDirectory upload, List<UfsPart> wanted) throws IOException {
        List<PartRecord> parts = new ArrayList<>(wanted.size());
        for (UfsPart part : wanted) {
            PartRecord record = upload.find(part.number());
            if (record == null
                    || record.length() != part.length()
                    || !record.etag().equals(part.etag())) {
                throw new UfsException(
                        Kind.CHANGED, "part " + part.number() + " is not there any more, or is another one");
            }
            parts.add(record);
        }
        return new PartAssembly(upload, parts);
    }

    /**
     * The file that can become the object as it is, once {@link #fill} was called for it.
     *
     * @param placesClosed whether nobody writes to it any more
     * @return its name, or null when there is none
     */
    @Nullable
    String base(boolean placesClosed) {
        Map<String, Long> bytesInPlace = new HashMap<>();
        Set<String> unfit = new HashSet<>();
        for (int i = 0; i < offsets.length; i++) {
            PartRecord part = parts.get(i);
            if (UploadDirectory.isShared(part.file()) && part.offset() == offsets[i]) {
                bytesInPlace.merge(part.file(), part.length(), Long::sum);
            } else {
                unfit.add(part.file());
            }
        }
        bytesInPlace.keySet().removeAll(unfit);
        return !placesClosed || bytesInPlace.isEmpty()
                ? null
                : bytesInPlace.entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .orElseThrow()
                        .getKey();
    }

    /** Other parts that lie in the base would be overwritten: they cease to exist before that. */
    void forgetOthersIn(String base) throws IOException {
        Set<Integer> wanted = new HashSet<>();
        parts.forEach(part -> wanted.add(part.number()));
        for (int number : upload.numbers()) {
            if (!wanted.contains(number)) {
                PartRecord other = upload.find(number);
                if (other != null && other.file().equals(base)) {
                    upload.forget(number);
                }
            }
        }
        Directories.sync(upload.path());
    }

    /**
     * Puts into a file what is not there yet.
     *
     * @param target the file
     * @param base its name if it is the base, whose parts are in place; else null
     * @throws UfsException CHANGED when the file does not have, or does not get, all bytes of the object
     */
    void fill(FileChannel target, @Nullable String base) throws IOException {
        if (target.size() < endInBase(base)) {
            throw incomplete(target.size(), endInBase(base));
        }
        if (target.size() > length) {
            target.truncate(length);
        }
        target.position(0);
        for (int i = 0; i < offsets.length; i++) {
            PartRecord part = parts.get(i);
            if (!part.file().equals(base)) {
                copy(part, target, offsets[i]);
            }
        }
        if (target.size() != length) {
            throw incomplete(target.size(), length);
        }
    }

    /** How long the base is at least, if it has the parts that it is said to have. */
    private long endInBase(@Nullable String base) {
        long end = 0;
        for (int i = 0; i < offsets.length; i++) {
            if (parts.get(i).file().equals(base)) {
                end = offsets[i] + parts.get(i).length();
            }
        }
        return end;
    }

    private static UfsException incomplete(long found, long expected) {
        return new UfsException(Kind.CHANGED, "the parts have " + found + " bytes together, expected " + expected);
    }

    private void copy(PartRecord part, FileChannel target, long offset) throws IOException {
        try (FileChannel source = FileChannel.open(upload.file(part.file()), StandardOpenOption.READ)) {
            target.position(offset);
            for (long done = 0; done < part.length(); ) {
                long count = source.transferTo(part.offset() + done, part.length() - done, target);
                if (count <= 0) {
                    throw new UfsException(Kind.CHANGED, "part " + part.number() + " is shorter than it was");
                }
                done += count;
            }
        } catch (NoSuchFileException e) {
            throw new UfsException(Kind.CHANGED, "part " + part.number() + " was replaced meanwhile", e);
        }
    }
}
