package cacheworker.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.it.clients.matrix.ClientMatrix;
import cacheworker.it.clients.matrix.CommandLine;
import cacheworker.it.clients.matrix.Feature;
import cacheworker.it.clients.matrix.Proves;
import cacheworker.it.clients.matrix.ReadsOnCondition;
import cacheworker.it.clients.matrix.Sample;
import cacheworker.it.clients.matrix.ScriptedClient;
import cacheworker.it.clients.matrix.SendsChecksums;
import cacheworker.it.clients.matrix.TestBucket;
import cacheworker.it.clients.matrix.UploadsWithTags;
import cacheworker.it.env.NodeModules;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

/** The AWS SDK for JavaScript: its client, its upload manager, its presigner. */
@ClientMatrix("AWS SDK for JavaScript")
class AwsSdkJsIT extends ScriptedClient implements UploadsWithTags, SendsChecksums, ReadsOnCondition {
    @Override
    protected CommandLine script() {
        return new CommandLine("node", NodeModules.script("aws-sdk-verbs.js").toString());
    }

    @Override
    public void uploadInParts(TestBucket bucket, Path file, String key) {
        run(bucket, "upload-parts", file.toString(), key);
    }

    @Override
    public boolean uploadWithSha256(TestBucket bucket, Path file, String key, String sha256) {
        return run(bucket, "upload-checked", file.toString(), key, sha256)
                .strip()
                .equals("taken");
    }

    @Proves(Feature.PRESIGNED_URL)
    void presignedCopyCopies(TestBucket bucket) throws Exception {
        bucket.put("source + ü", Sample.SMALL);
        bucket.put("target", Sample.LARGE);
        String url = run(bucket, "presign-copy", "source + ü", "target").strip();
        assertThat(url).contains("x-amz-copy-source=");
        HttpResponse<String> copied = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url))
                                .PUT(BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString());
        assertThat(copied.body()).contains("<CopyObjectResult").contains(Sample.SMALL.md5());
        assertThat(bucket.head("target").contentLength()).isEqualTo(Sample.SMALL.size());
    }

    @Override
    public boolean readIfChanged(TestBucket bucket, String key, String etag) {
        return run(bucket, "read-if-changed", key, etag).strip().equals("changed");
    }
}
