package cacheworker.it.listing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Takes the pages of a listing one after the other on one connection, as clients go on in either version, and notes how
 * long each took.
 */
final class ListingPages {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final List<Long> micros = new ArrayList<>();
    private final String bucket;
    private final ListingQuery query;
    private String parameters;
    private boolean ended;

    /**
     * Begins.
     *
     * @param bucket its URI
     */
    ListingPages(String bucket, ListingQuery query) {
        this.bucket = bucket;
        this.query = query;
        this.parameters = query.first();
    }

    /** The entries of all pages. */
    static List<String> all(String bucket, ListingQuery query) throws IOException {
        ListingPages pages = new ListingPages(bucket, query);
        List<String> all = new ArrayList<>();
        for (List<String> page = pages.next(); !page.isEmpty(); page = pages.next()) {
            all.addAll(page);
        }
        return all;
    }

    /** The keys and common prefixes of the next page, in order; none behind the last. */
    List<String> next() throws IOException {
        if (ended) {
            return List.of();
        }
        ListingPage page = ListingPage.parse(get(bucket + "?" + parameters));
        if (page.entries().size() > query.pageSize()
                || (page.isTruncated() && page.entries().isEmpty())) {
            throw new AssertionError(parameters + ": " + page);
        }
        ended = !page.isTruncated();
        if (!ended) {
            parameters = query.next(page.position(query));
        }
        return page.entries();
    }

    private byte[] get(String uri) throws IOException {
        long begin = System.nanoTime();
        HttpResponse<InputStream> answer;
        try {
            answer = CLIENT.send(
                    HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
        try (InputStream body = answer.body()) {
            byte[] document = body.readAllBytes();
            micros.add(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begin));
            if (answer.statusCode() != 200) {
                throw new AssertionError(uri + ": " + answer.statusCode() + " " + new String(document, UTF_8));
            }
            return document;
        }
    }

    /** How long the first page took. */
    long firstMillis() {
        return micros.get(0) / 1000;
    }

    /** How long a page behind the first took, half of them less. */
    double medianMillis() {
        return quantile(0.5);
    }

    private double quantile(double part) {
        List<Long> others = micros.stream().skip(1).sorted().toList();
        return others.isEmpty() ? 0 : others.get((int) (part * (others.size() - 1))) / 1000.0;
    }

    /** All of it in a line. */
    String times() {
        return "first page %d ms; %d others: median %.1f, 99 of 100 within %.1f, slowest %.1f ms"
                .formatted(firstMillis(), micros.size() - 1, quantile(0.5), quantile(0.99), quantile(1));
    }
}
