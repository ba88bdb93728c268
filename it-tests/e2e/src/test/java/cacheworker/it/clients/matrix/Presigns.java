package cacheworker.it.clients.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;

/** A client that makes URLs by which anybody may read an object for a while. */
public interface Presigns {
    /** A URL that reads an object. */
    String presign(TestBucket bucket, String key) throws IOException;

    @Proves(Feature.PRESIGNED_URL)
    default void presignedUrlIsRead(TestBucket bucket) throws IOException {
        bucket.put("to be shared/käse+1.bin", Sample.SMALL);
        String url = presign(bucket, "to be shared/käse+1.bin");
        assertThat(url).startsWith(bucket.endpoint() + "/").contains("?");
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        try (InputStream body = connection.getInputStream()) {
            assertThat(Digests.of("SHA-256", body)).isEqualTo(Sample.SMALL.sha256());
        }
    }
}
