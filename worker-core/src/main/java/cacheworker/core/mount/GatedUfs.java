package cacheworker.core.mount;

import cacheworker.core.base.ByteRange;
import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsCapability;
import cacheworker.core.ufs.UfsChecksum;
import cacheworker.core.ufs.UfsChecksumKind;
import cacheworker.core.ufs.UfsCondition;
import cacheworker.core.ufs.UfsContent;
import cacheworker.core.ufs.UfsCreateOptions;
import cacheworker.core.ufs.UfsCursor;
import cacheworker.core.ufs.UfsEntry;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsInput;
import cacheworker.core.ufs.UfsListRequest;
import cacheworker.core.ufs.UfsMultipart;
import cacheworker.core.ufs.UfsOpened;
import cacheworker.core.ufs.UfsOutput;
import cacheworker.core.ufs.UfsPart;
import cacheworker.core.ufs.UfsPartOutput;
import cacheworker.core.ufs.UfsPartPlace;
import cacheworker.core.ufs.UfsParts;
import cacheworker.core.ufs.UfsStatus;
import cacheworker.core.ufs.UfsUpload;
import cacheworker.core.ufs.UnderFileSystem;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The UFS of a mount behind its gate: whoever calls it holds a pass while the call runs; outputs and cursors hold one
 * until they are closed, since each has a request thread for that long. {@link #open} passes no gate: fills use it,
 * which have threads of their own, and readers that wait for bytes hold a pass for that.
 */
final class GatedUfs implements UnderFileSystem {
    private final UnderFileSystem ufs;
    private final MountGate gate;

    /**
     * A UFS behind a gate.
     *
     * @param ufs the UFS, closed with this
     * @param gate lets calls in
     */
    GatedUfs(UnderFileSystem ufs, MountGate gate) {
        this.ufs = ufs;
        this.gate = gate;
    }

    @Override
    public Set<UfsCapability> capabilities() {
        return ufs.capabilities();
    }

    @Override
    public UfsStatus stat(String path) throws UfsException {
        MountGate.Pass pass = gate.enter();
        try (pass) {
            return ufs.stat(path);
        }
    }

    @Override
    public UfsCursor list(UfsListRequest request) throws UfsException {
        return Held.with(gate, pass -> new Cursor(ufs.list(request), pass));
    }

    @Override
    public UfsInput open(String path, String expected, ByteRange range) throws UfsException {
        return ufs.open(path, expected, range);
    }

    @Override
    public UfsOpened openLatest(String path, ByteRange wanted) throws UfsException {
        MountGate.Pass pass = gate.enter();
        try (pass) {
            return ufs.openLatest(path, wanted);
        }
    }

    @Override
    public UfsOutput create(String path, UfsCreateOptions options) throws UfsException {
        return Held.with(gate, pass -> new Output(ufs.create(path, options), pass));
    }

    @Override
    public UfsStatus copy(String from, String expected, String to, UfsAttributes attributes, UfsCondition condition)
            throws UfsException {
        MountGate.Pass pass = gate.enter();
        try (pass) {
            return ufs.copy(from, expected, to, attributes, condition);
        }
    }

    @Override
    public UfsMultipart multipart() throws UfsException {
        return new Multipart(ufs.multipart(), gate);
    }

    @Override
    public @Nullable UfsPartPlace part(String path, String expected, int number) throws UfsException {
        MountGate.Pass pass = gate.enter();
        try (pass) {
            return ufs.part(path, expected, number);
        }
    }

    @Override
    public UfsParts parts(String path, String expected) throws UfsException {
        MountGate.Pass pass = gate.enter();
        try (pass) {
            return ufs.parts(path, expected);
        }
    }

    @Override
    public Map<String, String> tags(String path) throws UfsException {
        MountGate.Pass pass = gate.enter();
        try (pass) {
            return ufs.tags(path);
        }
    }

    @Override
    public UfsStatus setTags(String path, Map<String, String> tags) throws UfsException {
        MountGate.Pass pass = gate.enter();
        try (pass) {
            return ufs.setTags(path, tags);
        }
    }

    @Override
    public void delete(String path, UfsCondition condition) throws UfsException {
        MountGate.Pass pass = gate.enter();
        try (pass) {
            ufs.delete(path, condition);
        }
    }

    @Override
    public long skippedNames() {
        return ufs.skippedNames();
    }

    @Override
    public void close() {
        ufs.close();
    }

    /** Opens something that keeps its pass. */
    @FunctionalInterface
    private interface Held<T> {
        T open(MountGate.Pass pass) throws UfsException;

        static <T> T with(MountGate gate, Held<T> opening) throws UfsException {
            MountGate.Pass pass = gate.enter();
            boolean opened = false;
            try {
                T held = opening.open(pass);
                opened = true;
                return held;
            } finally {
                if (!opened) {
                    pass.close();
                }
            }
        }
    }

    private record Cursor(UfsCursor cursor, MountGate.Pass pass) implements UfsCursor {
        @Override
        public @Nullable UfsEntry next() throws UfsException {
            return cursor.next();
        }

        @Override
        public void close() {
            try (pass) {
                cursor.close();
            }
        }
    }

    private record Output(UfsOutput output, MountGate.Pass pass) implements UfsOutput {
        @Override
        public void write(ByteBuffer bytes) throws UfsException {
            output.write(bytes);
        }

        @Override
        public UfsStatus commit(UfsContent content) throws UfsException {
            return output.commit(content);
        }

        @Override
        public void close() {
            try (pass) {
                output.close();
            }
        }
    }

    private record PartOutput(UfsPartOutput output, MountGate.Pass pass) implements UfsPartOutput {
        @Override
        public void write(ByteBuffer bytes) throws UfsException {
            output.write(bytes);
        }

        @Override
        public UfsPart commit(String etag, @Nullable UfsChecksum checksum) throws UfsException {
            return output.commit(etag, checksum);
        }

        @Override
        public void close() {
            try (pass) {
                output.close();
            }
        }
    }

    private record Multipart(UfsMultipart uploads, MountGate gate) implements UfsMultipart {
        @Override
        public String begin(String path, UfsAttributes attributes, @Nullable UfsChecksumKind checksum)
                throws UfsException {
            MountGate.Pass pass = gate.enter();
            try (pass) {
                return uploads.begin(path, attributes, checksum);
            }
        }

        @Override
        public @Nullable UfsChecksumKind checksumKind(String path, String uploadId) throws UfsException {
            MountGate.Pass pass = gate.enter();
            try (pass) {
                return uploads.checksumKind(path, uploadId);
            }
        }

        @Override
        public UfsPartOutput part(String path, String uploadId, int number, long length) throws UfsException {
            return Held.with(gate, pass -> new PartOutput(uploads.part(path, uploadId, number, length), pass));
        }

        @Override
        public List<UfsPart> parts(String path, String uploadId, int after, int most) throws UfsException {
            MountGate.Pass pass = gate.enter();
            try (pass) {
                return uploads.parts(path, uploadId, after, most);
            }
        }

        @Override
        public UfsStatus complete(
                String path, String uploadId, List<UfsPart> parts, UfsContent content, UfsCondition condition)
                throws UfsException {
            MountGate.Pass pass = gate.enter();
            try (pass) {
                return uploads.complete(path, uploadId, parts, content, condition);
            }
        }

        @Override
        public void abort(String path, String uploadId) throws UfsException {
            MountGate.Pass pass = gate.enter();
            try (pass) {
                uploads.abort(path, uploadId);
            }
        }

        @Override
        public List<UfsUpload> uploads(String prefix, String afterPath, @Nullable String afterId, int most)
                throws UfsException {
            MountGate.Pass pass = gate.enter();
            try (pass) {
                return uploads.uploads(prefix, afterPath, afterId, most);
            }
        }
    }
}
