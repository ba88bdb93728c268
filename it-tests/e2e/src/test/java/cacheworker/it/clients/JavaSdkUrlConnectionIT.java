package cacheworker.it.clients;

import cacheworker.it.clients.matrix.ClientMatrix;
import cacheworker.it.clients.matrix.Feature;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** The AWS SDK for Java over the connections of the JDK. */
@ClientMatrix(value = "AWS SDK for Java, URL connection", without = Feature.UPLOAD_MULTIPART)
class JavaSdkUrlConnectionIT extends JavaSdkBlocking {
    @Override
    SdkHttpClient.Builder<?> http() {
        return UrlConnectionHttpClient.builder();
    }
}
