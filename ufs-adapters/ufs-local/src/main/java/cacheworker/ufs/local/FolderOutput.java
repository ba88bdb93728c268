package cacheworker.ufs.local;

import cacheworker.core.ufs.UfsContent;
import cacheworker.core.ufs.UfsCreateOptions;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsOutput;
import cacheworker.core.ufs.UfsStatus;
import java.nio.ByteBuffer;

/** Makes a folder when it is committed. */
final class FolderOutput implements UfsOutput {
    private final String name;
    private final UfsCreateOptions options;
    private final Publisher publisher;
    private boolean ended;

    FolderOutput(String name, UfsCreateOptions options, Publisher publisher) {
        this.name = name;
        this.options = options;
        this.publisher = publisher;
    }

    @Override
    public void write(ByteBuffer bytes) throws UfsException {
        if (bytes.hasRemaining()) {
            ended = true;
            throw new UfsException(Kind.UNSUPPORTED, "folder '" + name + "' cannot hold bytes");
        }
    }

    @Override
    public UfsStatus commit(UfsContent content) throws UfsException {
        if (ended) {
            throw new UfsException(Kind.UNSUPPORTED, "'" + name + "' was committed, aborted or has failed before");
        }
        ended = true;
        return publisher.publishFolder(name, options);
    }

    @Override
    public void close() {
        ended = true;
    }
}
