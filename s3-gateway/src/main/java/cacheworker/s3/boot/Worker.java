package cacheworker.s3.boot;

import cacheworker.core.base.Blocking;
import cacheworker.core.config.Configuration;
import cacheworker.core.config.NetworkKeys;
import cacheworker.core.config.S3Keys;
import cacheworker.core.config.WorkerKeys;
import cacheworker.core.meta.ObjectCatalog;
import cacheworker.core.mount.MountException;
import cacheworker.core.mount.Mounts;
import cacheworker.core.mount.Namespace;
import cacheworker.core.mount.SeparateDirectories;
import cacheworker.core.page.PageStore;
import cacheworker.core.read.ObjectReader;
import cacheworker.core.write.MultipartWriter;
import cacheworker.core.write.ObjectWriter;
import cacheworker.s3.admin.AdminContent;
import cacheworker.s3.admin.AdminServer;
import cacheworker.s3.admin.HealthCheck;
import cacheworker.s3.auth.SimpleAuthenticator;
import cacheworker.s3.dispatch.AccessLog;
import cacheworker.s3.dispatch.Dispatcher;
import cacheworker.s3.dispatch.RequestExecutor;
import cacheworker.s3.dispatch.RequestLog;
import cacheworker.s3.dispatch.RequestObserver;
import cacheworker.s3.http.S3Server;
import cacheworker.s3.op.DocumentReader;
import cacheworker.s3.op.Operation;
import cacheworker.s3.op.Operations;
import cacheworker.s3.op.S3Op;
import cacheworker.s3.op.multipart.MultipartOperations;
import cacheworker.s3.op.probe.ProbeOperations;
import cacheworker.s3.op.tagging.TaggingOperations;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker: all its parts, made in the order in which they need each other, and closed in the reverse one. Read from
 * top to bottom, the constructor is the bill of materials.
 */
