package cacheworker.it;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.it.env.Clients;
import cacheworker.it.env.Project;
import cacheworker.it.env.S3ProxyProcess;
import cacheworker.it.env.Shell;
import cacheworker.it.env.WorkerProcess;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/** boto3, as its users have it. */
class Boto3IT {
    @TempDir
    Path home;

    private static void runBasics(WorkerProcess worker) {
        Shell.Result result = Shell.run(
                Duration.ofMinutes(2),
                "python3",
                Project.root()
                        .resolve("it-tests/e2e/src/test/resources/clients/boto3_basics.py")
                        .toString(),
                worker.endpoint());
        assertThat(result.orFail()).endsWith("OK\n");
    }

    @Test
    void basicsWorkOnALocalUfs() {
        try (WorkerProcess worker =
                new WorkerProcess(home).localUfs(home.resolve("ufs")).start()) {
            runBasics(worker);
        }
    }

    @Test
    void basicsWorkOnAnS3Ufs() {
        try (S3ProxyProcess ufs = new S3ProxyProcess(home);
                S3Client direct = Clients.sdk(ufs.endpoint(), S3ProxyProcess.ACCESS_KEY, S3ProxyProcess.SECRET_KEY);
                WorkerProcess worker = new WorkerProcess(home)) {
            direct.createBucket(b -> b.bucket("backing"));
            runBasics(worker.s3Ufs(ufs, "s3://backing/").start());
        }
    }
}
