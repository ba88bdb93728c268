package cacheworker.core.ufs;

import cacheworker.core.base.ByteRange;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Passes every call on to another UFS, counts it, and lets it go wrong where a test says so: slow, hanging, refused,
 * short, changed in the middle. Safe for any number of threads; faults can be set while calls run.
 */
public final class FaultyUfs implements UnderFileSystem {
    private record ReadLimit(long afterBytes, UfsException.Kind kind) {}

    private final UnderFileSystem target;
    private final FaultPlan plan = new FaultPlan();
    private final AtomicLong bytesRead = new AtomicLong();
    private volatile int bytesPerRead = Integer.MAX_VALUE;
    private volatile @Nullable ReadLimit readLimit;
    private volatile boolean hidesTags;
    private volatile boolean hidesParts;

    /** Wraps a UFS, which is closed with this. */
    public FaultyUfs(UnderFileSystem target) {
        this.target = target;
    }

    /** How many calls of one sort were made, those that went wrong among them. */
    public long count(UfsCall call) {
        return plan.count(call);
    }

    /** Bytes that all inputs together have given out. */
    public long bytesRead() {
        return bytesRead.get();
    }

    /** Calls that hang just now. */
    public long hanging() {
        return plan.waiting();
    }

    /** Refuses the {@code nth} call of a sort from now on, 1 being the next. */
    public void fail(UfsCall call, int nth, UfsException.Kind kind) {
        plan.once(call, nth, () -> refuse(call, kind));
    }

    /** Refuses every call of a sort until {@link #heal}. */
    public void failAll(UfsCall call, UfsException.Kind kind) {
        plan.always(call, () -> refuse(call, kind));
    }

    /** Lets the {@code nth} call of a sort take its effect nowhere and end with an unknown outcome. */
    public void loseOutcome(UfsCall call, int nth) {
        plan.once(call, nth, () -> {
            throw UfsException.outcomeUnknown("injected: nobody knows what became of " + call, null);
        });
    }

    /** Runs something before the {@code nth} call of a sort: what another writer does just then. */
    public void before(UfsCall call, int nth, Runnable interference) {
        plan.once(call, nth, interference::run);
    }

    /** Makes every call of a sort slow until {@link #heal}. */
    public void delay(UfsCall call, Duration delay) {
        plan.always(call, FaultPlan.delay(delay));
    }

    /** Lets every call of a sort hang until {@link #heal}. */
    public void hang(UfsCall call) {
        plan.hang(call);
    }

    /** Lets a read give at most so many bytes at once until {@link #heal}. */
    public void shortenReads(int bytes) {
        bytesPerRead = bytes;
    }

    /** Lets every input opened from now on fail when it has given out so many bytes, until {@link #heal}. */
    public void breakReadsAfter(long bytes, UfsException.Kind kind) {
        readLimit = new ReadLimit(bytes, kind);
    }

    /** Lets no state say tags any more, as a service that does not count them; whoever asks for tags is told. */
    public void hideTags() {
        hidesTags = true;
    }

    /** Lets no state say parts any more, as a service that tells of one part at a time; whoever asks for it is told. */
    public void hideParts() {
        hidesParts = true;
    }

    private UfsStatus seen(UfsStatus status) {
        UfsStatus tagged = hidesTags ? status.withoutAttributes() : status;
        if (!hidesParts) {
            return tagged;
        }
        UfsContent content = status.content();
        return new UfsStatus(
                tagged.path(),
                tagged.length(),
                tagged.lastModifiedMillis(),
                tagged.version(),
                new UfsContent(content.etag(), content.checksum(), UfsParts.NONE),
                tagged.attributes());
    }

    /** Ends all faults and lets go whoever hangs. */
    public void heal() {
        bytesPerRead = Integer.MAX_VALUE;
        readLimit = null;
        plan.heal();
    }

    @Override
    public Set<UfsCapability> capabilities() {
        return target.capabilities();
    }

    @Override
    public UfsStatus stat(String path) throws UfsException {
        plan.call(UfsCall.STAT);
        return seen(target.stat(path));
    }

    @Override
    public UfsCursor list(UfsListRequest request) throws UfsException {
        plan.call(UfsCall.LIST);
        return new Cursor(target.list(request));
    }

