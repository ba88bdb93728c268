package cacheworker.core.mount;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.ufs.MemoryUfs;
import cacheworker.core.ufs.UfsCursor;
import cacheworker.core.ufs.UfsEntry;
import cacheworker.core.ufs.UfsListRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Listings over random mounts, beside a model that knows all keys and looks at each. */
class NamespaceListPropertyTest {
    private static final int CASES = Integer.getInteger("cases", 2000);
    private static final List<String> SEGMENTS =
            List.of("a", "c", "d", "deep", "er", "x", "a-b", "c.d", "c0", "c-", "\uFFFD", "\uD83D\uDE00", "\u00e9");
    private static final List<String> NESTED =
            List.of("c", "c/d", "c/x/d", "deep/er", "deep/er/x/a", "deep", "\uFFFD/d");
    private static final Comparator<String> BYTES =
            Comparator.comparing(name -> name.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    private final Map<String, MemoryUfs> ufsByPath = new LinkedHashMap<>();
    private SplittableRandom random = new SplittableRandom();

    @Test
    void everyListingGivesWhatTheModelGives() throws Exception {
        long first = Long.getLong("cases.seed", System.nanoTime());
        for (int i = 0; i < CASES; i++) {
            long seed = first + i;
            random = new SplittableRandom(seed);
            ufsByPath.clear();
            try (Namespace namespace = randomNamespace()) {
                Set<String> keys = modelKeys();
                for (int list = 0; list < 6; list++) {
                    check("-Dcases.seed=" + seed + " -Dcases=1", namespace, keys);
                }
            }
        }
    }

    private void check(String replay, Namespace namespace, Set<String> keys) throws Exception {
        String prefix = random.nextInt(3) == 0 ? "" : cut(randomKey());
        String delimiter = pick(List.of("", "", "/", "/", "/", "-", "ee", "c/"));
        String startAfter = random.nextBoolean() ? "" : pick(List.of(randomKey(), cut(randomKey()), prefix, "c/", "c"));
        UfsListRequest request = new UfsListRequest(prefix, startAfter, delimiter, 7, false);
        String what = replay + ": " + request + " over " + ufsByPath.keySet() + " with " + keys;
        List<String> expected = model(keys, request);
        assertThat(Fixtures.list(namespace, "b", request)).as(what).isEqualTo(expected);
        assertThat(paged(namespace, request, 1 + random.nextInt(4)))
                .as("paged " + what)
                .isEqualTo(expected);
    }

    private static List<String> paged(Namespace namespace, UfsListRequest request, int size) throws Exception {
        List<String> all = new ArrayList<>();
        UfsListRequest page = request;
        while (true) {
            try (UfsCursor cursor = namespace.list("b", page)) {
                List<String> texts = Fixtures.texts(cursor, size);
                all.addAll(texts);
                if (texts.size() < size) {
                    return all;
                }
            }
            String last = all.get(all.size() - 1).replaceFirst("^\\*", "");
            page = new UfsListRequest(request.prefix(), last, request.delimiter(), size, true);
        }
    }

    private static List<String> model(Set<String> keys, UfsListRequest request) {
        TreeMap<String, String> entries = new TreeMap<>(BYTES);
        int from = request.prefix().length();
        for (String key : keys) {
            if (key.startsWith(request.prefix()) && BYTES.compare(key, request.startAfter()) > 0) {
                int found = request.delimiter().isEmpty() ? -1 : key.indexOf(request.delimiter(), from);
                String common = found < 0
                        ? ""
                        : key.substring(0, found + request.delimiter().length());
                if (found < 0) {
                    entries.put(key, key);
                } else if (!common.equals(request.startAfter())) {
                    entries.put(common, "*" + common);
                }
            }
        }
        return new ArrayList<>(entries.values());
    }

    /** Every key of the bucket, each mount asked for everything and each key given to the longest mount path. */
    private Set<String> modelKeys() throws Exception {
        Set<String> keys = new TreeSet<>(BYTES);
        for (Map.Entry<String, MemoryUfs> mount : ufsByPath.entrySet()) {
            try (UfsCursor cursor = mount.getValue().list(Fixtures.request("", ""))) {
                for (UfsEntry entry = cursor.next(); entry != null; entry = cursor.next()) {
                    String full = mount.getKey().isEmpty() ? entry.path() : mount.getKey() + "/" + entry.path();
                    if (full.startsWith("b/") && full.length() > 2 && isOwner(mount.getKey(), full)) {
                        keys.add(full.substring(2));
                    }
                }
            }
            for (int slash = mount.getKey().indexOf('/'); slash >= 0; ) {
                slash = mount.getKey().indexOf('/', slash + 1);
                if (mount.getKey().startsWith("b/")) {
                    keys.add((slash < 0 ? mount.getKey() : mount.getKey().substring(0, slash)).substring(2) + "/");
                }
            }
        }
        return keys;
    }

    private boolean isOwner(String mount, String full) {
        return ufsByPath.keySet().stream()
                .noneMatch(other -> (other.contains("/") && full.equals(other))
                        || (other.length() > mount.length() && full.startsWith(other + "/")));
    }

    private Namespace randomNamespace() {
        List<Mount> mounts = new ArrayList<>();
        if (random.nextInt(4) > 0) {
            mounts.add(add("", List.of("b/", "b/", "b/", "a/", "b0/", "b-/")));
        }
        if (random.nextInt(4) == 0) {
            mounts.add(add("b", List.of("")));
        }
        for (String path : NESTED) {
            if (random.nextInt(4) == 0 || (mounts.isEmpty() && path.equals("deep"))) {
                mounts.add(add("b/" + path, List.of("")));
            }
        }
        if (ufsByPath.size() == 1 && ufsByPath.containsKey("")) {
            ufsByPath.values().iterator().next().putOutside("b/", new byte[0]);
        }
        return new Namespace(mounts, false, Fixtures.MOUNTED);
    }

    private Mount add(String path, List<String> before) {
        MemoryUfs ufs = random.nextBoolean() ? Fixtures.files() : Fixtures.store();
        ufsByPath.put(path, ufs);
        for (int i = random.nextInt(12); i > 0; i--) {
            ufs.putOutside(pick(before) + randomKey(), new byte[0]);
        }
        return Fixtures.mount(path, ufs);
    }

    private String randomKey() {
        List<String> segments = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            segments.add(pick(SEGMENTS));
        }
        return String.join("/", segments) + (random.nextInt(5) == 0 ? "/" : "");
    }

    private String cut(String key) {
        int end = random.nextInt(key.length() + 1);
        return end > 0 && Character.isHighSurrogate(key.charAt(end - 1))
                ? key.substring(0, end - 1)
                : key.substring(0, end);
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
