package cacheworker.core.write;

import cacheworker.core.meta.ObjectCatalog;
import cacheworker.core.mount.Location;
import cacheworker.core.ufs.UfsContent;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsOutput;
import cacheworker.core.ufs.UfsStatus;
import java.nio.ByteBuffer;

/** Writes through: the bytes go to the UFS and, on the way, into the page store. */
final class CachingUpload implements ObjectUpload {
    private final Location location;
    private final ObjectCatalog.Write write;
    private final UfsOutput output;
    private final PageKeeper keeper;
    private final WriteMeters meters;
    private boolean closed;

    /**
     * An upload that has begun.
     *
     * @param location where it goes
     * @param write the open write; belongs to the upload
     * @param output where the bytes go; belongs to the upload
     * @param keeper keeps the pages; belongs to the upload
     * @param meters what is counted
     */
    CachingUpload(
            Location location, ObjectCatalog.Write write, UfsOutput output, PageKeeper keeper, WriteMeters meters) {
        this.location = location;
        this.write = write;
        this.output = output;
        this.keeper = keeper;
        this.meters = meters;
    }

    @Override
    public void write(ByteBuffer bytes) throws UfsException {
        int length = bytes.remaining();
        keeper.add(bytes.duplicate());
        output.write(bytes);
        meters.ufsWritten(length);
    }

    @Override
    public UfsStatus commit(UfsContent content) throws UfsException {
        UfsStatus status = output.commit(content);
        write.published(location, status, keeper.finish());
        return status;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            output.close();
        } finally {
            keeper.close();
            write.close();
        }
    }
}
