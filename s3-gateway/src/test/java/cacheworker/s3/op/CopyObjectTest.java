package cacheworker.s3.op;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.s3.op.OpFixture.Answer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CopyObjectTest {
    @TempDir
    private Path directory;

    private OpFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new OpFixture(directory);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private Answer copy(String from, String to, String... headers) {
        String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "x-amz-copy-source";
        all[headers.length + 1] = from;
        return fixture.answer(Requests.of("PUT", to, all), OpFixture.pieces(new byte[0]));
    }

    @Test
    void bytesAndMetadataAreCopied() {
        String etag = fixture.put("a b", "content", "Content-Type", "text/x", "x-amz-meta-m", "1")
                .header("ETag");
        Answer copied = copy("/b/a%20b", "/b/dir/copy", "x-amz-meta-m", "ignored");
        assertThat(copied.status()).as(copied.text()).isEqualTo(200);
        assertThat(copied.text()).contains("<CopyObjectResult").contains(etag.replace("\"", ""));
        Answer read = fixture.get("/b/dir/copy");
        assertThat(read.text()).isEqualTo("content");
        assertThat(read.header("content-type")).isEqualTo("text/x");
        assertThat(read.header("x-amz-meta-m")).isEqualTo("1");
        assertThat(read.header("ETag")).isEqualTo(etag);
    }

    @Test
    void replaceTakesTheMetadataOfTheRequest() {
        fixture.put("a", "content", "Content-Type", "text/x", "x-amz-meta-m", "1");
        Answer itself = copy("b/a", "/b/a");
        assertThat(itself.error()).isEqualTo("InvalidRequest");
        assertThat(copy("b/a", "/b/a", "x-amz-metadata-directive", "REPLACE", "x-amz-meta-n", "2")
                        .status())
                .isEqualTo(200);
        Answer read = fixture.get("/b/a");
        assertThat(read.text()).isEqualTo("content");
        assertThat(read.header("x-amz-meta-n")).isEqualTo("2");
        assertThat(read.header("x-amz-meta-m")).isNull();
        assertThat(read.header("content-type")).isEqualTo("binary/octet-stream");
        assertThat(copy("b/a", "/b/c", "x-amz-metadata-directive", "MAYBE").error())
                .isEqualTo("InvalidArgument");
    }

    @Test
    void conditionsOnTheSourceFailWith412() {
        String etag = fixture.put("a", "content").header("ETag");
        assertThat(copy("b/a", "/b/c", "x-amz-copy-source-if-match", etag).status())
                .isEqualTo(200);
        assertThat(copy("b/a", "/b/c", "x-amz-copy-source-if-match", "x").status())
                .isEqualTo(412);
        Answer same = copy("b/a", "/b/c", "x-amz-copy-source-if-none-match", etag);
        assertThat(same.status()).isEqualTo(412);
        assertThat(same.text()).containsIgnoringCase("Condition=x-amz-copy-source-If-None-Match");
    }

    @Test
    void whatIsMissingIsNamedAsTheSource() {
        fixture.put("a", "content");
        Answer key = copy("b/none", "/b/c");
        assertThat(key.error()).isEqualTo("NoSuchKey");
        assertThat(key.text()).contains("Key=none");
        Answer bucket = copy("none/a", "/b/c");
        assertThat(bucket.error()).isEqualTo("NoSuchBucket");
        assertThat(bucket.text()).contains("BucketName=none");
        assertThat(copy("nonsense", "/b/c").error()).isEqualTo("InvalidArgument");
        assertThat(copy("b/a", "/none/c").error()).isEqualTo("NoSuchBucket");
        assertThat(copy("b/../../etc/passwd", "/b/c").status()).isEqualTo(400);
        assertThat(copy("b/a", "/b/folder/").error()).isEqualTo("InvalidRequest");
    }

    @Test
    void aFolderCanBeCopied() {
        fixture.put("from/", "");
        assertThat(copy("b/from/", "/b/to/").status()).isEqualTo(200);
        assertThat(fixture.head("/b/to/").status()).isEqualTo(200);
    }

    @Test
    void conditionsOnTheTargetFailWith412() {
        String etag = fixture.put("a", "content").header("ETag");
        assertThat(copy("b/a", "/b/c", "If-Match", etag).error()).isEqualTo("NoSuchKey");
        assertThat(copy("b/a", "/b/c", "If-None-Match", "*").status()).isEqualTo(200);
        Answer there = copy("b/a", "/b/c", "If-None-Match", "*");
        assertThat(there.error()).isEqualTo("PreconditionFailed");
        assertThat(there.text()).contains("Condition=If-None-Match");
        fixture.put("c", "other");
        assertThat(copy("b/a", "/b/c", "If-Match", etag).status()).isEqualTo(412);
        assertThat(fixture.get("/b/c").text()).isEqualTo("other");
        assertThat(copy("b/a", "/b/c", "If-Match", "*").status()).isEqualTo(200);
        assertThat(fixture.get("/b/c").text()).isEqualTo("content");
    }

    @Test
    void tagsAreCopiedUnlessTheyAreReplaced() {
        fixture.put("a", "content", "x-amz-tagging", "k=v", "x-amz-meta-m", "1");
        copy("b/a", "/b/same", "x-amz-tagging", "ignored=1");
        assertThat(tags("same")).contains("<Key>k</Key><Value>v</Value>").doesNotContain("ignored");
        copy("b/a", "/b/metadata", "x-amz-metadata-directive", "REPLACE", "x-amz-tagging-directive", "COPY");
        assertThat(tags("metadata")).contains("<Key>k</Key><Value>v</Value>");
        copy("b/a", "/b/tags", "x-amz-tagging-directive", "REPLACE", "x-amz-tagging", "new=1");
        assertThat(tags("tags")).contains("<Key>new</Key><Value>1</Value>").doesNotContain("<Key>k</Key>");
        assertThat(fixture.get("/b/tags").header("x-amz-meta-m")).isEqualTo("1");
        copy("b/a", "/b/none", "x-amz-tagging-directive", "REPLACE");
        assertThat(tags("none")).contains("<TagSet></TagSet>");
        assertThat(copy("b/a", "/b/c", "x-amz-tagging-directive", "MAYBE").error())
                .isEqualTo("InvalidArgument");
        assertThat(copy("b/a", "/b/a", "x-amz-tagging-directive", "REPLACE").status())
                .isEqualTo(200);
        assertThat(tags("a")).contains("<TagSet></TagSet>");
    }

    @Test
    void aCopyOfAFolderHasItsTags() {
        fixture.put("from/", "", "x-amz-tagging", "k=v");
        copy("b/from/", "/b/to/");
        assertThat(tags("to/")).contains("<Key>k</Key>");
    }

    private String tags(String key) {
        return fixture.get("/b/" + key + "?tagging").text();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-amz-storage-class", "x-amz-server-side-encryption"})
    void aCopyOntoItselfMayChangeWhatMeansNothingHere(String header) {
        fixture.put("a", "content", "x-amz-meta-m", "1");
        String value = header.endsWith("class") ? "STANDARD_IA" : "AES256";

        assertThat(copy("b/a", "/b/a", header, value).status()).isEqualTo(200);

        Answer read = fixture.get("/b/a");
        assertThat(read.text()).isEqualTo("content");
        assertThat(read.header("x-amz-meta-m")).isEqualTo("1");
    }

    @Test
    void theCopyGetsTheChecksumThatIsAskedFor() {
        fixture.put("a", "123456789");
        Answer copied = copy("b/a", "/b/c", "x-amz-checksum-algorithm", "CRC32C");

        assertThat(copied.text())
                .contains("<ChecksumCRC32C>4waSgw==</ChecksumCRC32C>", "<ChecksumType>FULL_OBJECT</ChecksumType>");
        Answer head = fixture.answer(
                Requests.of("HEAD", "/b/c", "x-amz-checksum-mode", "ENABLED"), OpFixture.pieces(new byte[0]));
        assertThat(head.header("x-amz-checksum-crc32c")).isEqualTo("4waSgw==");
        assertThat(copy("b/a", "/b/c", "x-amz-checksum-algorithm", "MD5").error())
                .isEqualTo("InvalidArgument");
    }

    @Test
    void aCopyOntoItselfMayGiveItAnotherChecksum() {
        fixture.put("a", "123456789", "x-amz-meta-m", "1");
        assertThat(copy("b/a", "/b/a", "x-amz-checksum-algorithm", "SHA1").text())
                .contains("<ChecksumSHA1>");
        assertThat(fixture.get("/b/a").text()).isEqualTo("123456789");
        assertThat(fixture.get("/b/a").header("x-amz-meta-m")).isEqualTo("1");
    }
}
