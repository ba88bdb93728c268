package cacheworker.s3.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cacheworker.core.mount.Mount;
import cacheworker.core.mount.Namespace;
import cacheworker.core.ufs.MemoryUfs;
import cacheworker.s3.error.S3ErrorCode;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.request.TagRules;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTagsTest {
    private final Namespace namespace = new Namespace(
            List.of(
                    new Mount("bk/deep/in", "memory:tags", false, new MemoryUfs()),
                    new Mount("off", "memory:none", false, new MemoryUfs(Set.of()))),
            false,
            0);
    private final RequestTags tags = new RequestTags(namespace, new TagRules(true));

    private S3Exception refusal(String target) {
        return catchThrowableOfType(S3Exception.class, () -> tags.require(Requests.of("PUT", target)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bk?tagging", "/bk/deep/?tagging", "/bk/other?tagging"})
    void whereNoStorageIsNoSettingHelps(String target) {
        S3Exception refusal = refusal(target);
        assertThat(refusal.code()).isEqualTo(S3ErrorCode.NOT_IMPLEMENTED);
        assertThat(refusal).hasMessageContaining("no storage").hasMessageNotContaining("=true");
    }

    @Test
    void aMountWithoutTagsNamesTheSetting() {
        assertThat(refusal("/off/key?tagging")).hasMessageContaining("alluxio.underfs.xattr.change.enabled=true");
    }

    @Test
    void whatIsInAMountWithTagsCanHaveThem() throws Exception {
        tags.require(Requests.of("PUT", "/bk/deep/in/key?tagging"));
    }
}
