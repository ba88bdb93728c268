package cacheworker.s3.http;

import cacheworker.core.ufs.FaultyUfs;
import cacheworker.s3.auth.SimpleAuthenticator;
import cacheworker.s3.dispatch.Dispatcher;
import cacheworker.s3.dispatch.RequestExecutor;
import cacheworker.s3.dispatch.RequestLog;
import cacheworker.s3.op.OpFixture;
import cacheworker.s3.request.TagRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** A gateway over a directory whose calls can go wrong, with an object {@code /b/old} and an upload in two parts. */
final class RefusingGateway implements AutoCloseable {
    static final String OLD = "the old object";

    final String uploadId;
    final List<String> partETags;
    private final OpFixture operations;
    private final RequestExecutor executor = RequestExecutor.platform(8, 16);
    private final S3Server server;
    private final InetSocketAddress address;

    RefusingGateway(Path directory) throws IOException {
        operations = new OpFixture(directory, true, true, new TagRules(true));
        Dispatcher dispatcher = new Dispatcher(
                operations.operations,
                new SimpleAuthenticator("anonymous", InstantSource.system()),
                executor,
                new RequestLog(List.of(), InstantSource.system()),
                "host-1");
        S3ServerOptions.Limits limits =
                HttpFixture.limits(Duration.ofSeconds(30), Duration.ofMillis(300), Duration.ofSeconds(30));
        server = new S3Server(HttpFixture.options(Transport.AUTO, limits), dispatcher, executor, "host-1");
        address = server.start();
        send(put("/b/old", OLD));
        String created = send(request("POST", "/b/up?uploads", "")).text();
        uploadId = created.replaceFirst("(?s).*<UploadId>([^<]*)<.*", "$1");
        partETags = List.of(part(1), part(2));
    }

    private String part(int number) throws IOException {
        return send(put("/b/up?partNumber=" + number + "&uploadId=" + uploadId, "x"))
                .header("ETag")
                .replace("\"", "");
    }

    /** What the storage does is decided here. */
    FaultyUfs ufs() {
        return operations.ufs;
    }

    /** Makes a bucket behind the gateway's back. */
    void make(String bucket) {
        try {
            Files.createDirectories(operations.root.resolve(bucket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RawClient.Answer send(String request) throws IOException {
        try (RawClient client = new RawClient(address)) {
            return client.send(request).read();
        }
    }

    static String get(String target, String... headers) {
        return request("GET", target, "", headers);
    }

    static String put(String target, String body, String... headers) {
        return request("PUT", target, body, headers);
    }

    /** A request whose length is said when it has a body. */
    static String request(String method, String target, String body, String... headers) {
        StringBuilder text =
                new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1\r\nHost: x\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        if (!body.isEmpty()) {
            text.append("Content-Length: ")
                    .append(body.getBytes(StandardCharsets.ISO_8859_1).length)
                    .append("\r\n");
        }
        return text.append("\r\n").append(body).toString();
    }

    /** A request that completes the upload with the parts given, as {@code number etag} each. */
    String complete(String... parts) {
        return completeSaying("x-none: x", parts);
    }

    /** The same with a header. */
    String completeSaying(String header, String... parts) {
        StringBuilder document = new StringBuilder("<CompleteMultipartUpload>");
        for (String part : parts) {
            document.append("<Part><PartNumber>")
                    .append(part.replace(" ", "</PartNumber><ETag>"))
                    .append("</ETag></Part>");
        }
        return request(
                "POST",
                "/b/up?uploadId=" + uploadId,
                document.append("</CompleteMultipartUpload>").toString(),
                header);
    }

    @Override
    public void close() {
        server.close();
        executor.close();
        operations.close();
    }
}
