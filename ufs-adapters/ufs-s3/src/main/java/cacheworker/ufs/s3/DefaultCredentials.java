package cacheworker.ufs.s3;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/** The SDK's own chain, with a failure that can be told from a failed call. */
final class DefaultCredentials implements AwsCredentialsProvider, AutoCloseable {
    private final DefaultCredentialsProvider chain =
            DefaultCredentialsProvider.builder().build();

    @Override
    public AwsCredentials resolveCredentials() {
        try {
            return chain.resolveCredentials();
        } catch (SdkClientException e) {
            throw new CredentialsMissingException(e);
        }
    }

    @Override
    public void close() {
        chain.close();
    }
}
