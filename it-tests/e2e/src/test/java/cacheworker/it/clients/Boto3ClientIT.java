package cacheworker.it.clients;

import cacheworker.it.clients.matrix.ClientMatrix;
import cacheworker.it.clients.matrix.CommandLine;
import cacheworker.it.clients.matrix.ReadsOnCondition;
import cacheworker.it.clients.matrix.ScriptedClient;
import cacheworker.it.clients.matrix.SendsChecksums;
import cacheworker.it.clients.matrix.TestBucket;
import cacheworker.it.clients.matrix.UploadsWithTags;
import cacheworker.it.env.Project;
import java.nio.file.Path;

/** boto3 as the system's package has it: client calls, and its transfer functions for files. */
@ClientMatrix("boto3")
class Boto3ClientIT extends ScriptedClient implements UploadsWithTags, SendsChecksums, ReadsOnCondition {
    @Override
    protected CommandLine script() {
        Path script = Project.root().resolve("it-tests/e2e/src/test/resources/clients/boto3_verbs.py");
        return new CommandLine("/usr/bin/python3", script.toString());
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
