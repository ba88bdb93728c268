package cacheworker.bench.http.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Uploads of one content under ever new keys. */
public final class UploadRequests implements Requests {
    private final String path;
    private final String rest;
    private final ByteBuffer content;
    private long next;

    private final long most;

    /**
     * Uploads.
     *
     * @param keys path that keys begin with, {@code /bucket/put-} for example; a number from 0 follows
     * @param content of each object, a direct buffer from position to limit
     * @param most how many objects
     */
    public UploadRequests(String keys, ByteBuffer content, long most) {
        this.path = "PUT " + keys;
        this.content = content;
        this.most = most;
        String head = new String(
                RequestText.head(
                        "", "", "Content-Type: application/octet-stream", "Content-Length: " + content.remaining()),
                StandardCharsets.US_ASCII);
        this.rest = head.substring(head.indexOf(" HTTP/1.1"));
    }

    @Override
    public boolean next(ByteBuffer into) {
        if (next == most) {
            return false;
        }
        into.put((path + next++ + rest).getBytes(StandardCharsets.US_ASCII));
        return true;
    }

    @Override
    public ByteBuffer content() {
        return content;
    }
}
