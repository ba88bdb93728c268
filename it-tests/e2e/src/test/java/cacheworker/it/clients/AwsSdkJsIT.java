package cacheworker.it.clients;

import cacheworker.it.clients.matrix.ClientMatrix;
import cacheworker.it.clients.matrix.CommandLine;
import cacheworker.it.clients.matrix.ReadsOnCondition;
import cacheworker.it.clients.matrix.ScriptedClient;
import cacheworker.it.clients.matrix.SendsChecksums;
import cacheworker.it.clients.matrix.TestBucket;
import cacheworker.it.env.NodeModules;
import java.nio.file.Path;

/** The AWS SDK for JavaScript: its client, its upload manager, its presigner. */
@ClientMatrix("AWS SDK for JavaScript")
class AwsSdkJsIT extends ScriptedClient implements SendsChecksums, ReadsOnCondition {
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

    @Override
    public boolean readIfChanged(TestBucket bucket, String key, String etag) {
        return run(bucket, "read-if-changed", key, etag).strip().equals("changed");
    }
}
