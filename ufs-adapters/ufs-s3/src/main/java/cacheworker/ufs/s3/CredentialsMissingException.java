package cacheworker.ufs.s3;

import software.amazon.awssdk.core.exception.SdkClientException;

/** The SDK found no credentials in any of the places where it looks. */
final class CredentialsMissingException extends SdkClientException {
    private static final long serialVersionUID = 1L;

    CredentialsMissingException(SdkClientException cause) {
        super(SdkClientException.builder()
                .message("no credentials: set s3a.accessKeyId and s3a.secretKey, or give them to the AWS SDK")
                .cause(cause));
    }
}
