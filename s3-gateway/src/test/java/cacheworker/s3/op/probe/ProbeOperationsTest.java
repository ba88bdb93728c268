package cacheworker.s3.op.probe;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.s3.op.OpFixture;
import cacheworker.s3.op.OpFixture.Answer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeOperationsTest {
    private OpFixture fixture;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        fixture = new OpFixture(directory);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "location; <LocationConstraint xmlns=",
                "versioning; <VersioningConfiguration xmlns=",
                "requestPayment; <Payer>BucketOwner</Payer>",
                "acl; <Permission>FULL_CONTROL</Permission>"
            })
    void whatEveryBucketHasIsTold(String question, String answer) {
        Answer told = fixture.get("/b?" + question);
        assertThat(told.status()).isEqualTo(200);
        assertThat(told.text()).startsWith("<?xml version=").contains(answer);
        assertThat(fixture.get("/none?" + question).error()).isEqualTo("NoSuchBucket");
    }

    @ParameterizedTest
    @CsvSource({
        "policy,NoSuchBucketPolicy",
        "policyStatus,NoSuchBucketPolicy",
        "cors,NoSuchCORSConfiguration",
        "lifecycle,NoSuchLifecycleConfiguration",
        "website,NoSuchWebsiteConfiguration",
        "encryption,ServerSideEncryptionConfigurationNotFoundError",
        "object-lock,ObjectLockConfigurationNotFoundError",
        "publicAccessBlock,NoSuchPublicAccessBlockConfiguration",
        "ownershipControls,OwnershipControlsNotFoundError",
        "replication,ReplicationConfigurationNotFoundError"
    })
    void whatNoBucketHasIsMissingUnderItsOwnName(String question, String code) {
        Answer told = fixture.get("/b?" + question);
        assertThat(told.status()).isEqualTo(404);
        assertThat(told.error()).isEqualTo(code);
        assertThat(fixture.get("/none?" + question).error()).isEqualTo("NoSuchBucket");
        assertThat(fixture.answer("PUT", "/b?" + question, new byte[0]).error()).isEqualTo("NotImplemented");
    }

    @Test
    void theAclOfAnObjectNeedsTheObject() {
        fixture.put("o", "x");
        assertThat(fixture.get("/b/o?acl").text())
                .contains(
                        "<AccessControlPolicy xmlns=", "<Owner><ID>id</ID>", "xsi:type=\"CanonicalUser\"><ID>id</ID>");
        assertThat(fixture.get("/b/none?acl").error()).isEqualTo("NoSuchKey");
        assertThat(fixture.answer("PUT", "/b/o?acl", "replaces".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                        .error())
                .isEqualTo("NotImplemented");
        assertThat(fixture.get("/b/o").text()).isEqualTo("x");
    }
}
