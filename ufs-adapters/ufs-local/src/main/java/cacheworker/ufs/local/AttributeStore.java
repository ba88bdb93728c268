package cacheworker.ufs.local;

import cacheworker.core.config.UfsKeys;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps attributes in one extended attribute of the file itself, so that they are published, moved and deleted with it;
 * in a side file where they do not fit, or where the file system has none.
 */
final class AttributeStore {
    private static final String NAME = "s3-cache-worker";
    private static final int USUAL_BYTES = 1024;

    private final SideFiles sideFiles;
    private final boolean useExtendedAttributes;
    private final boolean keepsTags;
    private final Map<Long, Boolean> supportByDevice = new ConcurrentHashMap<>();

    AttributeStore(SideFiles sideFiles, boolean useExtendedAttributes, boolean keepsTags) {
        this.sideFiles = sideFiles;
        this.useExtendedAttributes = useExtendedAttributes;
        this.keepsTags = keepsTags;
    }

    /**
     * Reads what is stored with a file or folder.
     *
     * @param handle leads to it
     * @param state its state
     * @param name its name, which a folder's side file must agree with
     * @return null when there is nothing, or what there is describes other bytes
     */
    @Nullable
    StoredAttributes read(Path handle, FileState state, String name) throws IOException {
        byte @Nullable [] bytes = useExtendedAttributes ? readExtended(handle) : null;
        StoredAttributes stored = bytes == null ? null : AttributeCodec.decode(bytes);
        boolean aside = bytes == null ? !isSupported(handle, state) : stored != null && stored.elsewhere();
        if (aside) {
            stored = sideFiles.read(state, name);
        }
        return stored != null && stored.describes(state) ? stored : null;
    }

    /**
     * Reads what is stored with a file or folder, with the tags that a file was given since; without any where this
     * keeps none.
     *
     * @param handle leads to it
     * @param state its state
     * @param name its name
     * @return null when there is nothing
     */
    @Nullable
    StoredAttributes readWithTags(Path handle, FileState state, String name) throws IOException {
        StoredAttributes stored = read(handle, state, name);
        if (!keepsTags) {
            return stored == null ? null : StoredAttributes.tagged(state, stored, Map.of());
        }
        Map<String, String> tags = state.isDirectory() ? null : sideFiles.readTags(state);
        return tags == null ? stored : StoredAttributes.tagged(state, stored, tags);
    }

    /**
     * Makes sure that tags can be kept.
     *
     * @param name of what they are to be kept with
     * @throws UfsException UNSUPPORTED when not
     */
    void requireTags(String name) throws UfsException {
        if (!keepsTags) {
            throw new UfsException(
                    Kind.UNSUPPORTED, "'" + name + "' can have no tags: " + UfsKeys.XATTR_CHANGE + " is not true");
        }
    }

    /**
     * Changes the tags of a published file, durably. They go into a side file: changing the extended attribute would
     * change the time of the inode, which belongs to the version of the bytes, and end every read under way.
     */
    void writeTags(FileState state, String name, Map<String, String> tags) throws IOException {
        sideFiles.writeTags(state, name, tags);
    }

    /**
     * Stores attributes; not durable in the file itself before that is synced.
     *
     * @throws IOException when they can be kept neither in the file nor aside
     */
    void write(Path handle, FileState state, String name, StoredAttributes stored) throws IOException {
        if (useExtendedAttributes && writeExtended(handle, stored)) {
            return;
        }
        sideFiles.write(state, name, stored);
        if (isSupported(handle, state)) {
            view(handle).write(NAME, ByteBuffer.wrap(AttributeCodec.encode(StoredAttributes.POINTER)));
        }
    }

    /** A folder was removed, and what was stored with it goes as well. */
    void removed(FileState folder) throws IOException {
        sideFiles.forget(folder);
    }

    /** Tries; false when they do not fit or the file system takes none, which only the side file can tell apart. */
    private static boolean writeExtended(Path handle, StoredAttributes stored) {
        try {
            view(handle).write(NAME, ByteBuffer.wrap(AttributeCodec.encode(stored)));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Reads at once what is nearly always there and short: asking first would cost as much again. */
    private static byte @Nullable [] readExtended(Path handle) throws IOException {
        UserDefinedFileAttributeView view = view(handle);
        try {
            return read(view, USUAL_BYTES);
        } catch (FileSystemException e) {
            if (Failures.isNoAttribute(e)) {
                return null;
            }
            if (Failures.isTooSmall(e)) {
                return read(view, Math.max(USUAL_BYTES, view.size(NAME)));
            }
            throw e;
        }
    }

    private static byte[] read(UserDefinedFileAttributeView view, int size) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(size);
        view.read(NAME, buffer);
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private boolean isSupported(Path handle, FileState state) {
        return useExtendedAttributes && supportByDevice.computeIfAbsent(state.device(), device -> probe(handle));
    }

    private static boolean probe(Path handle) {
        try {
            view(handle).size(NAME);
            return true;
        } catch (IOException e) {
            return !Failures.isUnsupported(e);
        }
    }

    private static UserDefinedFileAttributeView view(Path handle) {
        return Objects.requireNonNull(
                Files.getFileAttributeView(handle, UserDefinedFileAttributeView.class), "Linux has them");
    }
}
