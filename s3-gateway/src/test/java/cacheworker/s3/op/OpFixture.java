package cacheworker.s3.op;

import cacheworker.core.CoreFixture;
import cacheworker.core.meta.FreshnessOptions;
import cacheworker.core.meta.ObjectCatalog;
import cacheworker.core.mount.Mount;
import cacheworker.core.mount.NameException;
import cacheworker.core.mount.Namespace;
import cacheworker.core.page.PageDirectory;
import cacheworker.core.page.PageStore;
import cacheworker.core.page.PageStoreOptions;
import cacheworker.core.read.ObjectBody;
import cacheworker.core.read.ObjectReader;
import cacheworker.core.read.ReadMeters;
import cacheworker.core.read.ReadOptions;
import cacheworker.core.ufs.FaultyUfs;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsFactory;
import cacheworker.core.ufs.UfsOptions;
import cacheworker.core.write.MultipartWriter;
import cacheworker.core.write.ObjectWriter;
import cacheworker.core.write.WriteOptions;
import cacheworker.s3.error.ErrorMapper;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.op.multipart.MultipartOperations;
import cacheworker.s3.op.probe.ProbeOperations;
import cacheworker.s3.op.tagging.TaggingOperations;
import cacheworker.s3.request.MalformedRequestException;
import cacheworker.s3.request.RequestBody;
import cacheworker.s3.request.S3Request;
import cacheworker.s3.request.TagRules;
import cacheworker.s3.response.ResponseHeaders;
import cacheworker.s3.response.S3Response;
import cacheworker.s3.xml.Owner;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The operations of a worker over a directory on disk and a page store, without HTTP in front. The bucket b exists. */
public final class OpFixture implements AutoCloseable {
    public static final int PAGE = 64 << 10;
    /** Bytes that documents of requests may have together. */
    public static final int DOCUMENTS = 8 << 20;

    public final Path root;
    public final FaultyUfs ufs;
    public final Namespace namespace;
    public final Operations operations;
    public final DocumentReader documents = new DocumentReader(DOCUMENTS);
    private final PageStore store;
    private final ObjectReader reader;

