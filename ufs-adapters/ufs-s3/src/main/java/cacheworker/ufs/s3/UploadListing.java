package cacheworker.ufs.s3;

import cacheworker.core.base.Utf8Order;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsUpload;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/**
 * Uploads under way, in the order of the SPI. Services sort by key; among those of one key some sort by age and some by
 * id, so that all uploads of a key are looked at before any is given.
 */
final class UploadListing {
    private static final Comparator<UfsUpload> ORDER = Comparator.comparing(UfsUpload::path, Utf8Order.INSTANCE)
            .thenComparingLong(UfsUpload::begunMillis)
            .thenComparing(UfsUpload::uploadId);

    private final S3Clients clients;
    private final S3Root root;
    private final S3Failures failures;

    UploadListing(S3Clients clients, S3Root root, S3Failures failures) {
        this.clients = clients;
        this.root = root;
        this.failures = failures;
    }

    List<UfsUpload> list(String prefix, String afterPath, @Nullable String afterId, int most) throws UfsException {
        if (root.isBarren(prefix)) {
            return List.of();
        }
        NavigableSet<UfsUpload> first = new TreeSet<>(ORDER);
        if (afterId != null && afterPath.startsWith(prefix) && !root.isBarren(afterPath)) {
            addSamePath(first, afterPath, afterId, most);
        }
        if (first.size() < most) {
            addBehind(first, prefix, afterPath, most);
        }
        return List.copyOf(first);
    }

    /** Of one path, what comes behind an upload; if that has ended, all others come again. */
    private void addSamePath(NavigableSet<UfsUpload> first, String path, String afterId, int most) throws UfsException {
        NavigableSet<UfsUpload> all = ofPath(path);
        UfsUpload after = all.stream()
                .filter(upload -> upload.uploadId().equals(afterId))
                .findFirst()
                .orElse(new UfsUpload(path, "", 0));
        all.tailSet(after, false).stream().limit(most).forEach(first::add);
    }

    /** All uploads of one path. */
    NavigableSet<UfsUpload> ofPath(String path) throws UfsException {
        String key = root.prefix() + path;
        NavigableSet<UfsUpload> all = new TreeSet<>(ORDER);
        UploadPages pages = new UploadPages(clients, root, failures, key, "");
        boolean more = true;
        while (more && pages.hasNext()) {
            for (MultipartUpload upload : pages.next()) {
                if (upload.key().equals(key)) {
                    all.add(upload(upload));
                }
            }
            more = pages.lastKey().equals(key);
        }
        return all;
    }

    private void addBehind(NavigableSet<UfsUpload> first, String prefix, String afterPath, int most)
            throws UfsException {
        String keyPrefix = root.prefix() + prefix;
        UploadPages pages = new UploadPages(clients, root, failures, keyPrefix, root.keyToListAfter(afterPath));
        while (pages.hasNext() && !isSettled(first, most, pages.lastKey())) {
            for (MultipartUpload upload : pages.next()) {
                if (upload.key().startsWith(keyPrefix)) {
                    addBehind(first, upload(upload), afterPath, most);
                }
            }
        }
    }

    private static void addBehind(NavigableSet<UfsUpload> first, UfsUpload upload, String afterPath, int most) {
        if (!S3Root.isHidden(upload.path()) && Utf8Order.INSTANCE.compare(upload.path(), afterPath) > 0) {
            first.add(upload);
            if (first.size() > most) {
                first.pollLast();
            }
        }
    }

    /** Whether nothing that follows a key can be among the first. */
    private boolean isSettled(NavigableSet<UfsUpload> first, int most, String lastKey) {
        return first.size() == most
                && !lastKey.isEmpty()
                && Utf8Order.INSTANCE.compare(
                                lastKey, root.prefix() + first.last().path())
                        > 0;
    }

    private UfsUpload upload(MultipartUpload upload) {
        return new UfsUpload(
                root.path(upload.key()), UploadIds.encode(upload.uploadId()), S3Requests.seconds(upload.initiated()));
    }
}
