package cacheworker.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cacheworker.it.env.Clients;
import cacheworker.it.env.S3ProxyProcess;
import cacheworker.it.env.WorkerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Several storages in one namespace. */
class MountsIT {
    @TempDir
    Path home;

    @Test
    void mountsAreBucketsShadowWhatIsUnderThemAndCannotBeDeleted() throws IOException {
        Files.createDirectories(home.resolve("ufs/own/nested"));
        Files.writeString(home.resolve("ufs/own/nested/hidden"), "shadowed");
        Files.writeString(home.resolve("ufs/own/seen"), "seen");
        Files.createDirectories(home.resolve("readonly"));
        Files.writeString(home.resolve("readonly/r"), "read me");
        try (S3ProxyProcess ufs = new S3ProxyProcess(home);
                S3Client direct = Clients.sdk(ufs.endpoint(), S3ProxyProcess.ACCESS_KEY, S3ProxyProcess.SECRET_KEY);
                WorkerProcess worker = new WorkerProcess(home).localUfs(home.resolve("ufs"));
                S3Client s3 = Clients.sdk(worker)) {
            direct.createBucket(b -> b.bucket("backing"));
            direct.putObject(b -> b.bucket("backing").key("models/m1"), RequestBody.fromString("model"));
            worker.mountTable("""
                    /remote s3://backing/models s3a.accessKeyId=%s s3a.secretKey=%s \
                    alluxio.underfs.s3.endpoint=%s alluxio.underfs.s3.disable.dns.buckets=true
                    /ro %s readonly
                    /own/nested %s
                    """.formatted(
                            S3ProxyProcess.ACCESS_KEY,
                            S3ProxyProcess.SECRET_KEY,
                            ufs.endpoint(),
                            home.resolve("readonly").toUri(),
                            home.resolve("readonly").toUri()));
            worker.start();

            assertThat(s3.listBuckets().buckets().stream().map(Bucket::name)).containsExactly("own", "remote", "ro");
            assertThat(text(s3, "remote", "m1")).isEqualTo("model");
            assertThat(text(s3, "ro", "r")).isEqualTo("read me");
            assertThat(s3.listObjectsV2(b -> b.bucket("own")).contents().stream()
                            .map(S3Object::key))
                    .containsExactly("nested/", "nested/r", "seen");
            assertThatThrownBy(() -> text(s3, "own", "nested/hidden"))
                    .isInstanceOf(software.amazon.awssdk.services.s3.model.NoSuchKeyException.class);

            s3.putObject(b -> b.bucket("remote").key("new"), RequestBody.fromString("written through"));
            assertThat(direct.getObjectAsBytes(b -> b.bucket("backing").key("models/new"))
                            .asUtf8String())
                    .isEqualTo("written through");
            assertForbidden(() -> s3.putObject(b -> b.bucket("ro").key("x"), RequestBody.fromString("x")));
            assertForbidden(() -> s3.deleteObject(b -> b.bucket("ro").key("r")));
            assertForbidden(() -> s3.deleteBucket(b -> b.bucket("remote")));
            assertThat(worker.output()).doesNotContain(S3ProxyProcess.SECRET_KEY);
        }
    }

    private static String text(S3Client s3, String bucket, String key) {
        return s3.getObjectAsBytes(b -> b.bucket(bucket).key(key)).asUtf8String();
    }

    private static void assertForbidden(Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOf(S3Exception.class)
                .extracting(e -> ((S3Exception) e).statusCode())
                .isEqualTo(403);
    }

    @Test
    void linksThatLeaveTheMountAreForbiddenAndNotListed() throws IOException {
        Files.createDirectories(home.resolve("ufs/b"));
        Files.writeString(home.resolve("secret"), "secret");
        Files.writeString(home.resolve("ufs/b/real"), "real");
        Files.createSymbolicLink(home.resolve("ufs/b/out"), home.resolve("secret"));
        Files.createSymbolicLink(home.resolve("ufs/b/in"), home.resolve("ufs/b/real"));
        Files.createSymbolicLink(home.resolve("ufs/b/outdir"), home);
        try (WorkerProcess worker =
                        new WorkerProcess(home).localUfs(home.resolve("ufs")).start();
                S3Client s3 = Clients.sdk(worker)) {
            assertThat(s3.listObjectsV2(b -> b.bucket("b")).contents().stream().map(S3Object::key))
                    .containsExactly("in", "real");
            assertThat(text(s3, "b", "in")).isEqualTo("real");
            assertForbidden(() -> text(s3, "b", "out"));
            assertForbidden(() -> text(s3, "b", "outdir/secret"));
            assertForbidden(() -> s3.putObject(b -> b.bucket("b").key("outdir/new"), RequestBody.fromString("x")));
            assertThat(home.resolve("new")).doesNotExist();
        }
    }
}
