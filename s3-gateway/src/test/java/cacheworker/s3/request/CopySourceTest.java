package cacheworker.s3.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cacheworker.core.base.ObjectKey;
import cacheworker.s3.request.MalformedRequestException.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CopySourceTest {
    @ParameterizedTest
    @CsvSource({
        "bkt/a/b.txt, bkt, a/b.txt",
        "/bkt/a, bkt, a",
        "bkt/a%20b%2Bc+d, bkt, a b+c+d",
        "/bkt/%2Fx, bkt, /x",
        "bkt//x, bkt, /x",
        "bkt/dir/, bkt, dir/",
        "bkt/a?versionId=null, bkt, a",
        "bkt/a%3FversionId=1, bkt, a?versionId=1",
        "bkt%2Fa, bkt, a",
    })
    void namesAnObject(String value, String bucket, String key) throws Exception {
        assertThat(CopySource.parse(value)).isEqualTo(new ObjectKey(bucket, key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "bkt", "bkt/", "/bkt/", "//key", "bkt/%zz", "bkt/%FF", "bkt/%00"})
    void anythingElseIsAnInvalidArgument(String value) {
        MalformedRequestException refusal =
                catchThrowableOfType(MalformedRequestException.class, () -> CopySource.parse(value));
        assertThat(refusal.fault()).isEqualTo(Fault.INVALID_ARGUMENT);
        assertThat(refusal.details())
                .containsEntry("ArgumentName", "x-amz-copy-source")
                .containsEntry("ArgumentValue", value);
    }

    @Test
    void aVersionIsNotImplemented() {
        MalformedRequestException refusal = catchThrowableOfType(
                MalformedRequestException.class, () -> CopySource.parse("bkt/a?versionId=3sL4kqtJlcpXroDTDm"));
        assertThat(refusal.fault()).isEqualTo(Fault.NOT_IMPLEMENTED);
    }
}
