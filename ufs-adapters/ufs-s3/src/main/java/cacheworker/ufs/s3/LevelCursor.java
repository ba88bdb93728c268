package cacheworker.ufs.s3;

import cacheworker.core.base.Utf8Order;
import cacheworker.core.ufs.UfsCursor;
import cacheworker.core.ufs.UfsEntry;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsListRequest;
import cacheworker.core.ufs.UfsStatus;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A listing with the delimiter {@code /}, rolled up by the service. The folder that the prefix names is the first
 * entry, and services differ in whether a common prefix that the start lies in is given, so that one is looked up
 * apart.
 */
final class LevelCursor implements UfsCursor {
    private final ListedNames names;
    private final ListedObjects objects;
    private final Folders folders;
    private final UfsListRequest request;
    private final Queue<UfsEntry> ready = new ArrayDeque<>();
    private boolean ownFolderDue;

    /**
     * A cursor before the first entry.
     *
     * @param names the service's answers to the request
     * @param begun the common prefix that the start lies in, when there is a key in it behind the start; else null
     */
    LevelCursor(
            ListedNames names, ListedObjects objects, Folders folders, UfsListRequest request, @Nullable String begun) {
        this.names = names;
        this.objects = objects;
        this.folders = folders;
        this.request = request;
        this.ownFolderDue = request.prefix().endsWith("/") && isAfterStart(request.prefix());
        if (begun != null) {
            ready.add(new UfsEntry(begun, null));
        }
    }

    /** The common prefix that the start of a listing lies in, or null when it is one itself, or lies in none. */
    static @Nullable String commonPrefixOfStart(UfsListRequest request) {
        String startAfter = request.startAfter();
        if (!startAfter.startsWith(request.prefix())) {
            return null;
        }
        int slash = startAfter.indexOf('/', request.prefix().length());
        boolean inside = slash >= 0 && slash + 1 < startAfter.length();
        return inside ? startAfter.substring(0, slash + 1) : null;
    }

    @Override
    public @Nullable UfsEntry next() throws UfsException {
        while (ready.isEmpty()) {
            ListedNames.Name name = names.next();
            if (name == null) {
                return null;
            }
            S3Object object = name.object();
            if (ownFolderDue) {
                ownFolderDue = false;
                Instant date = object == null ? folders.lastModified(request.prefix()) : object.lastModified();
                ready.add(new UfsEntry(request.prefix(), Folders.status(request.prefix(), date)));
            }
            boolean ownFolder =
                    name.path().equals(request.prefix()) && name.path().endsWith("/");
            if (!ownFolder && isAfterStart(name.path())) {
                add(name.path(), object);
            }
        }
        return ready.poll();
    }

    private void add(String path, @Nullable S3Object object) throws UfsException {
        UfsStatus status = object == null ? null : objects.status(path, object);
        if (object == null || status != null) {
            ready.add(new UfsEntry(path, status));
        }
    }

    private boolean isAfterStart(String path) {
        return Utf8Order.INSTANCE.compare(path, request.startAfter()) > 0;
    }

    @Override
    public void close() {
        ready.clear();
    }
}
