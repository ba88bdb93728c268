package cacheworker.core.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ObjectIdTest {
    @Test
    void sameVersionOfSameObjectHasTheSameIdEverywhere() {
        assertThat(ObjectId.of("s3://b/", "k", "v1")).isEqualTo(ObjectId.of("s3://b/", "k", "v1"));
    }

    @Test
    void anotherVersionPathOrUfsHasAnotherId() {
        ObjectId id = ObjectId.of("s3://b/", "k", "v1");
        assertThat(ObjectId.of("s3://b/", "k", "v2")).isNotEqualTo(id);
        assertThat(ObjectId.of("s3://b/", "kv", "1")).isNotEqualTo(id);
        assertThat(ObjectId.of("s3://b/k", "", "v1")).isNotEqualTo(id);
    }
}
