package cacheworker.it.clients;

import cacheworker.it.clients.matrix.ClientMatrix;
import cacheworker.it.clients.matrix.Sample;
import java.net.URI;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/** The AWS SDK for Java over the C library that Mountpoint and the PyTorch connector have too. */
@ClientMatrix("AWS SDK for Java, CRT")
class JavaSdkCrtIT extends JavaSdkAsync {
    @Override
    S3AsyncClient client(URI endpoint) {
        return S3AsyncClient.crtBuilder()
                .endpointOverride(endpoint)
                .region(JavaSdk.REGION)
                .forcePathStyle(true)
                .credentialsProvider(JavaSdk.CREDENTIALS)
                .build();
    }

    /** With If-Match it cannot cut: it would send that with the start of the upload too, where S3 refuses it. */
    @Override
    public Sample replacement() {
        return Sample.EMPTY;
    }
}
