package cacheworker.core.read;

import cacheworker.core.base.ByteRange;
import cacheworker.core.meta.CachedObject;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsInput;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a run of consecutive pages from the UFS, in one ranged read. Runs on a fill thread; never waits for a client.
 */
final class FillTask implements Runnable {
    /** Readers learn of new bytes this often. */
    private static final int STEP_BYTES = 128 << 10;

    private final Fills fills;
    private final CachedObject object;
    private final int first;
    private final List<PageFetch> run;
    private final @Nullable UfsInput opened;
    private int done;

    /**
     * A read that has not begun.
     *
     * @param opened the bytes of the run, if they are open already; then this closes them
     */
    FillTask(Fills fills, CachedObject object, int first, List<PageFetch> run, @Nullable UfsInput opened) {
        this.fills = fills;
        this.object = object;
        this.first = first;
        this.run = run;
        this.opened = opened;
    }

    CachedObject object() {
        return object;
    }

    @Override
    public void run() {
        UfsException failure = null;
        try {
            fetch();
        } catch (UfsException e) {
            failure = e;
        } finally {
            if (done < run.size()) {
                failRest(
                        failure != null
                                ? failure
                                : new UfsException(
                                        UfsException.Kind.UNAVAILABLE, "the read of " + object.key() + " broke off"));
            }
        }
    }

    private void fetch() throws UfsException {
        try (UfsInput input = opened == null ? open() : opened) {
            while (done < run.size()) {
                PageFetch fetch = run.get(done);
                readPage(input, fetch);
                fills.keep(object, first + done, fetch);
                done++;
            }
        }
    }

    private UfsInput open() throws UfsException {
        long offset = (long) first * fills.pageSize();
        long length = run.stream().mapToLong(PageFetch::length).sum();
        return fills.open(object, new ByteRange(offset, length));
    }

    private void readPage(UfsInput input, PageFetch fetch) throws UfsException {
        while (!fetch.isComplete()) {
            int bytes = input.read(fetch.target(STEP_BYTES));
            if (bytes < 0) {
                throw new UfsException(
                        UfsException.Kind.UNAVAILABLE, "the UFS ended " + object.key() + " before its length");
            }
            fills.meters().ufsRead(bytes);
            fetch.arrived(bytes);
        }
    }

    /** There is no room in the queue of the mount: nothing will be fetched. */
    void reject(RejectedExecutionException cause) {
        if (opened != null) {
            fills.close(object, opened);
        }
        failRest(new UfsException(
                UfsException.Kind.THROTTLED,
                "too many reads of mount /" + object.location().mount().path() + " are waiting",
                cause));
    }

    private void failRest(UfsException failure) {
        fills.meters().ufsFailed(failure.kind());
        while (done < run.size()) {
            fills.fail(object, first + done, run.get(done), failure);
            done++;
        }
    }
}
