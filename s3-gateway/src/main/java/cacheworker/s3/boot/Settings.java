package cacheworker.s3.boot;

import cacheworker.core.config.Configuration;
import cacheworker.core.config.MetadataKeys;
import cacheworker.core.config.NetworkKeys;
import cacheworker.core.config.PageStoreKeys;
import cacheworker.core.config.S3Keys;
import cacheworker.core.config.SecurityKeys;
import cacheworker.core.config.TransferKeys;
import cacheworker.core.config.UfsKeys;
import cacheworker.core.config.WorkerKeys;
import cacheworker.core.meta.FreshnessOptions;
import cacheworker.core.mount.MountSettings;
import cacheworker.core.page.PageDirectory;
import cacheworker.core.page.PageStoreOptions;
import cacheworker.core.read.ReadOptions;
import cacheworker.core.write.WriteOptions;
import cacheworker.s3.http.FileTransfer;
import cacheworker.s3.http.S3ServerOptions;
import cacheworker.s3.http.Transport;
import cacheworker.s3.op.OperationOptions;
import cacheworker.s3.request.TagRules;
import cacheworker.s3.xml.Owner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cuts the configuration into the small records that the parts of a worker take. The only place that knows both. */
final class Settings {
    private final Configuration configuration;

    Settings(Configuration configuration) {
        this.configuration = configuration;
    }

    Configuration configuration() {
        return configuration;
    }

    MountSettings mounts() {
        boolean table = configuration.get(UfsKeys.MOUNT_TABLE_SOURCE) == UfsKeys.MountTableSource.STATIC_FILE;
        return new MountSettings(
                configuration.find(UfsKeys.ROOT),
                table ? configuration.get(UfsKeys.MOUNT_TABLE_FILE) : null,
                configuration.get(S3Keys.STRICT_BUCKET_NAMES),
                configuration.mountProperties(),
                configuration.get(S3Keys.REQUEST_THREADS),
                configuration.get(TransferKeys.MOST_WAITING));
    }

    /** Directories that are the worker's own, by the setting that names them. */
    Map<String, Path> ownDirectories() {
        Map<String, Path> own = new LinkedHashMap<>();
        List<Path> pages = configuration.get(PageStoreKeys.DIRS);
        for (int i = 0; i < pages.size(); i++) {
            own.put(PageStoreKeys.DIRS.name() + "[" + i + "]", pages.get(i));
        }
        own.put(MetadataKeys.ROCKSDB_DIR.name(), configuration.get(MetadataKeys.ROCKSDB_DIR));
        own.put(WorkerKeys.LOGS_DIR.name(), configuration.get(WorkerKeys.LOGS_DIR));
        return own;
    }

    PageStoreOptions pageStore() {
        List<Path> paths = configuration.get(PageStoreKeys.DIRS);
        List<Long> sizes = configuration.get(PageStoreKeys.SIZES);
        List<PageDirectory> directories = new ArrayList<>();
        for (int i = 0; i < paths.size(); i++) {
            directories.add(new PageDirectory(paths.get(i), sizes.get(i)));
        }
        return new PageStoreOptions(
                directories,
                Math.toIntExact(configuration.get(PageStoreKeys.PAGE_SIZE)),
                configuration.get(MetadataKeys.ROCKSDB_DIR),
                configuration.get(MetadataKeys.ROCKSDB_CACHE_SIZE),
                configuration.get(PageStoreKeys.EVICTOR_TYPE),
                configuration.get(PageStoreKeys.ADMISSION_TYPE),
                configuration.get(PageStoreKeys.SCRUB_RATE));
    }

    FreshnessOptions freshness() {
        return new FreshnessOptions(
                configuration.get(MetadataKeys.SYNC_INTERVAL),
                configuration.get(MetadataKeys.STALE_MAX_AGE),
                configuration.get(MetadataKeys.MISSING_INTERVAL),
                configuration.get(MetadataKeys.MEMORY_SIZE));
    }

    ReadOptions reading() {
        return new ReadOptions(
                configuration.get(TransferKeys.FILL_BUFFER),
                configuration.get(TransferKeys.PASS_BUFFER),
                configuration.get(TransferKeys.READ_AHEAD),
                configuration.get(TransferKeys.HEDGE_DELAY),
                configuration.get(TransferKeys.FILL_THREADS),
                configuration.get(TransferKeys.FILL_QUEUE));
    }

    WriteOptions writing() {
        return new WriteOptions(
                configuration.get(S3Keys.WRITE_TYPE) == S3Keys.WriteType.CACHE_THROUGH,
                configuration.get(TransferKeys.WRITE_BUFFER));
    }

    OperationOptions operations() {
        return new OperationOptions(
                configuration.get(S3Keys.REGION),
                new Owner(user(), user()),
                Math.toIntExact(configuration.get(S3Keys.METADATA_MAX_SIZE)),
                configuration.get(S3Keys.SMALLEST_PART),
                configuration.get(S3Keys.LIST_FOLDERS),
                new TagRules(configuration.get(S3Keys.TAGGING_RESTRICTIONS)));
    }

    S3ServerOptions s3Server() {
        return new S3ServerOptions(
                configuration.get(WorkerKeys.BIND_HOST),
                configuration.get(S3Keys.REST_PORT),
                new S3ServerOptions.Sockets(
                        Transport.valueOf(configuration.get(NetworkKeys.CHANNEL).name()),
                        FileTransfer.valueOf(
                                configuration.get(NetworkKeys.FILE_TRANSFER).name()),
                        configuration.get(NetworkKeys.WORKER_THREADS),
                        configuration.get(NetworkKeys.BACKLOG),
                        Math.toIntExact(configuration.get(NetworkKeys.SEND_BUFFER))),
                new S3ServerOptions.Limits(
                        configuration.get(S3Keys.KEEP_ALIVE),
                        configuration.get(S3Keys.IDLE_MAX_TIME),
                        configuration.get(S3Keys.UPLOAD_IDLE_TIMEOUT),
                        configuration.get(NetworkKeys.SENDING_TIMEOUT),
                        configuration.get(S3Keys.PAGE_SENDING_TIMEOUT)));
    }

    /** The user that a request without credentials runs as. */
    String user() {
        String login = configuration.find(SecurityKeys.LOGIN_USERNAME);
        return login != null ? login : System.getProperty("user.name", "unknown");
    }
}
