package cacheworker.s3.http;

import cacheworker.core.read.ObjectBody;
import cacheworker.core.ufs.UfsContent;
import cacheworker.s3.auth.SimpleAuthenticator;
import cacheworker.s3.dispatch.CompletedRequest;
import cacheworker.s3.dispatch.Dispatcher;
import cacheworker.s3.dispatch.RequestExecutor;
import cacheworker.s3.dispatch.RequestLog;
import cacheworker.s3.error.S3ErrorCode;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.op.Operation;
import cacheworker.s3.op.Operations;
import cacheworker.s3.op.S3Op;
import cacheworker.s3.request.MalformedRequestException;
import cacheworker.s3.request.RequestBody;
import cacheworker.s3.request.S3Request;
import cacheworker.s3.response.ResponseHeaders;
import cacheworker.s3.response.S3Response;
import cacheworker.s3.xml.CopyResultDocument;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A server over operations that keep objects in memory and send bodies of a file: {@code GET /b/<name>} answers what
 * was registered under the name, {@code PUT} stores, {@code HEAD} announces.
 */
final class HttpFixture implements AutoCloseable {
    static final int FILE_LENGTH = 24 << 20;

    final Map<String, byte[]> stored = new ConcurrentHashMap<>();
    final Map<String, Function<S3Request, S3Response>> answers = new ConcurrentHashMap<>();
    final List<CompletedRequest> log = new CopyOnWriteArrayList<>();
    final List<Throwable> uploadFailures = new CopyOnWriteArrayList<>();
    final AtomicInteger openPieces = new AtomicInteger();
    final AtomicInteger uploading = new AtomicInteger();
    final CountDownLatch unpause = new CountDownLatch(1);
    final byte[] bytes;
    final FileChannel file;
    final RequestExecutor executor = RequestExecutor.platform(32, 64);
    final S3Server server;
    final InetSocketAddress address;

    HttpFixture(Path directory, S3ServerOptions options) throws IOException {
        bytes = new byte[FILE_LENGTH];
        new SplittableRandom(7).nextBytes(bytes);
        Path path = directory.resolve("region");
        Files.write(path, bytes);
        file = FileChannel.open(path, StandardOpenOption.READ);
        RequestLog requests = new RequestLog(List.of(log::add), InstantSource.system());
        Dispatcher dispatcher = new Dispatcher(
                new Operations(rows()),
                new SimpleAuthenticator("anonymous", InstantSource.system()),
                executor,
                requests,
                "host-1");
        server = new S3Server(options, dispatcher, executor, "host-1");
        address = server.start();
    }

    static S3ServerOptions options(Transport transport, S3ServerOptions.Limits limits) {
        return options(transport, FileTransfer.AUTO, limits);
    }

    static S3ServerOptions options(Transport transport, FileTransfer transfer, S3ServerOptions.Limits limits) {
        return new S3ServerOptions(
                "127.0.0.1", 0, new S3ServerOptions.Sockets(transport, transfer, 2, 64, 256 * 1024), limits);
    }

    static S3ServerOptions.Limits limits(Duration idle, Duration body, Duration send) {
        return new S3ServerOptions.Limits(true, idle, body, send, Duration.ofMinutes(1));
    }

    RawClient connect() throws IOException {
        return new RawClient(address);
    }

    TestBody body(long length, int pieceSize, TestBody.Kind kind) {
        return new TestBody(file, length, pieceSize, kind, openPieces);
    }

    /** Answers GETs of a name with a body made for each. */
    void serve(String name, Function<S3Request, ObjectBody> body) {
        answers.put(name, request -> new S3Response.Body(200, new ResponseHeaders(), body.apply(request)));
    }

    private Map<S3Op, Operation> rows() {
        Map<S3Op, Operation> rows = new EnumMap<>(S3Op.class);
        for (S3Op row : S3Op.values()) {
            rows.put(row, (request, body) -> new S3Response.Empty(200, new ResponseHeaders()));
        }
        rows.put(S3Op.GET_OBJECT, new Get());
        rows.put(S3Op.HEAD_OBJECT, (request, body) -> new S3Response.Head(200, new ResponseHeaders(), 12345));
        rows.put(S3Op.PUT_OBJECT, this::put);
        rows.put(S3Op.COPY_OBJECT, this::copy);
        rows.put(S3Op.DELETE_OBJECT, (request, body) -> new S3Response.Empty(204, new ResponseHeaders()));
        return rows;
    }

    private S3Response put(S3Request request, RequestBody body) throws IOException, S3Exception {
        if (String.valueOf(request.key()).startsWith("refused")) {
            throw new S3Exception(S3ErrorCode.ACCESS_DENIED, "refused without reading");
        }
        if ("paused".equals(request.key())) {
            awaitUnpause();
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        uploading.incrementAndGet();
        try {
            for (ByteBuffer piece = body.next(); piece != null; piece = body.next()) {
                byte[] copy = new byte[piece.remaining()];
                piece.get(copy);
                all.writeBytes(copy);
            }
        } catch (IOException e) {
            uploadFailures.add(e);
            throw e;
        } catch (MalformedRequestException e) {
            uploadFailures.add(e);
            throw new S3Exception(
                    e.fault() == MalformedRequestException.Fault.TIMEOUT
                            ? S3ErrorCode.REQUEST_TIMEOUT
                            : S3ErrorCode.INVALID_REQUEST,
                    String.valueOf(e.getMessage()));
        } finally {
            uploading.decrementAndGet();
        }
        stored.put(String.valueOf(request.key()), all.toByteArray());
        return new S3Response.Empty(200, new ResponseHeaders().add("ETag", "\"x\""));
    }

    private S3Response copy(S3Request request, RequestBody body) throws S3Exception {
        awaitUnpause();
        if (String.valueOf(request.key()).startsWith("refused")) {
            throw new S3Exception(S3ErrorCode.ACCESS_DENIED, "refused late");
        }
        return new S3Response.Xml(200, new ResponseHeaders(), CopyResultDocument.ofObject(UfsContent.of("e"), 0));
    }

    private void awaitUnpause() {
        try {
            unpause.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Names that begin with {@code later} are answered on a request thread, others on the loop. */
    private final class Get implements Operation {
        @Override
        public @Nullable S3Response tryNow(S3Request request) throws S3Exception {
            return String.valueOf(request.key()).startsWith("later") ? null : answer(request);
        }

        @Override
        public S3Response run(S3Request request, RequestBody body) throws S3Exception {
            return answer(request);
        }

        private S3Response answer(S3Request request) throws S3Exception {
            Function<S3Request, S3Response> answer = answers.get(String.valueOf(request.key()));
            if (answer == null) {
                throw new S3Exception(S3ErrorCode.NO_SUCH_KEY, "no " + request.key());
            }
            return answer.apply(request);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        executor.close();
        file.close();
    }
}
