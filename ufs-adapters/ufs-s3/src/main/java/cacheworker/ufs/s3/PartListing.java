package cacheworker.ufs.s3;

import cacheworker.core.ufs.UfsChecksumKind;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.Part;

/** Asks the service for the parts that an upload has. */
final class PartListing {
    /** Most that a service gives at once. */
    private static final int MAX_PAGE = 1000;

    private final S3Clients clients;
    private final S3Root root;
    private final S3Failures failures;

    PartListing(S3Clients clients, S3Root root, S3Failures failures) {
        this.clients = clients;
        this.root = root;
        this.failures = failures;
    }

    /**
     * Parts with higher numbers than {@code after}. Some services, s3proxy among them, give all parts at once, and
     * refuse to begin anywhere but at the first.
     */
    List<UfsPart> list(String key, String id, int after, int most) throws UfsException {
        try {
            return list(key, id, after, after, most);
        } catch (UfsException e) {
            if (e.kind() != Kind.UNSUPPORTED || after == 0) {
                throw e;
            }
            return list(key, id, 0, after, most);
        }
    }

    /** Which checksum the service says that an upload will have; null for none that parts can be sent with. */
    @Nullable
    UfsChecksumKind kind(String key, String id) throws UfsException {
        ListPartsResponse page = page(key, id, 0, 1);
        return S3Checksums.kind(page.checksumAlgorithmAsString(), page.checksumType());
    }

    /** Fails with CHANGED unless an upload has all the parts that are expected. */
    void check(String key, List<UfsPart> present, List<UfsPart> expected) throws UfsException {
        Map<Integer, UfsPart> stored =
                present.stream().collect(Collectors.toMap(UfsPart::number, Function.identity(), (one, again) -> again));
        for (UfsPart part : expected) {
            UfsPart found = stored.get(part.number());
            if (found == null
                    || found.length() != part.length()
                    || !found.etag().equals(part.etag())) {
                throw failures.of(Kind.CHANGED, key, "the upload has " + found + ", not " + part);
            }
        }
    }

    private List<UfsPart> list(String key, String id, int from, int after, int most) throws UfsException {
        List<UfsPart> parts = new ArrayList<>();
        int marker = from;
        boolean more = true;
        while (more) {
            ListPartsResponse page = page(key, id, marker, from < after ? MAX_PAGE : Math.min(most, MAX_PAGE));
            for (Part part : page.parts()) {
                if (part.partNumber() > after && parts.size() < most) {
                    parts.add(part(key, part));
                }
            }
            more = Boolean.TRUE.equals(page.isTruncated()) && parts.size() < most;
            marker = more ? next(key, marker, page.nextPartNumberMarker()) : marker;
        }
        return parts;
    }

    private UfsPart part(String key, Part part) throws UfsException {
        String etag = ETags.bare(part.eTag());
        if (etag.isEmpty()) {
            throw failures.of(Kind.UNSUPPORTED, key, "the service gives no ETag for part " + part.partNumber());
        }
        long length = part.size() == null ? 0 : part.size();
        return new UfsPart(
                part.partNumber(), length, etag, S3Requests.seconds(part.lastModified()), S3Checksums.of(part));
    }

    private int next(String key, int marker, @Nullable Integer next) throws UfsException {
        if (next == null || next <= marker) {
            throw failures.of(
                    Kind.UNAVAILABLE, key, "the service cut a listing of parts and does not say where it goes on");
        }
        return next;
    }

    private ListPartsResponse page(String key, String id, int marker, int most) throws UfsException {
        ListPartsResponse answer;
        try {
            answer = clients.requests()
                    .listParts(request -> request.bucket(root.bucket())
                            .key(key)
                            .uploadId(id)
                            .partNumberMarker(marker == 0 ? null : marker)
                            .maxParts(most));
        } catch (SdkException e) {
            throw failures.unchanged(key, e);
        }
        // The SDK reads any document, such as the page of a proxy that wants a login, as a listing of nothing.
        if (answer.uploadId() == null) {
            throw failures.of(Kind.UNAVAILABLE, key, "the service answers with something else than a listing of parts");
        }
        return answer;
    }
}
