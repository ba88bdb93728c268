package cacheworker.ufs.s3;

import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UnderFileSystem;
import cacheworker.ufs.contract.UfsMultipartContract;
import cacheworker.ufs.contract.UnderFileSystemContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class S3ProxyContractTest extends UnderFileSystemContract implements UfsMultipartContract {
    private static S3ProxyServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new S3ProxyServer();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Override
    protected UnderFileSystem openEmpty() throws UfsException {
        return server.open("s3://" + server.newBucket());
    }
}
