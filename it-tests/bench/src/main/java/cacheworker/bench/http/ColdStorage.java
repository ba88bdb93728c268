package cacheworker.bench.http;

import cacheworker.bench.http.load.BenchFailure;
import cacheworker.bench.http.load.Expected;
import cacheworker.bench.http.load.Folders;
import cacheworker.bench.http.load.LoadGenerator;
import cacheworker.bench.http.load.UploadRequests;
import cacheworker.bench.http.server.S3Proxy;
import cacheworker.bench.http.server.ServerProcess;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An S3 server whose objects can be had again under new names, so that a cache has never seen them: hard links beside
 * the first ones.
 */
final class ColdStorage implements AutoCloseable {
    private static final String BUCKET = "ufs";

    private final Bed bed;
    private final Path data;
    private final ServerProcess server;
    private int names;

    ColdStorage(Bed bed) {
        this.bed = bed;
        Path buckets = bed.emptyFolder("miss-data");
        this.data = buckets.resolve(BUCKET);
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new BenchFailure("cannot make " + data, e);
        }
        this.server = S3Proxy.behind(bed.emptyFolder("miss-s3proxy"), buckets, bed.cores());
    }

    ServerProcess server() {
        return server;
    }

    /** What paths of objects have in front when the server itself is asked. */
    String prefix() {
        return "/" + BUCKET;
    }

    /** The settings of a worker in front of it. */
    Map<String, String> asUfs() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("alluxio.dora.client.ufs.root", "s3://" + BUCKET + "/");
        properties.put(
                "alluxio.underfs.s3.endpoint",
                "http://127.0.0.1:" + server.address().getPort());
        properties.put("alluxio.underfs.s3.region", "us-east-1");
        properties.put("alluxio.underfs.s3.disable.dns.buckets", "true");
        properties.put("s3a.accessKeyId", "bench");
        properties.put("s3a.secretKey", "bench");
        return properties;
    }

    /** Uploads objects, all with the same bytes. */
    void upload(ObjectSet objects) {
        new ObjectSet("upload", objects.size(), 1).write(bed.folder());
        Path file = bed.folder().resolve("upload/object-00000");
        String keys = prefix() + "/" + objects.bucket() + "/object-";
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            LoadGenerator.run(
                    server.address(),
                    1,
                    Duration.ofMinutes(10),
                    new UploadRequests(
                            keys, channel.map(FileChannel.MapMode.READ_ONLY, 0, objects.size()), objects.count()),
                    new Expected(200, -1, false));
        } catch (IOException e) {
            throw new BenchFailure("cannot upload " + objects, e);
        }
    }

    /** The same objects under names never used before. */
    ObjectSet renamed(ObjectSet objects) {
        ObjectSet cold = new ObjectSet("cold-" + names++, objects.size(), objects.count());
        try {
            Path folder = Files.createDirectories(data.resolve(cold.bucket()));
            for (int i = 0; i < objects.count(); i++) {
                Files.createLink(
                        folder.resolve(cold.path(i).substring(cold.bucket().length() + 2)),
                        data.resolve(objects.bucket()).resolve("object-" + i));
            }
        } catch (IOException e) {
            throw new BenchFailure("cannot link " + objects, e);
        }
        return cold;
    }

    /** Takes such names away. */
    void forget(ObjectSet cold) {
        Folders.delete(data.resolve(cold.bucket()));
    }

    /** The digest of each of the objects. */
    String sha256(ObjectSet cold) {
        return cold.sha256(data, 0);
    }

    @Override
    public void close() {
        server.close();
    }
}
