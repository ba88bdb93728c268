package cacheworker.ufs.s3;

import cacheworker.ufs.contract.UfsCalls;
import java.time.Instant;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** One version of an object in a {@link FlatBlobStore}; the answer has its headers. */
final class StoredObject {
    private final byte[] bytes;
    private final String etag;
    private final GetObjectResponse answer;

    private StoredObject(byte[] bytes, String etag, GetObjectResponse answer) {
        this.bytes = bytes;
        this.etag = etag;
        this.answer = answer;
    }

    byte[] bytes() {
        return bytes;
    }

    String etag() {
        return etag;
    }

    Instant modified() {
        return answer.lastModified();
    }

    GetObjectResponse answer() {
        return answer;
    }

    static StoredObject of(PutObjectRequest request, byte[] bytes, Instant modified) {
        return of(request, bytes, UfsCalls.md5(bytes), modified);
    }

    static StoredObject of(PutObjectRequest request, byte[] bytes, String etag, Instant modified) {
        GetObjectResponse answer = GetObjectResponse.builder()
                .contentLength((long) bytes.length)
                .eTag(ETags.quoted(etag))
                .lastModified(modified)
                .metadata(request.metadata())
                .contentType(request.contentType())
                .contentEncoding(request.contentEncoding())
                .contentLanguage(request.contentLanguage())
                .contentDisposition(request.contentDisposition())
                .cacheControl(request.cacheControl())
                .build();
        return new StoredObject(bytes, etag, answer);
    }

    /** A copy with the attributes of the request. */
    StoredObject with(CopyObjectRequest request) {
        PutObjectRequest attributes = PutObjectRequest.builder()
                .metadata(request.metadata())
                .contentType(request.contentType())
                .contentEncoding(request.contentEncoding())
                .contentLanguage(request.contentLanguage())
                .contentDisposition(request.contentDisposition())
                .cacheControl(request.cacheControl())
                .build();
        return of(attributes, bytes, Instant.now());
    }
}
