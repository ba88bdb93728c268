package cacheworker.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.it.clients.matrix.ClientMatrix;
import cacheworker.it.clients.matrix.CommandLine;
import cacheworker.it.clients.matrix.DeletesMany;
import cacheworker.it.clients.matrix.Digests;
import cacheworker.it.clients.matrix.Feature;
import cacheworker.it.clients.matrix.Lists;
import cacheworker.it.clients.matrix.Presigns;
import cacheworker.it.clients.matrix.Proves;
import cacheworker.it.clients.matrix.Sample;
import cacheworker.it.clients.matrix.TestBucket;
import cacheworker.it.env.Project;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** GDAL: rasters in a bucket by way of {@code /vsis3/}. */
@ClientMatrix(
        value = "GDAL",
        without = {
            Feature.EMPTY_OBJECT,
            Feature.METADATA,
            Feature.UPLOAD_TAGS,
            Feature.CHECKSUMMED_UPLOAD,
            Feature.CONDITIONAL_READ,
            Feature.CONDITIONAL_WRITE
        })
class GdalIT implements Lists, DeletesMany, Presigns {
    private static final int SMALL_SIDE = 300;
    private static final int LARGE_SIDE = 4_100;

    private static String gdal(TestBucket bucket, String command, String... words) {
        return with(bucket, new CommandLine(command)).run(words);
    }

    private static CommandLine with(TestBucket bucket, CommandLine command) {
        return command.with("AWS_S3_ENDPOINT", bucket.authority())
                .with("AWS_HTTPS", "NO")
                .with("AWS_VIRTUAL_HOSTING", "FALSE")
                .with("CPL_VSIL_USE_TEMP_FILE_FOR_RANDOM_WRITE", "YES")
                .with("VSIS3_CHUNK_SIZE", "5");
    }

    /** Calls what only the library has, by its Python module. */
    private static String call(TestBucket bucket, String verb, String path) {
        Path script = Project.root().resolve("it-tests/e2e/src/test/resources/clients/gdal_verbs.py");
        return with(bucket, new CommandLine("/usr/bin/python3", script.toString()))
                .run(verb, path);
    }

    private static String remote(TestBucket bucket, String key) {
        return "/vsis3/" + bucket.name() + "/" + key;
    }

    /** A grey image whose pixels are the bytes of a sample, as the formats of Netpbm have it. */
    private static Path image(TestBucket bucket, int side) throws IOException {
        Path file = bucket.folder().resolve(side + ".pgm");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write("P5\n%d %d\n255\n".formatted(side, side).getBytes(StandardCharsets.US_ASCII));
            out.write(Sample.LARGE.bytes(0, side * side - 1));
        }
        return file;
    }

    private static void toTiff(TestBucket bucket, Path image, String target) {
        gdal(bucket, "gdal_translate", "-q", "-of", "GTiff", "-co", "TILED=YES", image.toString(), target);
    }

    /** Uploads an image and says what its bytes are to be. */
    private static String upload(TestBucket bucket, int side, String key) throws IOException {
        Path image = image(bucket, side);
        Path local = bucket.folder().resolve(side + ".tif");
        toTiff(bucket, image, local.toString());
        toTiff(bucket, image, remote(bucket, key));
        return Digests.sha256(local);
    }

    @Proves(Feature.UPLOAD_SMALL)
    void smallRasterArrives(TestBucket bucket) throws IOException {
        String digest = upload(bucket, SMALL_SIDE, "a/folder/small.tif");
        assertThat(bucket.storedSha256("a/folder/small.tif")).isEqualTo(digest);
    }

    @Proves(Feature.UPLOAD_MULTIPART)
    void largeRasterArrivesInParts(TestBucket bucket) throws IOException {
        String digest = upload(bucket, LARGE_SIDE, "large.tif");
        assertThat(bucket.storedSha256("large.tif")).isEqualTo(digest);
        assertThat(bucket.head("large.tif").eTag()).contains("-");
    }

    @Proves(Feature.READ_WHOLE)
    void rasterIsReadWhole(TestBucket bucket) throws IOException {
        for (int side : new int[] {SMALL_SIDE, LARGE_SIDE}) {
            upload(bucket, side, side + ".tif");
            Path back = bucket.folder().resolve("back.pgm");
            gdal(bucket, "gdal_translate", "-q", "-of", "PNM", remote(bucket, side + ".tif"), back.toString());
            assertThat(Digests.sha256(back)).isEqualTo(Digests.sha256(image(bucket, side)));
        }
    }

    @Proves(Feature.READ_RANGE)
    void windowOfARasterIsRead(TestBucket bucket) throws IOException {
        upload(bucket, LARGE_SIDE, "large.tif");
        Path local = bucket.folder().resolve("local.pgm");
        Path back = bucket.folder().resolve("back.pgm");
        cut(bucket, bucket.folder().resolve(LARGE_SIDE + ".tif").toString(), local);
        cut(bucket, remote(bucket, "large.tif"), back);
        assertThat(Digests.sha256(back)).isEqualTo(Digests.sha256(local));
    }

    private static void cut(TestBucket bucket, String source, Path target) {
        gdal(
                bucket,
                "gdal_translate",
                "-q",
                "-of",
                "PNM",
                "-srcwin",
                "3000",
                "2500",
                "700",
                "600",
                source,
                target.toString());
    }

    @Proves(Feature.ODD_KEYS)
    void oddKeysGoBothWays(TestBucket bucket) throws IOException {
        List<String> keys = List.of(
                "odd/blank in the name.tif",
                "odd/plus+and&percent%41=equals.tif",
                "odd/käse 日本語/ключ.tif",
                "odd/quote'(1)!~@,;$.tif");
        for (String key : keys) {
            String digest = upload(bucket, SMALL_SIDE, key);
            assertThat(bucket.storedSha256(key)).as(key).isEqualTo(digest);
            assertThat(gdal(bucket, "gdalinfo", remote(bucket, key))).contains("Size is 300, 300");
        }
        assertThat(bucket.keys()).containsExactlyInAnyOrderElementsOf(keys);
    }

    /** To rename is to copy within the service, and to delete. */
    @Proves(Feature.COPY)
    void renamedRasterKeepsItsBytes(TestBucket bucket) throws IOException {
        String digest = upload(bucket, SMALL_SIDE, "before it.tif");
        gdal(bucket, "gdalmanage", "rename", remote(bucket, "before it.tif"), remote(bucket, "after+it.tif"));
        assertThat(bucket.keys()).containsExactly("after+it.tif");
        assertThat(bucket.storedSha256("after+it.tif")).isEqualTo(digest);
    }

    @Proves(Feature.DELETE_ONE)
    void oneRasterIsDeleted(TestBucket bucket) throws IOException {
        upload(bucket, SMALL_SIDE, "leave.tif");
        upload(bucket, SMALL_SIDE, "take this.tif");
        gdal(bucket, "gdalmanage", "delete", remote(bucket, "take this.tif"));
        assertThat(bucket.keys()).containsExactly("leave.tif");
    }

    @Override
    public List<String> list(TestBucket bucket, String prefix) {
        return call(bucket, "list", remote(bucket, prefix))
                .lines()
                .map(prefix::concat)
                .toList();
    }

    @Override
    public void deleteAll(TestBucket bucket, List<String> keys) {
        assertThat(call(bucket, "delete-all", remote(bucket, "take"))).isEqualTo("0\n");
    }

    @Override
    public String presign(TestBucket bucket, String key) {
        return call(bucket, "presign", remote(bucket, key)).strip();
    }
}
