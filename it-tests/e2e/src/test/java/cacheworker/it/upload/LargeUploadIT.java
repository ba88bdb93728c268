package cacheworker.it.upload;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.it.env.Project;
import cacheworker.it.env.ResidentMemory;
import cacheworker.it.env.WorkerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * I6: an upload of any size, in any number of parts, needs no more memory than a small one, and completing it reads
 * none of its bytes again. With the largest numbers in full runs.
 */
class LargeUploadIT {
    private static final long MIB = 1 << 20;
    private static final long SLACK_KIB = 48 << 10;

    @TempDir
    Path home;

    private WorkerProcess worker;
    private ResidentMemory memory;

    @BeforeEach
    void start() throws IOException {
        Files.createDirectories(home.resolve("ufs/b"));
        worker = new WorkerProcess(home)
                .localUfs(home.resolve("ufs"))
                .property("alluxio.proxy.s3.complete.multipart.upload.min.part.size", "0B")
                .jvmOption("-Xms64m")
                .jvmOption("-Xmx64m")
                .jvmOption("-XX:+AlwaysPreTouch")
                .jvmOption("-XX:MaxDirectMemorySize=64m")
                .start();
        memory = new ResidentMemory(worker.pid());
    }

    @AfterEach
    void stop() {
        memory.close();
        worker.close();
    }

    @Test
    void memoryDoesNotGrowWithTheSizeAndCompletingReadsNothing() throws IOException {
        long small = uploaded("small", 4, 16 * MIB);
        long large = uploaded("large", Project.isFullRun() ? 64 : 8, 64 * MIB);
        assertThat(large).isLessThan(small + SLACK_KIB);
    }

    @Test
    void memoryDoesNotGrowWithTheNumberOfParts() throws IOException {
        // The first one is for the virtual machine: compiled code and a heap that has found its size are of any upload.
        uploaded("first", 100, MIB);
        long few = uploaded("few", 100, MIB);
        long many = uploaded("many", Project.isFullRun() ? 2_000 : 400, MIB);
        assertThat(many).isLessThan(few + SLACK_KIB);
    }

    @Test
    void asManyPartsAsS3AllowsAreListedAndCompleted() throws IOException {
        uploaded("most", Project.isFullRun() ? 10_000 : 1_100, 100);
    }

    /** Uploads, lists the parts, completes and reads; returns the most memory until now, KiB. */
    private long uploaded(String name, int parts, long partLength) throws IOException {
        PartsClient upload = new PartsClient(worker.endpoint() + "/b/" + name, parts, partLength);
        long begin = System.nanoTime();
        upload.sendParts();
        long sent = System.nanoTime();
        assertThat(upload.listParts()).isEqualTo(upload.expectedParts());
        long listed = System.nanoTime();
        long readBefore = bytesRead();
        upload.complete();
        long readAgain = bytesRead() - readBefore;
        long completed = System.nanoTime();
        upload.verify();
        System.out.printf(
                "%s: %d parts, %d MiB sent in %d ms, listed in %d ms, completed in %d ms reading %d KiB;"
                        + " at most %d MiB resident without file mappings%n",
                name,
                parts,
                parts * partLength / MIB,
                TimeUnit.NANOSECONDS.toMillis(sent - begin),
                TimeUnit.NANOSECONDS.toMillis(listed - sent),
                TimeUnit.NANOSECONDS.toMillis(completed - listed),
                readAgain >> 10,
                memory.largestKib() >> 10);
        assertThat(readAgain).as("bytes read to complete").isLessThan(8 * MIB + 1024L * parts);
        return memory.largestKib();
    }

    /** All that the worker read, from sockets and by system calls that copy between files too. */
    private long bytesRead() throws IOException {
        Path io = Path.of("/proc", Long.toString(worker.pid()), "io");
        return Files.readAllLines(io).stream()
                .filter(line -> line.startsWith("rchar:"))
                .mapToLong(
                        line -> Long.parseLong(line.substring("rchar:".length()).strip()))
                .sum();
    }
}
