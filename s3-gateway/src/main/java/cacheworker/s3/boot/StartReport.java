package cacheworker.s3.boot;

import cacheworker.core.config.Configuration;
import cacheworker.core.config.MetadataKeys;
import cacheworker.core.config.PageStoreKeys;
import cacheworker.core.config.S3Keys;
import cacheworker.core.config.WorkerKeys;
import cacheworker.core.mount.Mount;
import cacheworker.core.page.PageStoreStats;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a worker says when it is up: what it serves, where it caches, how much. */
final class StartReport {
    private static final long MEBIBYTE = 1L << 20;

    private StartReport() {}

    static String of(Worker worker, Configuration configuration) {
        StringBuilder report = new StringBuilder("S3 Cache Worker is ready");
        facts(worker, configuration).forEach((what, value) -> report.append("%n  %-14s %s".formatted(what, value)));
        return report.toString();
    }

    /** The same by what each is called, for the page of the worker. */
    static Map<String, String> facts(Worker worker, Configuration configuration) {
        Map<String, String> facts = new LinkedHashMap<>();
        InetSocketAddress s3 = worker.s3Address();
        facts.put(
                "S3 endpoint",
                s3 == null ? "off: " + S3Keys.API_ENABLED.name() + " is false" : "http://" + address(s3));
        facts.put(
                "web address",
                "http://" + reachable(configuration.get(WorkerKeys.BIND_HOST)) + ":"
                        + configuration.get(WorkerKeys.WEB_PORT) + "/");
        for (Mount mount : worker.namespace().mounts()) {
            facts.put("mount /" + mount.path(), mount.uri() + (mount.readOnly() ? " (read-only)" : ""));
        }
        List<Path> directories = configuration.get(PageStoreKeys.DIRS);
        List<Long> sizes = configuration.get(PageStoreKeys.SIZES);
        for (int i = 0; i < directories.size(); i++) {
            facts.put(
                    directories.size() == 1 ? "cache" : "cache " + (i + 1),
                    directories.get(i).toAbsolutePath() + ", " + mebibytes(sizes.get(i)));
        }
        PageStoreStats stats = worker.pageStore().stats();
        facts.put("cached now", stats.pages() + " pages, " + mebibytes(stats.bytes()));
        facts.put(
                "index",
                configuration.get(MetadataKeys.ROCKSDB_DIR).toAbsolutePath().toString());
        return facts;
    }

    private static String address(InetSocketAddress address) {
        return reachable(address.getHostString()) + ":" + address.getPort();
    }

    /** An address to type: "all interfaces" is none. */
    private static String reachable(String host) {
        boolean any = host.equals("0.0.0.0") || host.equals("::") || host.equals("0:0:0:0:0:0:0:0");
        return any ? "127.0.0.1" : host.contains(":") ? "[" + host + "]" : host;
    }

    private static String mebibytes(long bytes) {
        return bytes / MEBIBYTE + " MiB";
    }
}
