package cacheworker.ufs.s3;

import cacheworker.core.base.Utf8Order;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import org.gaul.s3proxy.blobstore.SdkResponses;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.StorageClass;

/** One page of a listing of a {@link FlatBlobStore}; its token is the last line of the page. */
final class FlatListing {
    private final NavigableMap<String, StoredObject> objects;
    private final String prefix;
    private final String delimiter;
    private final String token;
    private final String after;
    private final int most;
    private final Map<String, S3Object> contents = new LinkedHashMap<>();
    private final Map<String, CommonPrefix> prefixes = new LinkedHashMap<>();

    FlatListing(NavigableMap<String, StoredObject> objects, ListObjectsV2Request request) {
        this.objects = objects;
        this.prefix = orEmpty(request.prefix());
        this.delimiter = orEmpty(request.delimiter());
        this.token = orEmpty(request.continuationToken());
        this.after = token.isEmpty() ? orEmpty(request.startAfter()) : token;
        this.most = request.maxKeys() == null ? 1000 : request.maxKeys();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    ListObjectsV2Response page() {
        String last = "";
        String from = Utf8Order.INSTANCE.compare(prefix, after) < 0 ? after : prefix;
        for (Map.Entry<String, StoredObject> entry : objects.tailMap(from, true).entrySet()) {
            String key = entry.getKey();
            if (!key.startsWith(prefix)) {
                break;
            }
            String line = line(key);
            if (isPast(key, line) || prefixes.containsKey(line)) {
                continue;
            }
            if (contents.size() + prefixes.size() == most) {
                return SdkResponses.objectsPage(contents.values(), prefixes.values(), last);
            }
            add(line, entry);
            last = line;
        }
        return SdkResponses.objectsPage(contents.values(), prefixes.values(), null);
    }

    private void add(String line, Map.Entry<String, StoredObject> entry) {
        StoredObject object = entry.getValue();
        if (!isRolledUp(entry.getKey())) {
            long size = object.bytes().length;
            contents.put(
                    line,
                    SdkResponses.objectEntry(
                            line, ETags.quoted(object.etag()), object.modified(), size, StorageClass.STANDARD));
        } else {
            prefixes.put(line, SdkResponses.commonPrefix(line));
        }
    }

    private boolean isPast(String key, String line) {
        return (!after.isEmpty() && Utf8Order.INSTANCE.compare(key, after) <= 0)
                || (!token.isEmpty() && Utf8Order.INSTANCE.compare(line, token) <= 0);
    }

    private boolean isRolledUp(String key) {
        return !delimiter.isEmpty() && key.indexOf(delimiter, prefix.length()) >= 0;
    }

    /** What a key is rolled up to. */
    private String line(String key) {
        return isRolledUp(key) ? key.substring(0, key.indexOf(delimiter, prefix.length()) + delimiter.length()) : key;
    }
}
