package cacheworker.ufs.s3;

import cacheworker.core.ufs.UfsCursor;
import cacheworker.core.ufs.UfsEntry;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsListRequest;
import org.jspecify.annotations.Nullable;

/** Begins listings. */
final class Listing {
    private final S3Requests requests;
    private final S3Root root;
    private final S3Failures failures;
    private final Folders folders;
    private final ListedObjects objects;

    Listing(S3Requests requests, S3Root root, S3Failures failures, Folders folders) {
        this.requests = requests;
        this.root = root;
        this.failures = failures;
        this.folders = folders;
        this.objects = new ListedObjects(requests);
    }

    UfsCursor list(UfsListRequest request) throws UfsException {
        if (root.isBarren(request.prefix())) {
            return new NothingCursor();
        }
        return switch (request.delimiter()) {
            case "" -> keys(request);
            case "/" -> level(request);
            default ->
                throw new UfsException(
                        Kind.UNSUPPORTED, "delimiter '" + request.delimiter() + "' is rolled up by the caller");
        };
    }

    private UfsCursor keys(UfsListRequest request) {
        return new KeyCursor(new ListedNames(requests, root, failures, request), objects, request);
    }

    private UfsCursor level(UfsListRequest request) throws UfsException {
        ListedNames names = new ListedNames(requests, root, failures, request);
        return new LevelCursor(names, objects, folders, request, begunPrefix(request));
    }

    private @Nullable String begunPrefix(UfsListRequest request) throws UfsException {
        String inside = LevelCursor.commonPrefixOfStart(request);
        if (inside == null || root.isBarren(inside)) {
            return null;
        }
        try (UfsCursor rest = keys(new UfsListRequest(inside, request.startAfter(), "", 1, false))) {
            return rest.next() == null ? null : inside;
        }
    }

    private record NothingCursor() implements UfsCursor {
        @Override
        public @Nullable UfsEntry next() {
            return null;
        }

        @Override
        public void close() {}
    }
}
