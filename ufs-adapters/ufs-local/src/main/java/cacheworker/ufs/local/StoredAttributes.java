package cacheworker.ufs.local;

import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsContent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is kept beside the bytes of a file, or with a folder that was made as one.
 *
 * @param length of the bytes it describes
 * @param modifiedNanos of the bytes it describes
 * @param content what is known of these bytes; its ETag is empty when there was none to keep
 * @param attributes headers, user metadata and tags
 * @param path of the file or folder when this was written; kept in side files only, else empty
 * @param folder whether this marks a folder
 * @param elsewhere whether this only says that the rest is in a side file
 */
record StoredAttributes(
        long length,
        long modifiedNanos,
        UfsContent content,
        UfsAttributes attributes,
        String path,
        boolean folder,
        boolean elsewhere) {
    /** Of folders, and of objects that have no bytes yet. */
    static final UfsContent NO_CONTENT = UfsContent.of("");

    /** What stands in the extended attribute when the rest did not fit there. */
    static final StoredAttributes POINTER = new StoredAttributes(0, 0, NO_CONTENT, UfsAttributes.NONE, "", false, true);

    static StoredAttributes ofFile(FileState state, UfsContent content, UfsAttributes attributes) {
        return new StoredAttributes(state.length(), state.modifiedNanos(), content, attributes, "", false, false);
    }

    static StoredAttributes ofFolder(UfsAttributes attributes) {
        return new StoredAttributes(0, 0, NO_CONTENT, attributes, "", true, false);
    }

    /** These with other tags; of a file that had nothing stored yet, the tags alone. */
    static StoredAttributes tagged(FileState state, @Nullable StoredAttributes stored, Map<String, String> tags) {
        StoredAttributes before = stored != null
                ? stored
                : state.isDirectory() ? ofFolder(UfsAttributes.NONE) : ofFile(state, NO_CONTENT, UfsAttributes.NONE);
        UfsAttributes after = before.attributes.withTags(tags);
        return new StoredAttributes(
                before.length, before.modifiedNanos, before.content, after, before.path, before.folder, false);
    }

    StoredAttributes withPath(String newPath) {
        return new StoredAttributes(length, modifiedNanos, content, attributes, newPath, folder, elsewhere);
    }

    /** Whether the bytes are still those that this describes; a folder has none. */
    boolean describes(FileState state) {
        return state.isDirectory()
                ? folder
                : !folder && length == state.length() && modifiedNanos == state.modifiedNanos();
    }
}
