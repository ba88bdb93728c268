package cacheworker.s3.dispatch;

import cacheworker.core.base.NonBlocking;
import cacheworker.s3.op.S3Op;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line per request, to a logger of its own at level INFO. Fields in order, separated by spaces, {@code -} for none:
 * time, remote, user, operation, bucket, key, status, error code, bytes, microseconds, x-cache, {@code ok} or
 * {@code aborted}, request id, user agent. What comes from the client is quoted and cannot break the line.
 */
public final class AccessLog implements RequestObserver {
    /** The logger's name. */
    public static final String LOGGER = "cacheworker.access";

    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);
    private static final int LONGEST = 2048;

    @Override
    @NonBlocking
    public void completed(CompletedRequest request) {
        if (LOG.isInfoEnabled()) {
            LOG.info(line(request));
        }
    }

    static String line(CompletedRequest request) {
        S3Op op = request.op();
        StringBuilder line = new StringBuilder(256);
        line.append(request.started()).append(' ').append(request.head().remoteAddress());
        quoted(line, request.user());
        line.append(' ').append(op == null ? request.head().method() : op.title());
        quoted(line, request.bucket());
        quoted(line, request.key());
        line.append(' ').append(request.status());
        plain(line, request.error());
        line.append(' ').append(request.bytes());
        line.append(' ').append(request.nanos() / 1_000);
        plain(line, request.cache());
        line.append(request.complete() ? " ok " : " aborted ").append(request.id());
        quoted(line, request.head().headers().get("User-Agent"));
        return line.toString();
    }

    private static void plain(StringBuilder line, @Nullable String text) {
        line.append(' ').append(text == null ? "-" : text);
    }

    private static void quoted(StringBuilder line, @Nullable String text) {
        if (text == null) {
            line.append(" -");
            return;
        }
        line.append(" \"");
        int length = Math.min(text.length(), LONGEST);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\').append(c);
            } else if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                line.append(String.format("\\u%04x", (int) c));
            } else {
                line.append(c);
            }
        }
        line.append('"');
    }
}
