package cacheworker.it.clients.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A client that gives an object its tags as it uploads it. */
public interface UploadsWithTags {
    /** Uploads a file with tags. */
    void uploadWithTags(TestBucket bucket, Path file, String key, Map<String, String> tags) throws IOException;

    @Proves(Feature.UPLOAD_TAGS)
    default void objectHasTheTagsOfItsUpload(TestBucket plain) throws IOException {
        TestBucket bucket = plain.withTags();
        Map<String, String> tags = Map.of("project", "deep blue", "run/id", "1+1=2 @ 5:00", "käse", "");
        for (Sample sample : List.of(Sample.SMALL, Sample.LARGE)) {
            String key = "uploaded with tags " + sample.size();
            bucket.put(key, Sample.EMPTY);
            uploadWithTags(bucket, bucket.file("upload.bin", sample), key, tags);
            assertThat(bucket.storedTags(key)).isEqualTo(tags);
            assertThat(bucket.storedSha256(key)).isEqualTo(sample.sha256());
        }
    }
}
