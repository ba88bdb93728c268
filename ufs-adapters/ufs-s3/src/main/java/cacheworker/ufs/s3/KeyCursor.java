package cacheworker.ufs.s3;

import cacheworker.core.base.Utf8Order;
import cacheworker.core.ufs.UfsCursor;
import cacheworker.core.ufs.UfsEntry;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsListRequest;
import cacheworker.core.ufs.UfsStatus;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A listing without delimiter: every key, and before the first key under a folder that folder. */
final class KeyCursor implements UfsCursor {
    private final ListedNames names;
    private final ListedObjects objects;
    private final UfsListRequest request;
    private final Queue<UfsEntry> ready = new ArrayDeque<>();
    private String before = "";

    KeyCursor(ListedNames names, ListedObjects objects, UfsListRequest request) {
        this.names = names;
        this.objects = objects;
        this.request = request;
    }

    @Override
    public @Nullable UfsEntry next() throws UfsException {
        while (ready.isEmpty()) {
            ListedNames.Name name = names.next();
            if (name == null) {
                return null;
            }
            S3Object object = name.object();
            if (object != null) {
                expand(name.path(), object);
            }
        }
        return ready.poll();
    }

    private void expand(String path, S3Object object) throws UfsException {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            String folder = path.substring(0, slash + 1);
            boolean known = before.startsWith(folder)
                    || folder.length() < request.prefix().length();
            if (!known && isAfterStart(folder)) {
                ready.add(new UfsEntry(folder, Folders.status(folder, object.lastModified())));
            }
        }
        if (!path.endsWith("/") && isAfterStart(path)) {
            UfsStatus status = objects.status(path, object);
            if (status != null) {
                ready.add(new UfsEntry(path, status));
            }
        }
        before = path;
    }

    private boolean isAfterStart(String path) {
        return Utf8Order.INSTANCE.compare(path, request.startAfter()) > 0;
    }

    @Override
    public void close() {
        ready.clear();
    }
}
