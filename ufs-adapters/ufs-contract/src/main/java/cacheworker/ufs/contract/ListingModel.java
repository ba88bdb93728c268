package cacheworker.ufs.contract;

import cacheworker.core.base.Utf8Order;
import cacheworker.core.ufs.UfsListRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a listing is, as simply as it can be said. */
final class ListingModel {
    private final TreeSet<String> keys = new TreeSet<>(Utf8Order.INSTANCE);
    private final TreeSet<String> paths = new TreeSet<>(Utf8Order.INSTANCE);

    /** Adds a key, unless it would make a name an object and a folder at once. */
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
    Set<String> keys() {
        return keys;
    }

    /** What was added, and the folders that it implies. */
    Set<String> paths() {
        return paths;
    }

    List<String> list(UfsListRequest request) {
        Set<String> lines = new LinkedHashSet<>();
        for (String path : paths) {
            if (!path.startsWith(request.prefix()) || Utf8Order.INSTANCE.compare(path, request.startAfter()) <= 0) {
                continue;
            }
            int slash = path.indexOf('/', request.prefix().length());
            if (request.delimiter().isEmpty() || slash < 0) {
                lines.add(line(path, false));
            } else if (!path.substring(0, slash + 1).equals(request.startAfter())) {
                lines.add(line(path.substring(0, slash + 1), true));
            }
        }
        return new ArrayList<>(lines);
    }

    static String line(String path, boolean common) {
        return (common ? "prefix " : "entry ") + path;
    }

    private static List<String> folders(String key) {
        List<String> folders = new ArrayList<>();
        for (int slash = key.indexOf('/'); slash >= 0; slash = key.indexOf('/', slash + 1)) {
            folders.add(key.substring(0, slash + 1));
        }
        return folders;
    }
}
