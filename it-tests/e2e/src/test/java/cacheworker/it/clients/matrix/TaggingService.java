package cacheworker.it.clients.matrix;

import cacheworker.it.env.Clients;
import cacheworker.it.env.WorkerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;

/** An S3 service that keeps tags, to be mounted: another worker, over a directory. */
final class TaggingService implements AutoCloseable {
    private static final String BACKING = "backing";

    private final WorkerProcess service;
    private final S3Client s3;

    TaggingService(Path home) throws IOException {
        Files.createDirectories(home.resolve("ufs").resolve(BACKING));
        service = new WorkerProcess(home)
                .localUfs(home.resolve("ufs"))
                .property("alluxio.underfs.xattr.change.enabled", "true")
                .start();
        s3 = Clients.sdk(service);
    }

    /** A line of a mount table that makes it a bucket with tags. */
    String mountedAs(String bucket) {
        return "/" + bucket + " s3://" + BACKING + " alluxio.underfs.s3.endpoint=" + service.endpoint()
                + " alluxio.underfs.s3.disable.dns.buckets=true alluxio.underfs.xattr.change.enabled=true"
                + " s3a.accessKeyId=" + TestBucket.ACCESS_KEY + " s3a.secretKey=" + TestBucket.SECRET_KEY + "\n";
    }

    Map<String, String> tags(String key) {
        return StoredTags.of(s3, BACKING, key);
    }

    String sha256(String key) throws IOException {
        try (InputStream body = s3.getObject(b -> b.bucket(BACKING).key(key))) {
            return Digests.of("SHA-256", body);
        }
    }

    @Override
    public void close() {
        s3.close();
        service.close();
    }
}
