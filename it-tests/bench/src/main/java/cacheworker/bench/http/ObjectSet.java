package cacheworker.bench.http;

import cacheworker.bench.http.load.BenchFailure;
import cacheworker.bench.http.load.RequestText;
import cacheworker.bench.http.load.SingleRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Objects of one size in one bucket.
 *
 * @param bucket its name
 * @param size bytes of each
 * @param count how many
 */
record ObjectSet(String bucket, int size, int count) {
    private static final int BLOCK = 1 << 20;
    /** The worker asks again for files that changed within its clock's grain, and keeps nothing of them. */
    private static final Duration SETTLING = Duration.ofMillis(2500);

    /** The path of an object in a URL. */
    String path(int index) {
        return "/" + bucket + "/" + name(index);
    }

    private static String name(int index) {
        return String.format("object-%05d", index);
    }

    /** A request for each object. */
    List<byte[]> heads(String method) {
        return IntStream.range(0, count)
                .mapToObj(i -> RequestText.head(method, path(i)))
                .toList();
    }

    /** Writes the files that are not there yet, and lets them become old enough to be cached. */
    void write(Path root) {
        boolean wrote = false;
        try {
            Path folder = Files.createDirectories(root.resolve(bucket));
            for (int i = 0; i < count; i++) {
                Path file = folder.resolve(name(i));
                if (!Files.exists(file) || Files.size(file) != size) {
                    write(file, new SplittableRandom(size * 31L + i));
                    wrote = true;
                }
            }
        } catch (IOException e) {
            throw new BenchFailure("cannot write objects of " + size + " bytes under " + root, e);
        }
        long settled = System.nanoTime() + SETTLING.toNanos();
        while (wrote && System.nanoTime() < settled) {
            LockSupport.parkNanos(SETTLING.toNanos());
        }
    }

    private void write(Path file, SplittableRandom random) throws IOException {
        byte[] block = new byte[Math.min(BLOCK, size)];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int rest = size; rest > 0; rest -= block.length) {
                random.nextBytes(block);
                out.write(block, 0, Math.min(rest, block.length));
            }
        }
    }

    /** The digest of an object's file. */
    String sha256(Path root, int index) {
        try {
            return SingleRequest.sha256(Files.readAllBytes(root.resolve(bucket).resolve(name(index))));
        } catch (IOException e) {
            throw new BenchFailure("cannot read object " + index + " of " + this, e);
        }
    }
}