    @Override
    public UfsInput open(String path, String expected, ByteRange range) throws UfsException {
        plan.call(UfsCall.OPEN);
        return new Input(target.open(path, expected, range), readLimit);
    }

    @Override
    public UfsOpened openLatest(String path, ByteRange wanted) throws UfsException {
        plan.call(UfsCall.OPEN_LATEST);
        UfsOpened opened = target.openLatest(path, wanted);
        UfsStatus status = seen(opened.status());
        UfsInput input = opened.input();
        return input == null
                ? UfsOpened.unread(status)
                : new UfsOpened(status, new Input(input, readLimit), opened.range());
    }

    @Override
    public UfsOutput create(String path, UfsCreateOptions options) throws UfsException {
        plan.call(UfsCall.CREATE);
        return new Output(target.create(path, options));
    }

    @Override
    public UfsStatus copy(String from, String expected, String to, UfsAttributes attributes, UfsCondition condition)
            throws UfsException {
        plan.call(UfsCall.COPY);
        return target.copy(from, expected, to, attributes, condition);
    }

    @Override
    public UfsMultipart multipart() throws UfsException {
        return target.multipart();
    }

    @Override
    public @Nullable UfsPartPlace part(String path, String expected, int number) throws UfsException {
        UfsParts parts = target.stat(path).content().parts();
        return !hidesParts || parts.count() == 0
                ? target.part(path, expected, number)
                : new UfsPartPlace(parts.count(), number > parts.count() ? null : parts.range(number));
    }

    @Override
    public UfsParts parts(String path, String expected) throws UfsException {
        return hidesParts ? target.stat(path).content().parts() : target.parts(path, expected);
    }

    @Override
    public Map<String, String> tags(String path) throws UfsException {
        plan.call(UfsCall.TAGS);
        return target.tags(path);
    }

    @Override
    public UfsStatus setTags(String path, Map<String, String> tags) throws UfsException {
        plan.call(UfsCall.SET_TAGS);
        return target.setTags(path, tags);
    }

    @Override
    public void delete(String path, UfsCondition condition) throws UfsException {
        plan.call(UfsCall.DELETE);
        target.delete(path, condition);
    }

    @Override
    public void close() {
        target.close();
    }

    private static void refuse(UfsCall call, UfsException.Kind kind) throws UfsException {
        throw new UfsException(kind, "injected into " + call);
    }

    private final class Cursor implements UfsCursor {
        private final UfsCursor cursor;

        Cursor(UfsCursor cursor) {
            this.cursor = cursor;
        }

        @Override
        public @Nullable UfsEntry next() throws UfsException {
            plan.call(UfsCall.NEXT);
            return cursor.next();
        }

        @Override
        public void close() {
            cursor.close();
        }
    }

    private final class Input implements UfsInput {
        private final UfsInput input;
        private final @Nullable ReadLimit limit;
        private long given;

        Input(UfsInput input, @Nullable ReadLimit limit) {
            this.input = input;
            this.limit = limit;
        }

        @Override
        public int read(ByteBuffer buffer) throws UfsException {
            plan.call(UfsCall.READ);
            long allowed = bytesPerRead;
            if (limit != null) {
                if (given >= limit.afterBytes()) {
                    throw new UfsException(limit.kind(), "injected after " + given + " bytes");
                }
                allowed = Math.min(allowed, limit.afterBytes() - given);
            }
            int end = buffer.limit();
            buffer.limit((int) Math.min(end, buffer.position() + allowed));
            try {
                int count = input.read(buffer);
                given += Math.max(0, count);
                bytesRead.addAndGet(Math.max(0, count));
                return count;
            } finally {
                buffer.limit(end);
            }
        }

        @Override
        public void close() {
            try {
                plan.call(UfsCall.CLOSE);
            } catch (UfsException e) {
                // Closing does not fail: it was interrupted while it hung.
            }
            input.close();
        }
    }

    private final class Output implements UfsOutput {
        private final UfsOutput output;

        Output(UfsOutput output) {
            this.output = output;
        }

        @Override
        public void write(ByteBuffer bytes) throws UfsException {
            plan.call(UfsCall.WRITE);
            output.write(bytes);
        }

        @Override
        public UfsStatus commit(UfsContent content) throws UfsException {
            plan.call(UfsCall.COMMIT);
            return output.commit(content);
        }

        @Override
        public void close() {
            output.close();
        }
    }
}
