package cacheworker.it.clients;

import cacheworker.it.clients.matrix.ClientMatrix;
import java.net.URI;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/** The asynchronous AWS SDK for Java over Netty, with its parts switched on. */
@ClientMatrix("AWS SDK for Java, Netty")
class JavaSdkNettyIT extends JavaSdkAsync {
    @Override
    S3AsyncClient client(URI endpoint) {
        return S3AsyncClient.builder()
                .endpointOverride(endpoint)
                .region(JavaSdk.REGION)
                .forcePathStyle(true)
                .credentialsProvider(JavaSdk.CREDENTIALS)
                .httpClientBuilder(NettyNioAsyncHttpClient.builder())
                .multipartEnabled(true)
                .build();
    }
}
