package cacheworker.core.ufs;

import cacheworker.core.base.Blocking;
import cacheworker.core.base.ByteRange;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One under file system (UFS): the storage that has the only durable copy of the objects of a mount.
 *
 * <p><b>Paths</b> are relative to the root that the UFS was opened with: no leading {@code /}, segments separated by
 * {@code /}, case kept, any Unicode but NUL. A path that ends with {@code /} names a <em>folder</em>: on a file system
 * a directory, on an object store the prefix. Without it, a path names an object; a directory asked for without its
 * {@code /} is NOT_FOUND. The empty path names the root folder. Names are checked for {@code .} and {@code ..} before
 * they get here; an adapter refuses them all the same.
 *
 * <p><b>Threads.</b> Every method may wait for the storage, is called by many threads at once and never on an event
 * loop. <b>Failures</b> are {@link UfsException} with a kind. No argument or result is null unless it says so.
 */
@Blocking
public interface UnderFileSystem extends AutoCloseable {
    /**
     * What this UFS can do beyond the methods every UFS has. Constant for the lifetime of the instance.
     *
     * @return an immutable set
     */
    Set<UfsCapability> capabilities();

    /**
     * Looks up one object or folder.
     *
     * @param path object or folder
     * @return its state with its attributes
     * @throws UfsException NOT_FOUND when there is none; DENIED when a link leads out of the mount
     */
    UfsStatus stat(String path) throws UfsException;

    /**
     * Lists what lies under a prefix, in ascending order of the UTF-8 bytes of the names.
     *
     * @param request what to list
     * @return a cursor before the first entry; the caller closes it. Without a delimiter, every folder there is (made
     *     as one, or implied by what lies under it) is an entry {@code dir/} of length 0, also the one that the prefix
     *     itself names, but never the root. With the delimiter {@code /}, the folders below the prefix are common
     *     prefixes instead. A prefix under which there is nothing gives a cursor without entries, never NOT_FOUND
     * @throws UfsException when the listing cannot begin
     */
    UfsCursor list(UfsListRequest request) throws UfsException;

    /**
     * Opens bytes of one version of an object.
     *
     * @param path an object
     * @param expected the version that the bytes must belong to, as {@link UfsStatus#version()} gave it
     * @param range which bytes; must lie inside the object
     * @return the bytes; the caller closes it
     * @throws UfsException CHANGED when the object has another version by now, NOT_FOUND when it is gone
     */
    UfsInput open(String path, String expected, ByteRange range) throws UfsException;

    /**
     * Looks up an object and opens bytes of it in one step, where the storage has such a step and it saves something.
     *
     * @param path an object
     * @param wanted which bytes, at least one; of an object that ends before, what there is of it
     * @return its state now, with or without an input
     * @throws UfsException as {@link #stat}
     */
    default UfsOpened openLatest(String path, ByteRange wanted) throws UfsException {
        return UfsOpened.unread(stat(path));
    }

    /**
     * Begins to write an object, or to replace one. Nothing is visible before {@link UfsOutput#commit}; closing
     * without a commit leaves everything as it was. A path that ends with {@code /} makes a folder, with no bytes.
     *
     * @param path object or folder
     * @param options length and attributes
     * @return where the bytes go; the caller closes it
     * @throws UfsException CONFLICT when a parent of the path is an object, or the path names an object where there is
     *     a folder, or the reverse (only with {@link UfsCapability#HIERARCHICAL}); NAME_TOO_LONG when a segment does
     *     not fit the storage; UNSUPPORTED for a folder with bytes, and for a condition without
     *     {@link UfsCapability#CONDITIONAL_PUT}. A condition that does not hold may be refused here already, as
     *     {@link UfsOutput#commit} does
     */
    UfsOutput create(String path, UfsCreateOptions options) throws UfsException;

    /**
     * Copies an object inside this UFS, atomically and without its bytes passing through the caller. Only with
     * {@link UfsCapability#SERVER_SIDE_COPY}.
     *
     * @param from an object
     * @param expected the version to copy
     * @param to an object; replaced when it exists
     * @param attributes the attributes of the copy
     * @param condition what must hold of {@code to} when the copy is published
     * @return the state of the copy; its ETag is that of its source, unless the storage makes its own
     * @throws UfsException CHANGED when {@code from} has another version by now, NOT_FOUND when it is gone, CONFLICT as
     *     for {@link #create}, UNSUPPORTED without the capability, or for a condition without
     *     {@link UfsCapability#CONDITIONAL_COPY}; CONDITION_FAILED, NOT_FOUND or RACED when the condition does not hold
     */
    UfsStatus copy(String from, String expected, String to, UfsAttributes attributes, UfsCondition condition)
            throws UfsException;

