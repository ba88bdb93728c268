package cacheworker.core.mount;

import cacheworker.core.base.Blocking;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsFactory;
import cacheworker.core.ufs.UfsOptions;
import cacheworker.core.ufs.UnderFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The mounts of a configuration, read and checked but not open yet. */
@Blocking
public final class Mounts {
    private static final String ROOT_ORIGIN = "alluxio.dora.client.ufs.root";

    private final MountSettings settings;
    private final List<MountSpec> specs;

    private Mounts(MountSettings settings, List<MountSpec> specs) {
        this.settings = settings;
        this.specs = specs;
    }

    /**
     * Reads the mounts. Opens none of them.
     *
     * @param settings what the configuration says
     * @return the mounts
     * @throws MountException for the first mount that cannot be one, and when there is none at all
     */
    public static Mounts read(MountSettings settings) throws MountException {
        List<MountSpec> specs = new ArrayList<>();
        String root = settings.rootUfs();
        if (root != null && !root.isBlank()) {
            try {
                specs.add(new MountSpec("", UfsUris.parse(root.strip()), false, Map.of(), ROOT_ORIGIN));
            } catch (MountException e) {
                throw new MountException(ROOT_ORIGIN + ": " + e.getMessage(), e);
            }
        }
        Path table = settings.table();
        if (table != null) {
            specs.addAll(MountTable.read(table));
        }
        refuseDuplicates(specs);
        if (specs.isEmpty()) {
            throw new MountException("nothing is mounted: set " + ROOT_ORIGIN + ", or name a UFS in the mount table"
                    + (table == null ? "" : " " + table));
        }
        return new Mounts(settings, List.copyOf(specs));
    }

    /**
     * The UFS roots that are directories of this machine.
     *
     * @return by what the configuration calls each, for messages
     */
    public Map<String, Path> localRoots() {
        Map<String, Path> roots = new HashMap<>();
        for (MountSpec spec : specs) {
            UfsUris.localPath(spec.uri()).ifPresent(path -> roots.put(spec.uri() + " (" + spec.origin() + ")", path));
        }
        return roots;
    }

    /**
     * Opens all mounts with the adapters that are on the class path.
     *
     * @return the namespace; the caller closes it
     * @throws MountException for a URI that no adapter knows, or a UFS that cannot be opened; nothing stays open then
     */
    public Namespace open() throws MountException {
        return open(ServiceLoader.load(UfsFactory.class));
    }

    /**
     * Opens all mounts.
     *
     * @param factories the adapters
     * @return the namespace; the caller closes it
     * @throws MountException for a URI that no adapter knows, or a UFS that cannot be opened; nothing stays open then
     */
    Namespace open(Iterable<UfsFactory> factories) throws MountException {
        long mountedMillis = mountedMillis();
        List<Mount> mounts = new ArrayList<>();
        boolean complete = false;
        try {
            for (MountSpec spec : specs) {
                UnderFileSystem ufs = open(spec, factories);
                mounts.add(Mount.of(
                        spec.path(), spec.uri().toString(), spec.readOnly(), ufs, settings.mostWaiting(specs.size())));
            }
            complete = true;
            return new Namespace(mounts, settings.strictBucketNames(), mountedMillis);
        } finally {
            if (!complete) {
                mounts.forEach(mount -> mount.ufs().close());
            }
        }
    }

    private UnderFileSystem open(MountSpec spec, Iterable<UfsFactory> factories) throws MountException {
        String scheme = UfsUris.scheme(spec.uri());
        TreeSet<String> known = new TreeSet<>();
        Map<String, String> properties = new HashMap<>(settings.properties());
        properties.putAll(spec.options());
        UfsOptions options = new UfsOptions(spec.path().isEmpty() ? 1 : 0, properties);
        for (UfsFactory factory : factories) {
            if (factory.schemes().contains(scheme)) {
                return open(spec, factory, options);
            }
            known.addAll(factory.schemes());
        }
        throw new MountException(spec.origin() + ": no adapter opens "
                + (scheme.isEmpty() ? "the plain path '" : "the scheme '" + scheme + "' of '") + spec.uri()
                + "': expected " + describe(known));
    }

    private static UnderFileSystem open(MountSpec spec, UfsFactory factory, UfsOptions options) throws MountException {
        try {
            return factory.open(spec.uri(), options);
        } catch (UfsException e) {
            throw new MountException(
                    spec.origin() + ": '" + spec.uri() + "' cannot be mounted at '/" + spec.path() + "': "
                            + e.getMessage(),
                    e);
        }
    }

    private static String describe(Set<String> known) {
        if (known.isEmpty()) {
            return "nothing, since there is no adapter on the class path";
        }
        return known.stream()
                .map(scheme -> scheme.isEmpty() ? "a plain path" : scheme + ":")
                .collect(Collectors.joining(", ", "one of ", ""));
    }

    /** The table's date is the same in every worker that has a copy of it, and after every start. */
    private long mountedMillis() throws MountException {
        @Nullable Path table = settings.table();
        try {
            return table == null ? 0 : Files.getLastModifiedTime(table).toMillis();
        } catch (IOException e) {
            throw new MountException("mount table " + table + " cannot be read: " + e, e);
        }
    }

    private static void refuseDuplicates(List<MountSpec> specs) throws MountException {
        Map<String, MountSpec> byPath = new HashMap<>();
        for (MountSpec spec : specs) {
            MountSpec other = byPath.putIfAbsent(spec.path(), spec);
            if (other != null) {
                throw new MountException(
                        spec.origin() + ": '/" + spec.path() + "' is mounted already, by " + other.origin());
            }
        }
    }
}
