package cacheworker.it.upload;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Uploads one object in parts of one length, and knows what must come of it. */
final class PartsClient {
    private static final Pattern UPLOAD_ID = Pattern.compile("<UploadId>([^<]*)<");
    private static final Pattern PART =
            Pattern.compile("<Part><PartNumber>(\\d+)</PartNumber>.*?<ETag>\"([^\"]*)\"</ETag>.*?<Size>(\\d+)</Size>");
    private static final int BLOCK = 1 << 20;
    private static final int SENDERS = 4;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final byte[] block = new byte[BLOCK];
    private final String object;
    private final int parts;
    private final long partLength;
    private final byte[][] digests;
    private String uploadId = "";

    /**
     * Begins.
     *
     * @param object the URI of the object
     */
    PartsClient(String object, int parts, long partLength) throws IOException {
        this.object = object;
        this.parts = parts;
        this.partLength = partLength;
        this.digests = new byte[parts][];
        new SplittableRandom(parts).nextBytes(block);
        uploadId = found(UPLOAD_ID, send("POST", object + "?uploads", BodyPublishers.noBody()));
    }

    /** Sends all parts, several at a time and in no order. */
    void sendParts() throws IOException {
        List<Integer> order = new ArrayList<>();
        for (int part = 1; part <= parts; part++) {
            order.add(part);
        }
        Collections.shuffle(order, new java.util.Random(parts));
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        try {
            List<Future<?>> sent = new ArrayList<>();
            for (int part : order) {
                sent.add(senders.submit(() -> {
                    sendPart(part);
                    return part;
                }));
            }
            for (Future<?> one : sent) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } finally {
            senders.shutdownNow();
        }
    }

    private void sendPart(int number) throws IOException {
        MessageDigest md5 = md5();
        List<byte[]> pieces = pieces(number);
        pieces.forEach(md5::update);
        digests[number - 1] = md5.digest();
        BodyPublisher body = BodyPublishers.fromPublisher(BodyPublishers.ofByteArrays(pieces), partLength);
        send("PUT", object + "?partNumber=" + number + "&uploadId=" + uploadId, body);
    }

    /** The part's number, and then one block again and again. */
    private List<byte[]> pieces(int number) {
        byte[] stamp = ByteBuffer.allocate(4).putInt(number).array();
        List<byte[]> pieces = new ArrayList<>(List.of(stamp));
        for (long rest = partLength - stamp.length; rest > 0; rest -= BLOCK) {
            pieces.add(rest >= BLOCK ? block : java.util.Arrays.copyOf(block, (int) rest));
        }
        return pieces;
    }

    /** What ListParts says, page after page, a line for each part. */
    List<String> listParts() throws IOException {
        List<String> lines = new ArrayList<>();
        int before = -1;
        while (lines.size() > before) {
            before = lines.size();
            String page = send(
                    "GET", object + "?uploadId=" + uploadId + "&part-number-marker=" + before, BodyPublishers.noBody());
            for (Matcher part = PART.matcher(page); part.find(); ) {
                lines.add(part.group(1) + " " + part.group(2) + " " + part.group(3));
            }
        }
        return lines;
    }

    /** What {@link #listParts} must give. */
    List<String> expectedParts() {
        List<String> lines = new ArrayList<>();
        for (int part = 1; part <= parts; part++) {
            lines.add(part + " " + HexFormat.of().formatHex(digests[part - 1]) + " " + partLength);
        }
        return lines;
    }

    /** Completes the upload; fails unless the ETag is that of the parts. */
    void complete() throws IOException {
        StringBuilder document = new StringBuilder("<CompleteMultipartUpload>");
        MessageDigest all = md5();
        for (int part = 1; part <= parts; part++) {
            all.update(digests[part - 1]);
            document.append("<Part><PartNumber>")
                    .append(part)
                    .append("</PartNumber><ETag>\"")
                    .append(HexFormat.of().formatHex(digests[part - 1]))
                    .append("\"</ETag></Part>");
        }
        document.append("</CompleteMultipartUpload>");
        String answer = send("POST", object + "?uploadId=" + uploadId, BodyPublishers.ofString(document.toString()));
        String etag = HexFormat.of().formatHex(all.digest()) + "-" + parts;
        if (!answer.contains(etag)) {
            throw new AssertionError(answer + " without " + etag);
        }
    }

    /** Reads the object; fails unless it has all parts in order. */
    void verify() throws IOException {
        HttpResponse<java.io.InputStream> answer =
                exchange("GET", object, BodyPublishers.noBody(), BodyHandlers.ofInputStream());
        try (java.io.InputStream in = answer.body()) {
            for (int part = 1; part <= parts; part++) {
                MessageDigest md5 = md5();
                byte[] buffer = new byte[BLOCK];
                for (long rest = partLength; rest > 0; ) {
                    int count = in.readNBytes(buffer, 0, (int) Math.min(rest, BLOCK));
                    md5.update(buffer, 0, count);
                    if (count == 0) {
                        throw new AssertionError("ended in part " + part);
                    }
                    rest -= count;
                }
                if (!MessageDigest.isEqual(md5.digest(), digests[part - 1])) {
                    throw new AssertionError("part " + part + " is not what was sent");
                }
            }
            if (in.read() >= 0) {
                throw new AssertionError("longer than " + parts + " parts");
            }
        }
    }

    private String send(String method, String uri, BodyPublisher body) throws IOException {
        return exchange(method, uri, body, BodyHandlers.ofString()).body();
    }

    private <T> HttpResponse<T> exchange(
            String method, String uri, BodyPublisher body, HttpResponse.BodyHandler<T> handler) throws IOException {
        try {
            HttpResponse<T> answer = client.send(
                    HttpRequest.newBuilder(URI.create(uri))
                            .method(method, body)
                            .timeout(Duration.ofMinutes(10))
                            .build(),
                    handler);
            if (answer.statusCode() != 200) {
                throw new AssertionError(method + " " + uri + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("no " + pattern + " in " + text);
        }
        return matcher.group(1);
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
