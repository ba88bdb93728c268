package cacheworker.s3.op;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.s3.op.OpFixture.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GetObjectAttributesTest {
    private static final String HEADER = "x-amz-object-attributes";

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

    @Test
    void onlyWhatIsAskedForIsAnswered() {
        fixture.put("o", "123456789");
        Answer all = fixture.get("/b/o?attributes", HEADER, "ETag, Checksum,ObjectParts,StorageClass,ObjectSize");
        assertThat(all.status()).isEqualTo(200);
        assertThat(all.header("Last-Modified")).endsWith(" GMT");
        assertThat(all.text())
                .contains(
                        "<GetObjectAttributesResponse xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">",
                        "<ETag>25f9e794323b453885f5181f1b624d0b</ETag>",
                        "<Checksum><ChecksumCRC64NVME>rosUhgp5mIg=</ChecksumCRC64NVME>"
                                + "<ChecksumType>FULL_OBJECT</ChecksumType></Checksum>",
                        "<StorageClass>STANDARD</StorageClass>",
                        "<ObjectSize>9</ObjectSize>")
                .doesNotContain("ObjectParts");
        assertThat(fixture.get("/b/o?attributes", HEADER, "ObjectSize").text()).doesNotContain("ETag");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "Etag", "ETag,Owner"})
    void anythingElseIsNoAttribute(String attributes) {
        fixture.put("o", "x");
        assertThat(fixture.get("/b/o?attributes", HEADER, attributes).error()).isEqualTo("InvalidArgument");
        assertThat(fixture.get("/b/o?attributes").error()).isEqualTo("InvalidArgument");
    }

    @Test
    void aMissingObjectHasNone() {
        assertThat(fixture.get("/b/none?attributes", HEADER, "ETag").error()).isEqualTo("NoSuchKey");
        assertThat(fixture.answer("PUT", "/b/o?attributes", new byte[0]).error())
                .isEqualTo("NotImplemented");
    }

    @Test
    void checksumsAreShownWhenAskedForAndAllBytesAreAnswered() {
        fixture.put("o", "123456789", "x-amz-checksum-sha1", "98O8HYCOBHMq32eZZczDTKeuNEE=");
        assertThat(fixture.get("/b/o").header("x-amz-checksum-sha1")).isNull();
        String[] whole = {"x-amz-checksum-mode", "ENABLED"};
        Answer get = fixture.get("/b/o", whole);
        assertThat(get.header("x-amz-checksum-sha1")).isEqualTo("98O8HYCOBHMq32eZZczDTKeuNEE=");
        assertThat(get.header("x-amz-checksum-type")).isEqualTo("FULL_OBJECT");
        assertThat(fixture.head("/b/o", whole).header("x-amz-checksum-sha1")).isNotNull();
        assertThat(fixture.get("/b/o", "x-amz-checksum-mode", "ENABLED", "Range", "bytes=0-100")
                        .header("x-amz-checksum-sha1"))
                .isNotNull();
        assertThat(fixture.get("/b/o", "x-amz-checksum-mode", "ENABLED", "Range", "bytes=0-7")
                        .header("x-amz-checksum-sha1"))
                .isNull();
        fixture.put("copy", "", "x-amz-copy-source", "/b/o");
        assertThat(fixture.head("/b/copy", whole).header("x-amz-checksum-sha1")).isNotNull();
    }

    @Test
    void whatWasWrittenPastTheGatewayHasNoChecksum() throws IOException {
        Files.writeString(fixture.root.resolve("b/outside"), "123456789");
        Answer get = fixture.get("/b/outside", "x-amz-checksum-mode", "ENABLED");
        assertThat(get.headers().keySet()).noneMatch(name -> name.startsWith("x-amz-checksum"));
        assertThat(fixture.get("/b/outside?attributes", HEADER, "Checksum,ObjectSize")
                        .text())
                .contains("<ObjectSize>9")
                .doesNotContain("Checksum");
    }
}