    /**
     * Copies without a condition.
     *
     * @param from an object
     * @param expected the version to copy
     * @param to an object; replaced when it exists
     * @param attributes the attributes of the copy
     * @return the state of the copy
     * @throws UfsException as the other one
     */
    default UfsStatus copy(String from, String expected, String to, UfsAttributes attributes) throws UfsException {
        return copy(from, expected, to, attributes, UfsCondition.NONE);
    }

    /**
     * Uploads in parts. Only with {@link UfsCapability#MULTIPART}.
     *
     * @return the same for the lifetime of the instance
     * @throws UfsException UNSUPPORTED without the capability
     */
    default UfsMultipart multipart() throws UfsException {
        throw new UfsException(UfsException.Kind.UNSUPPORTED, "this UFS takes no uploads in parts");
    }

    /**
     * Where a part lies that an object was uploaded in. To be asked where {@link UfsContent#parts} of its state says
     * nothing: some storages know, and tell it of one part at a time.
     *
     * @param path an object
     * @param expected the version that is meant, as {@link UfsStatus#version}
     * @param number 1 to {@link UfsMultipart#MOST_PARTS}: the place of the part in the object
     * @return null when nothing is known of parts
     * @throws UfsException CHANGED when the object has another version by now; NOT_FOUND and others as {@link #stat}
     */
    default @Nullable UfsPartPlace part(String path, String expected, int number) throws UfsException {
        return null;
    }

    /**
     * All parts that an object was uploaded in, with their checksums. To be asked where {@link UfsContent#parts} of its
     * state says nothing, and seldom: it may take several requests.
     *
     * @param path an object
     * @param expected the version that is meant, as {@link UfsStatus#version}
     * @return the parts; {@link UfsParts#NONE} where the storage does not list them
     * @throws UfsException CHANGED when the object has another version by now; NOT_FOUND and others as {@link #stat}
     */
    default UfsParts parts(String path, String expected) throws UfsException {
        return UfsParts.NONE;
    }

    /**
     * The tags of an object or folder, which {@link #stat} may leave out where it would take a further request, or one
     * that is refused, to know them; those of the root folder are those of the whole UFS.
     *
     * @param path object or folder
     * @return tags by key, immutable; empty where there are none, and without {@link UfsCapability#TAGS}
     * @throws UfsException NOT_FOUND when there is none; DENIED when they may not be read
     */
    default Map<String, String> tags(String path) throws UfsException {
        return stat(path).attributes().tags();
    }

    /**
     * Gives an object or folder these tags instead of those that it has, durably, and atomically for every reader.
     * Nothing else of it changes: neither version nor ETag nor date, and reads that are under way go on. Tags belong to
     * what has the name now, and go when that is replaced or deleted. Only with {@link UfsCapability#TAGS}; without it,
     * writes that bring tags are refused as this is.
     *
     * @param path object or folder; a folder that is there only because something lies under it becomes one that was
     *     made
     * @param tags all tags that it shall have, by key; empty for none
     * @return its state now
     * @throws UfsException NOT_FOUND when there is none; UNSUPPORTED without the capability
     */
    default UfsStatus setTags(String path, Map<String, String> tags) throws UfsException {
        throw new UfsException(UfsException.Kind.UNSUPPORTED, "this UFS keeps no tags: '" + path + "'");
    }

    /**
     * Deletes an object, or a folder that is empty. On a file system, parents that became empty go too, unless they
     * were made as folders or lie within the protected depth that the UFS was opened with.
     *
     * @param path object or folder
     * @param condition what must hold of it when it is deleted; never {@link UfsCondition#ABSENT}
     * @throws UfsException NOT_FOUND when there is none, NOT_EMPTY for a folder with something in it, UNSUPPORTED for a
     *     condition without {@link UfsCapability#CONDITIONAL_DELETE}; CONDITION_FAILED or RACED when it does not hold
     */
    void delete(String path, UfsCondition condition) throws UfsException;

    /**
     * Deletes without a condition.
     *
     * @param path object or folder
     * @throws UfsException as the other one
     */
    default void delete(String path) throws UfsException {
        delete(path, UfsCondition.NONE);
    }

    /**
     * Names that lie in the storage but cannot be names of objects, such as file names that are not UTF-8.
     *
     * @return how many were met and left out since this was opened; the same name counts each time
     */
    default long skippedNames() {
        return 0;
    }

    /** Gives back threads, connections and descriptors. Running calls fail with UNAVAILABLE. */
    @Override
    void close();
}
