package cacheworker.it.clients;

import cacheworker.it.clients.matrix.ClientMatrix;
import cacheworker.it.clients.matrix.CommandLine;
import cacheworker.it.clients.matrix.Feature;
import cacheworker.it.clients.matrix.ScriptedClient;
import cacheworker.it.clients.matrix.TestBucket;
import cacheworker.it.env.NodeModules;
import java.nio.file.Path;

/** minio-js, with files and streams. */
@ClientMatrix(
        value = "minio-js",
        without = {Feature.UPLOAD_TAGS, Feature.CHECKSUMMED_UPLOAD, Feature.CONDITIONAL_READ})
class MinioJsIT extends ScriptedClient {
    @Override
    protected CommandLine script() {
        return new CommandLine("node", NodeModules.script("minio-verbs.js").toString());
    }

    @Override
    public void uploadInParts(TestBucket bucket, Path file, String key) {
        run(bucket, "upload-parts", file.toString(), key);
    }
}
