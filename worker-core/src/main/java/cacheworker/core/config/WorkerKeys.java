package cacheworker.core.config;

import java.nio.file.Path;
import java.util.List;

/** Where a worker lives and listens. */
public final class WorkerKeys {
    /** The installation. */
    public static final Key<Path> HOME = Key.of(
            "alluxio.home",
            ValueType.path(),
            ".",
            "Directory of the installation; the launcher sets it, and makes it the working directory.");

    /** Parent of what the worker keeps. */
    public static final Key<Path> WORK_DIR = Key.of(
            "alluxio.work.dir",
            ValueType.path(),
            "${alluxio.home}",
            "Directory under which the defaults of cache and metadata lie.");

    /** Configuration files. */
    public static final Key<Path> CONF_DIR = Key.of(
            "alluxio.conf.dir",
            ValueType.path(),
            "${alluxio.home}/conf",
            "Directory of configuration files; as a system property or environment variable it is also the first"
                    + " place where alluxio-site.properties is looked for.");

    /** Log files. */
    public static final Key<Path> LOGS_DIR = Key.of(
            "alluxio.logs.dir",
            ValueType.path(),
            "${alluxio.home}/logs",
            "Directory of log files; must be a system property or environment variable to reach the logger.");

    /** Address to listen on. */
    public static final Key<String> BIND_HOST = Key.of(
            "alluxio.worker.bind.host",
            ValueType.text(),
            "0.0.0.0",
            "Address that all ports of the worker listen on; 127.0.0.1 keeps it to this machine.");

    /** Name for others. */
    public static final Key<String> HOSTNAME = Key.optional(
            "alluxio.worker.hostname",
            ValueType.text(),
            "Host name or address under which others reach this worker; without it the machine's own name.");

    /** Port for operators. */
    public static final Key<Integer> WEB_PORT = Key.of(
            "alluxio.worker.web.port", ValueType.port(), "30000", "HTTP port for operators: metrics and health.");

    static final KeyGroup GROUP =
            new KeyGroup("Worker", List.of(HOME, WORK_DIR, CONF_DIR, LOGS_DIR, BIND_HOST, HOSTNAME, WEB_PORT));

    private WorkerKeys() {}
}
