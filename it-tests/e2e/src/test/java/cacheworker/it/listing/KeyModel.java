package cacheworker.it.listing;

import cacheworker.core.base.Utf8Order;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The keys of a bucket, and what listings of it must give: the rules of S3 applied to each key. */
final class KeyModel {
    private final SortedSet<String> keys = new TreeSet<>(Utf8Order.INSTANCE);
    private final SortedSet<String> paths = new TreeSet<>(Utf8Order.INSTANCE);

    /** Adds a key; false when it is there, or would make a name an object and a folder at once. */
    boolean add(String key) {
        String object = key.endsWith("/") ? key.substring(0, key.length() - 1) : key;
        boolean conflict = key.endsWith("/") ? paths.contains(object) : paths.contains(key + "/");
        for (String folder : folders(object)) {
            conflict |= paths.contains(folder.substring(0, folder.length() - 1));
        }
        if (conflict || !keys.add(key)) {
            return false;
        }
        paths.add(key);
        paths.addAll(folders(key));
        return true;
    }

    /** What was added. */
    SortedSet<String> keys() {
        return keys;
    }

    /** What was added, and the folders on the way, which are listed as well. */
    SortedSet<String> paths() {
        return paths;
    }

    /** The entries of all pages. */
    List<String> list(ListingQuery query) {
        SortedSet<String> entries = new TreeSet<>(Utf8Order.INSTANCE);
        for (String path : paths) {
            if (path.startsWith(query.prefix()) && Utf8Order.INSTANCE.compare(path, query.start()) > 0) {
                String common = commonPrefix(query, path);
                // Version 1 skips the whole of a common prefix that its marker is, or lies in.
                if (query.version() == 2 || common.isEmpty() || !query.start().startsWith(common)) {
                    entries.add(common.isEmpty() ? path : common);
                }
            }
        }
        return new ArrayList<>(entries);
    }

    private static String commonPrefix(ListingQuery query, String path) {
        int found = query.delimiter().isEmpty()
                ? -1
                : path.indexOf(query.delimiter(), query.prefix().length());
        return found < 0 ? "" : path.substring(0, found + query.delimiter().length());
    }

    private static List<String> folders(String key) {
        List<String> folders = new ArrayList<>();
        for (int slash = key.indexOf('/'); slash >= 0; slash = key.indexOf('/', slash + 1)) {
            folders.add(key.substring(0, slash + 1));
        }
        return folders;
    }
}
