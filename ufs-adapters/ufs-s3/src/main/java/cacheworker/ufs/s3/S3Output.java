package cacheworker.ufs.s3;

import cacheworker.core.ufs.UfsContent;
import cacheworker.core.ufs.UfsCreateOptions;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsOutput;
import cacheworker.core.ufs.UfsStatus;
import java.nio.ByteBuffer;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** An object that goes out as one PUT. */
final class S3Output implements UfsOutput {
    private final String path;
    private final String key;
    private final UfsCreateOptions options;
    private final BodyOutput<PutObjectResponse> body;
    private final Published published;

    S3Output(
            String path,
            String key,
            UfsCreateOptions options,
            BodyOutput<PutObjectResponse> body,
            Published published) {
        this.path = path;
        this.key = key;
        this.options = options;
        this.body = body;
        this.published = published;
    }

    @Override
    public void write(ByteBuffer bytes) throws UfsException {
        body.write(bytes);
    }

    @Override
    public UfsStatus commit(UfsContent content) throws UfsException {
        return published.status(path, key, options, body.commit());
    }

    @Override
    public void close() {
        body.close();
    }
}
