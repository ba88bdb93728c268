package cacheworker.ufs.s3;

import cacheworker.core.ufs.UfsChecksum;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsPart;
import cacheworker.core.ufs.UfsPartOutput;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** A part that goes out as one request. */
final class S3PartOutput implements UfsPartOutput {
    /** Makes the part of the service's answer. */
    interface Stored {
        UfsPart part(UploadPartResponse answer) throws UfsException;
    }

    private final Stored stored;
    private final BodyOutput<UploadPartResponse> body;
    private final Consumer<UfsPart> told;

    /** @param told of the part when it is stored */
    S3PartOutput(Stored stored, BodyOutput<UploadPartResponse> body, Consumer<UfsPart> told) {
        this.stored = stored;
        this.body = body;
        this.told = told;
    }

    @Override
    public void write(ByteBuffer bytes) throws UfsException {
        body.write(bytes);
    }

    @Override
    public UfsPart commit(String etag, @Nullable UfsChecksum checksum) throws UfsException {
        UfsPart answered = stored.part(body.commit());
        UfsPart part = checksum == null ? answered : answered.withChecksum(checksum);
        told.accept(part);
        return part;
    }

    @Override
    public void close() {
        body.close();
    }
}
