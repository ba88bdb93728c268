package cacheworker.ufs.local;

import cacheworker.core.ufs.UfsContent;
import cacheworker.core.ufs.UfsCreateOptions;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsOutput;
import cacheworker.core.ufs.UfsStatus;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Writes an object into a staged file. */
final class LocalOutput implements UfsOutput {
    private final String name;
    private final UfsCreateOptions options;
    private final StagedFile staged;
    private final Publisher publisher;
    private long written;
    private boolean ended;

    /** Takes over the staged file. */
    LocalOutput(String name, UfsCreateOptions options, StagedFile staged, Publisher publisher) {
        this.name = name;
        this.options = options;
        this.staged = staged;
        this.publisher = publisher;
    }

    @Override
    public void write(ByteBuffer bytes) throws UfsException {
        checkOpen();
        if (bytes.remaining() > options.length() - written) {
            ended = true;
            throw wrongLength("more than " + written);
        }
        try {
            while (bytes.hasRemaining()) {
                written += staged.channel().write(bytes);
            }
        } catch (IOException e) {
            ended = true;
            throw Failures.writing(name, e);
        }
    }

    @Override
    public UfsStatus commit(UfsContent content) throws UfsException {
        checkOpen();
        ended = true;
        if (written != options.length()) {
            throw wrongLength(Long.toString(written));
        }
        return publisher.publish(staged, name, content, options);
    }

    @Override
    public void close() {
        ended = true;
        staged.close();
    }

    private void checkOpen() throws UfsException {
        if (ended) {
            throw new UfsException(Kind.UNSUPPORTED, "'" + name + "' was committed, aborted or has failed before");
        }
    }

    private UfsException wrongLength(String found) {
        return new UfsException(
                Kind.UNSUPPORTED, "'" + name + "' got " + found + " bytes, not the announced " + options.length());
    }
}
