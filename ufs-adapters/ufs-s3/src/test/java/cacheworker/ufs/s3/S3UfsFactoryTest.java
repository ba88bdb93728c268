package cacheworker.ufs.s3;

import static cacheworker.ufs.contract.UfsCalls.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsFactory;
import cacheworker.core.ufs.UfsOptions;
import cacheworker.core.ufs.UfsUpload;
import cacheworker.core.ufs.UnderFileSystem;
import cacheworker.ufs.contract.UfsCalls;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3UfsFactoryTest {
    private static UnderFileSystem open(String root, Map<String, String> options) throws UfsException {
        return new S3UfsFactory().open(URI.create(root), new UfsOptions(0, options));
    }

    private static S3Settings settings(Map<String, String> options) throws UfsException {
        return S3Settings.of(new UfsOptions(0, options));
    }

    @Test
    void theSchemesAreFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(UfsFactory.class))
                .hasOnlyElementsOfType(S3UfsFactory.class)
                .first()
                .extracting(UfsFactory::schemes)
                .asInstanceOf(InstanceOfAssertFactories.ITERABLE)
                .containsExactlyInAnyOrder("s3", "s3a", "s3n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://bucket", "s3a://bucket/", "s3n://bucket/some/prefix", "s3://under_score/x"})
    void openingAsksNobody(String root) throws Exception {
        open(root, Map.of()).close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"s3:///x", "s3://key:secret@bucket", "s3://b:9000/x", "s3://b/x?y", "s3://b/x#y", "s3://b/../x"})
    void rootsThatNameNoBucketAreRefused(String root) {
        assertFails(Kind.BAD_NAME, () -> open(root, Map.of()));
    }

    @Test
    void aPrefixKeepsToItself() throws Exception {
        S3ProxyServer server = new S3ProxyServer();
        String bucket = server.newBucket();
        server.store(bucket, "prefix/inside", new byte[1]);
        server.store(bucket, "prefix-outside", new byte[1]);
        server.store(bucket, "outside", new byte[1]);
        try (UnderFileSystem ufs = server.open("s3a://" + bucket + "/prefix")) {
            new UfsCalls(ufs).put("written", "x");

            assertThat(new UfsCalls(ufs).names("")).containsExactly("inside", "written");
            assertThat(server.client()
                            .headObject(request -> request.bucket(bucket).key("prefix/written"))
                            .contentLength())
                    .isEqualTo(1);
        } finally {
            server.close();
        }
    }

    @Test
    void aPrefixKeepsItsUploadsInPartsToItself() throws Exception {
        S3ProxyServer server = new S3ProxyServer();
        String bucket = server.newBucket();
        server.client().createMultipartUpload(request -> request.bucket(bucket).key("outside"));
        server.client().createMultipartUpload(request -> request.bucket(bucket).key("prefix/inside"));
        try (UnderFileSystem ufs = server.open("s3a://" + bucket + "/prefix")) {
            String id = ufs.multipart().begin("written", UfsAttributes.NONE);

            List<UfsUpload> all = ufs.multipart().uploads("", "", null, 10);
            assertThat(all).extracting(UfsUpload::path).containsExactly("inside", "written");
            assertThat(ufs.multipart().uploads("", "inside", all.get(0).uploadId(), 10))
                    .extracting(UfsUpload::uploadId)
                    .containsExactly(id);
        } finally {
            server.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "host:9000, false, http://host:9000",
        "host, true, https://host",
        "http://host:1, true, http://host:1",
        "https://[::1]:9000, false, https://[::1]:9000"
    })
    void anEndpointMayLackItsScheme(String endpoint, String https, String expected) throws Exception {
        assertThat(settings(Map.of(
                                "alluxio.underfs.s3.endpoint", endpoint,
                                "alluxio.underfs.s3.secure.http.enabled", https))
                        .endpoint())
                .isEqualTo(URI.create(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://host",
                "http://",
                "http://user:secret@host",
                "http://host?x",
                "http://ho st",
                "http://host#x"
            })
    void anEndpointThatIsNoneIsRefusedWithoutRepeatingIt(String endpoint) {
        assertThatThrownBy(() -> settings(Map.of("alluxio.underfs.s3.endpoint", endpoint)))
                .isInstanceOf(UfsException.class)
                .hasMessageContaining("alluxio.underfs.s3.endpoint")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3a.accessKeyId", "s3a.secretKey"})
    void halfOfTheCredentialsAreRefused(String key) {
        assertFails(Kind.DENIED, () -> settings(Map.of(key, "half")));
    }

    @Test
    void credentialsAndRegionHaveOtherNamesToo() throws Exception {
        S3Settings settings = settings(Map.of(
                "aws.accessKeyId",
                "id",
                "aws.secretKey",
                "hidden",
                "alluxio.underfs.s3.endpoint.region",
                "eu-south-1"));

        assertThat(settings.credentials()).isEqualTo(new S3Settings.Credentials("id", "hidden"));
        assertThat(settings.region()).isEqualTo("eu-south-1");
        assertThat(settings.toString()).doesNotContain("hidden");
    }

    @ParameterizedTest
    @CsvSource({
        "alluxio.underfs.s3.threads.max, 0",
        "alluxio.underfs.s3.socket.timeout, soon",
        "alluxio.underfs.s3.max.error.retry, -1"
    })
    void valuesOutOfRangeAreRefused(String key, String value) {
        assertThatThrownBy(() -> settings(Map.of(key, value)))
                .isInstanceOf(UfsException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(value);
    }
}