@Blocking
public final class Worker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final int WAITING_SHARE = 2;
    /** The part of the heap that documents of requests may have; several times that is what is made of them. */
    private static final int DOCUMENT_SHARE = 16;
    /** Room for one document of every kind. */
    private static final long LEAST_FOR_DOCUMENTS = 8 << 20;

    /** The {@code x-amz-id-2} of every answer. */
    private static final String HOST_ID = "s3-cache-worker";

    private final Settings settings;
    private final Deque<Runnable> closers = new ArrayDeque<>();
    private final InstantSource clock = Clock.systemUTC();
    private final Namespace namespace;
    private final PageStore pageStore;
    private final Telemetry telemetry = opened(new Telemetry(), Telemetry::close);
    private final @Nullable S3Server s3;
    private volatile @Nullable InetSocketAddress s3Address;
    private volatile boolean stopping;

    private Worker(Settings settings) throws IOException, MountException {
        this.settings = settings;
        boolean complete = false;
        try {
            Mounts mounts = Mounts.read(settings.mounts());
            SeparateDirectories.check(mounts.localRoots(), settings.ownDirectories());
            this.namespace = opened(mounts.open(), Namespace::close);
            this.pageStore = opened(PageStore.open(settings.pageStore()), PageStore::close);
            ObjectCatalog catalog = new ObjectCatalog(pageStore, settings.freshness(), clock);
            telemetry.watch(pageStore, catalog, namespace);
            ObjectReader reader = opened(
                    new ObjectReader(namespace, catalog, pageStore, settings.reading(), telemetry.readMeters()),
                    ObjectReader::close);
            ObjectWriter writer = new ObjectWriter(
                    namespace, catalog, pageStore, reader, settings.writing(), telemetry.writeMeters());
            telemetry.watch(reader, writer);
            this.s3 = settings.configuration().get(S3Keys.API_ENABLED)
                    ? s3Server(operations(catalog, reader, writer))
                    : null;
            complete = true;
        } finally {
            if (!complete) {
                close();
            }
        }
    }

    private <T> T opened(T part, Consumer<T> close) {
        closers.push(() -> close.accept(part));
        return part;
    }

    private Operations operations(ObjectCatalog catalog, ObjectReader reader, ObjectWriter writer) {
        MultipartWriter parts = new MultipartWriter(namespace, catalog, reader);
        DocumentReader documents = new DocumentReader(
                Math.max(LEAST_FOR_DOCUMENTS, Runtime.getRuntime().maxMemory() / DOCUMENT_SHARE));
        Map<S3Op, Operation> rows = new EnumMap<>(S3Op.class);
        rows.putAll(Operations.plain(namespace, documents, reader, writer, settings.operations(), clock));
        rows.putAll(MultipartOperations.of(namespace, documents, reader, parts, settings.operations(), clock));
        rows.putAll(TaggingOperations.of(namespace, documents, reader, writer, settings.operations()));
        rows.putAll(ProbeOperations.of(namespace, reader, settings.operations()));
        return new Operations(rows);
    }

    private S3Server s3Server(Operations operations) {
        Configuration configuration = settings.configuration();
        int threads = configuration.get(S3Keys.REQUEST_THREADS);
        RequestExecutor executor =
                opened(RequestExecutor.platform(threads, WAITING_SHARE * threads), RequestExecutor::close);
        List<RequestObserver> observers = new ArrayList<>();
        observers.add(telemetry.requestMeters());
        if (configuration.get(S3Keys.ACCESS_LOG)) {
            observers.add(new AccessLog());
        }
        Dispatcher dispatcher = new Dispatcher(
                operations,
                new SimpleAuthenticator(settings.user(), clock),
                executor,
                new RequestLog(observers, clock),
                HOST_ID);
        S3Server server = opened(new S3Server(settings.s3Server(), dispatcher, executor, HOST_ID), S3Server::close);
        telemetry.watch(server, executor);
        return server;
    }

    /**
     * Builds a worker and starts to serve.
     *
     * @param configuration what it is to be
     * @return the running worker; the caller closes it
     * @throws IOException when a directory cannot be used or a port cannot be bound; the message says which and why
     * @throws MountException when a mount cannot be opened, or lies in a directory of the worker
     */
    public static Worker start(Configuration configuration) throws IOException, MountException {
        Worker worker = new Worker(new Settings(configuration));
        boolean started = false;
        try {
            worker.listen();
            started = true;
            return worker;
        } finally {
            if (!started) {
                worker.close();
            }
        }
    }

    private void listen() throws IOException {
        Configuration configuration = settings.configuration();
        HealthCheck serving = HealthCheck.of("s3", this::whyNotReady);
        AdminContent content = new AdminContent(
                telemetry::scrape, List.of(), List.of(serving), () -> StartReport.facts(this, configuration));
        opened(
                AdminServer.start(
                        configuration.get(WorkerKeys.BIND_HOST), configuration.get(WorkerKeys.WEB_PORT), content),
                AdminServer::close);
        if (s3 != null) {
            s3Address = s3.start();
        }
    }

    private @Nullable String whyNotReady() {
        if (stopping) {
            return "the worker is stopping and takes no new connections";
        }
        return s3 == null || s3Address != null ? null : "the S3 API does not listen yet";
    }

    /**
     * Where the S3 API listens.
     *
     * @return its address, or null when it is switched off
     */
    public @Nullable InetSocketAddress s3Address() {
        return s3Address;
    }

    Namespace namespace() {
        return namespace;
    }

    PageStore pageStore() {
        return pageStore;
    }

    /**
     * Says that it is not ready any more, stops to accept, waits for the requests at work as long as configured, and
     * closes every part.
     */
    @Override
    public void close() {
        stopping = true;
        if (s3 != null && s3Address != null) {
            var limit = settings.configuration().get(NetworkKeys.SHUTDOWN_TIMEOUT);
            if (!s3.drain(limit)) {
                LOG.warn("{} requests were not done within {}", s3.connections(), limit);
            }
        }
        while (!closers.isEmpty()) {
            try {
                closers.pop().run();
            } catch (RuntimeException e) {
                LOG.warn("a part of the worker did not close well", e);
            }
        }
    }
}
