package cacheworker.ufs.s3;

import cacheworker.core.base.Utf8Order;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsListRequest;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Keys and common prefixes of a listing, one page in memory, asked for when the one before is used up. Checks that they
 * come in the order of their bytes: a service with another order would make listings that lose keys between pages.
 */
final class ListedNames {
    /** Most that a service gives at once. */
    private static final int MAX_PAGE = 1000;

    /**
     * A line of the service's answer.
     *
     * @param path relative to the root of the UFS
     * @param object what the service says of the key; null for a common prefix
     */
    record Name(String path, @Nullable S3Object object) {}

    private final S3Requests requests;
    private final S3Root root;
    private final S3Failures failures;
    private final UfsListRequest request;
    private final Queue<Name> page = new ArrayDeque<>();
    private @Nullable String continuation;
    private String last = "";
    private boolean lastPage;

    ListedNames(S3Requests requests, S3Root root, S3Failures failures, UfsListRequest request) {
        this.requests = requests;
        this.root = root;
        this.failures = failures;
        this.request = request;
    }

    /** The next line that may be shown, or null behind the last. */
    @Nullable
    Name next() throws UfsException {
        for (Name name = poll(); name != null; name = poll()) {
            boolean again = name.path().equals(last);
            if (!again && Utf8Order.INSTANCE.compare(name.path(), last) < 0) {
                throw failures.of(
                        Kind.UNSUPPORTED,
                        name.path(),
                        "the service lists it behind '" + last + "', which is not the order of the UTF-8 bytes");
            }
            last = name.path();
            if (!again && !S3Root.isHidden(name.path())) {
                return name;
            }
        }
        return null;
    }

    private @Nullable Name poll() throws UfsException {
        while (page.isEmpty() && !lastPage) {
            fetch();
        }
        return page.poll();
    }

    private void fetch() throws UfsException {
        String startAfter = root.keyToListAfter(request.startAfter());
        ListObjectsV2Response answer = requests.list(ListObjectsV2Request.builder()
                .prefix(root.prefix() + request.prefix())
                .startAfter(continuation == null && !startAfter.isEmpty() ? startAfter : null)
                .continuationToken(continuation)
                .delimiter(request.delimiter().isEmpty() ? null : request.delimiter())
                .maxKeys(Math.min(MAX_PAGE, request.pageSize())));
        merge(answer);
        String next = answer.nextContinuationToken();
        boolean truncated = Boolean.TRUE.equals(answer.isTruncated());
        if (truncated && (next == null || next.isEmpty() || next.equals(continuation))) {
            throw failures.of(
                    Kind.UNAVAILABLE, request.prefix(), "the service cut a listing and does not say where it goes on");
        }
        continuation = next;
        lastPage = !truncated;
    }

    /**
     * Keys must come sorted. Some services, s3proxy among them, sort the prefixes of a page by UTF-16 though their
     * pages are cut by UTF-8, so those are sorted here. Some, s3proxy among them, take a prefix such as {@code a//} for
     * another one, and list what was not asked for: that is left out.
     */
    private void merge(ListObjectsV2Response answer) {
        String asked = root.prefix() + request.prefix();
        Iterator<S3Object> objects = answer.contents().stream()
                .filter(object -> object.key().startsWith(asked))
                .iterator();
        Iterator<CommonPrefix> prefixes = answer.commonPrefixes().stream()
                .filter(prefix -> prefix.prefix().startsWith(asked))
                .sorted(Comparator.comparing(CommonPrefix::prefix, Utf8Order.INSTANCE))
                .iterator();
        Name object = object(objects);
        Name prefix = prefix(prefixes);
        while (object != null || prefix != null) {
            boolean objectFirst =
                    prefix == null || (object != null && Utf8Order.INSTANCE.compare(object.path(), prefix.path()) <= 0);
            if (objectFirst) {
                page.add(Objects.requireNonNull(object));
                object = object(objects);
            } else {
                page.add(prefix);
                prefix = prefix(prefixes);
            }
        }
    }

    private @Nullable Name object(Iterator<S3Object> objects) {
        if (!objects.hasNext()) {
            return null;
        }
        S3Object object = objects.next();
        return new Name(root.path(object.key()), object);
    }

    private @Nullable Name prefix(Iterator<CommonPrefix> prefixes) {
        return prefixes.hasNext() ? new Name(root.path(prefixes.next().prefix()), null) : null;
    }
}