    /** What a client would see. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Answer(int status, @Nullable String error, Map<String, String> headers, byte[] body) {
        public @Nullable String header(String name) {
            return headers.get(name.toLowerCase(Locale.ROOT));
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    public OpFixture(Path directory) throws IOException {
        this(directory, true);
    }

    OpFixture(Path directory, boolean listsFolders) throws IOException {
        this(directory, listsFolders, true, new TagRules(true));
    }

    public OpFixture(Path directory, boolean listsFolders, boolean tags, TagRules rules) throws IOException {
        root = Files.createDirectories(directory.resolve("ufs"));
        Files.createDirectories(root.resolve("b"));
        UfsFactory local = ServiceLoader.load(UfsFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(factory -> factory.schemes().contains("file"))
                .findFirst()
                .orElseThrow();
        ufs = new FaultyUfs(local.open(
                root.toUri(),
                new UfsOptions(1, Map.of("alluxio.underfs.xattr.change.enabled", Boolean.toString(tags)))));
        namespace = new Namespace(List.of(new Mount("", "file:test", false, ufs)), false, 0);
        PageDirectory pages = new PageDirectory(directory.resolve("pages"), 128L << 20);
        store = PageStore.open(PageStoreOptions.of(List.of(pages), PAGE, directory.resolve("index")));
        FreshnessOptions freshness =
                new FreshnessOptions(Duration.ofSeconds(60), Duration.ofHours(1), Duration.ofSeconds(5), 16L << 20);
        ObjectCatalog catalog = new ObjectCatalog(store, freshness, Clock.systemUTC());
        reader = new ObjectReader(
                namespace,
                catalog,
                store,
                new ReadOptions(16L << 20, 8L << 20, 8 * PAGE, Duration.ZERO, 8, 64),
                new NoMeters());
        ObjectWriter writer =
                new ObjectWriter(namespace, catalog, store, reader, new WriteOptions(false, 16L * PAGE), bytes -> {});
        OperationOptions options =
                new OperationOptions("us-east-1", new Owner("id", "name"), 2048, 1000, listsFolders, rules);
        Map<S3Op, Operation> rows = new EnumMap<>(S3Op.class);
        rows.putAll(Operations.plain(namespace, documents, reader, writer, options, Clock.systemUTC()));
        MultipartWriter parts = new MultipartWriter(namespace, catalog, reader);
        rows.putAll(MultipartOperations.of(namespace, documents, reader, parts, options, Clock.systemUTC()));
        rows.putAll(TaggingOperations.of(namespace, documents, reader, writer, options));
        rows.putAll(ProbeOperations.of(namespace, reader, options));
        operations = new Operations(rows);
    }

    private static final class NoMeters implements ReadMeters {
        @Override
        public void ufsRead(int bytes) {}

        @Override
        public void sent(int bytes, boolean cached) {}

        @Override
        public void ufsFailed(UfsException.Kind kind) {}
    }

    public Answer put(String key, byte[] content, String... headers) {
        return answer("PUT", "/b/" + key, content, headers);
    }

    public Answer put(String key, String content, String... headers) {
        return put(key, content.getBytes(StandardCharsets.UTF_8), headers);
    }

    public Answer get(String target, String... headers) {
        return answer("GET", target, null, headers);
    }

    public Answer head(String target, String... headers) {
        return answer("HEAD", target, null, headers);
    }

    public Answer delete(String target, String... headers) {
        return answer("DELETE", target, null, headers);
    }

    /** Sends a request with a body, whose length is said, or without. */
    public Answer answer(String method, String target, byte @Nullable [] content, String... headers) {
        String[] all = headers;
        if (content != null) {
            all = java.util.Arrays.copyOf(headers, headers.length + 2);
            all[headers.length] = "Content-Length";
            all[headers.length + 1] = Integer.toString(content.length);
        }
        return answer(Requests.of(method, target, all), pieces(content == null ? new byte[0] : content));
    }

    public Answer answer(S3Request request, RequestBody body) {
        try {
            Operation operation = operations.of(S3Op.match(request));
            S3Response now = operation.tryNow(request);
            return seen(now == null ? operation.run(request, body) : now);
        } catch (S3Exception | MalformedRequestException | NameException | IOException e) {
            S3Exception error = ErrorMapper.map(e, request);
            Map<String, String> headers = new TreeMap<>();
            error.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
            String text = error.text() + " " + error.details();
            return new Answer(
                    error.code().status(), error.code().code(), headers, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Answer seen(S3Response response) throws UfsException {
        byte[] body = new byte[0];
        Map<String, String> headers = new TreeMap<>();
        ResponseHeaders lines = response.headers();
        for (int i = 0; i < lines.size(); i++) {
            headers.put(lines.name(i).toLowerCase(Locale.ROOT), lines.value(i));
        }
        if (response instanceof S3Response.Xml xml) {
            body = xml.document();
        } else if (response instanceof S3Response.Head head) {
            headers.put("content-length", Long.toString(head.length()));
        } else if (response instanceof S3Response.Body whole) {
            try (ObjectBody bytes = whole.body()) {
                body = CoreFixture.drain(bytes);
            }
        }
        return new Answer(response.status(), null, headers, body);
    }

    static RequestBody pieces(byte[] content) {
        ByteBuffer rest = ByteBuffer.wrap(content);
        return () -> {
            if (!rest.hasRemaining()) {
                return null;
            }
            ByteBuffer piece = rest.slice(rest.position(), Math.min(10_000, rest.remaining()));
            rest.position(rest.position() + piece.remaining());
            return piece;
        };
    }

    @Override
    public void close() {
        reader.close();
        store.close();
        ufs.close();
    }
}
