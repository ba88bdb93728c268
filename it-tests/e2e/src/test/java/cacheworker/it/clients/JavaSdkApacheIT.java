package cacheworker.it.clients;

import cacheworker.it.clients.matrix.ClientMatrix;
import cacheworker.it.clients.matrix.Feature;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/** The AWS SDK for Java over Apache HttpClient. */
@ClientMatrix(value = "AWS SDK for Java, Apache", without = Feature.UPLOAD_MULTIPART)
class JavaSdkApacheIT extends JavaSdkBlocking {
    @Override
    SdkHttpClient.Builder<?> http() {
        return Apache5HttpClient.builder();
    }
}
