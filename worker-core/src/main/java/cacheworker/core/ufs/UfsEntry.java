package cacheworker.core.ufs;

import org.jspecify.annotations.Nullable;

/**
 * One line of a listing: an object, a folder shown as an object, or, where a delimiter rolls up names, a common
 * prefix.
 *
 * @param path the object's path, the folder's path with its trailing {@code /}, or the common prefix up to and
 *     including the delimiter
 * @param status the object's or folder's state without attributes; null for a common prefix
 */
public record UfsEntry(String path, @Nullable UfsStatus status) {
    /**
     * Whether this stands for everything that begins with {@link #path}.
     *
     * @return true for a common prefix
     */
    public boolean isCommonPrefix() {
        return status == null;
    }
}
