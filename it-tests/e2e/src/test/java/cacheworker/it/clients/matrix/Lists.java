package cacheworker.it.clients.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;

/** A client that lists. */
public interface Lists {
    /** All keys that begin with a prefix, which ends with a slash; those of folders may be left out. */
    List<String> list(TestBucket bucket, String prefix) throws IOException;

    @Proves(Feature.LIST_PAGES)
    default void allPagesAreListed(TestBucket bucket) throws IOException {
        assertThat(list(bucket.ofManyKeys(), "many/").stream().filter(key -> !key.endsWith("/")))
                .containsExactlyElementsOf(TestBucket.MANY_KEYS);
    }
}
