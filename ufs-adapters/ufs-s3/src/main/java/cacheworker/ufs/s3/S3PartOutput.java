package cacheworker.ufs.s3;

import cacheworker.core.ufs.UfsChecksum;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsPart;
import cacheworker.core.ufs.UfsPartOutput;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** A part that goes out as one request. */
final class S3PartOutput implements UfsPartOutput {
    private final String key;
    private final int number;
    private final long length;
    private final BodyOutput<UploadPartResponse> body;
    private final Published published;

    S3PartOutput(String key, int number, long length, BodyOutput<UploadPartResponse> body, Published published) {
        this.key = key;
        this.number = number;
        this.length = length;
        this.body = body;
        this.published = published;
    }

    @Override
    public void write(ByteBuffer bytes) throws UfsException {
        body.write(bytes);
    }

    @Override
    public UfsPart commit(String etag, @Nullable UfsChecksum checksum) throws UfsException {
        return published.part(key, number, length, body.commit());
    }

    @Override
    public void close() {
        body.close();
    }
}
