package cacheworker.it.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cacheworker.it.env.Clients;
import cacheworker.it.env.S3ProxyProcess;
import cacheworker.it.env.WorkerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;

/** A completion that is repeated is answered again by any worker; one with an id that nobody was given is none. */
class RepeatedCompletionIT {
    @TempDir
    private Path home;

    private WorkerProcess worker(String name) throws IOException {
        return new WorkerProcess(Files.createDirectories(home.resolve(name)));
    }

    private static String complete(S3Client s3, String id, CompletedPart part) {
        return s3.completeMultipartUpload(
                        b -> b.bucket("bucket").key("o").uploadId(id).multipartUpload(parts -> parts.parts(part)))
                .eTag();
    }

    private static void assertUnknown(S3Client s3, String id, CompletedPart part) {
        assertThatThrownBy(() -> complete(s3, id, part))
                .isInstanceOfSatisfying(
                        NoSuchUploadException.class,
                        e -> assertThat(e.statusCode()).isEqualTo(404));
    }

    private static void repeat(WorkerProcess first, WorkerProcess second) {
        String id;
        String etag;
        CompletedPart part;
        try (S3Client s3 = Clients.sdkOnce(first.start())) {
            s3.createBucket(b -> b.bucket("bucket"));
            id = s3.createMultipartUpload(b -> b.bucket("bucket").key("o")).uploadId();
            part = CompletedPart.builder()
                    .partNumber(1)
                    .eTag(s3.uploadPart(
                                    b -> b.bucket("bucket")
                                            .key("o")
                                            .uploadId(id)
                                            .partNumber(1),
                                    RequestBody.fromString("part"))
                            .eTag())
                    .build();
            assertThat(s3.listMultipartUploads(b -> b.bucket("bucket"))
                            .uploads()
                            .get(0)
                            .uploadId())
                    .isEqualTo(id);
            etag = complete(s3, id, part);
            assertThat(complete(s3, id, part)).isEqualTo(etag);
            List.of("made-up", "0".repeat(32), id + "0").forEach(other -> assertUnknown(s3, other, part));
        }
        first.kill();
        first.start();
        second.start();
        for (WorkerProcess other : List.of(first, second)) {
            try (S3Client s3 = Clients.sdkOnce(other)) {
                assertThat(complete(s3, id, part)).isEqualTo(etag);
                assertUnknown(s3, "0".repeat(32), part);
            }
        }
    }

    @Test
    void overADirectoryARepetitionIsKnownAfterARestartAndByOtherWorkers() throws IOException {
        Path ufs = home.resolve("ufs");
        try (WorkerProcess first = worker("first").localUfs(ufs);
                WorkerProcess second = worker("second").localUfs(ufs)) {
            repeat(first, second);
        }
    }

    @Test
    void overAnS3ServiceARepetitionIsKnownAfterARestartAndByOtherWorkers() throws IOException {
        try (S3ProxyProcess ufs = new S3ProxyProcess(home);
                S3Client direct = Clients.sdk(ufs.endpoint(), S3ProxyProcess.ACCESS_KEY, S3ProxyProcess.SECRET_KEY);
                WorkerProcess first = worker("first").s3Ufs(ufs, "s3://backing/");
                WorkerProcess second = worker("second").s3Ufs(ufs, "s3://backing/")) {
            direct.createBucket(b -> b.bucket("backing"));
            repeat(first, second);
        }
    }
}
