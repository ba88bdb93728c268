package cacheworker.s3.http;

import cacheworker.core.base.NonBlocking;
import cacheworker.core.page.PageSlice;
import io.netty.channel.DefaultFileRegion;

/**
 * A page slice on its way to {@code sendfile}, which Netty uses for this type alone. Gives the lease back when it is
 * sent or dropped; the region's channel stays open, as it belongs to the page store.
 */
@NonBlocking
final class RegionSlice extends DefaultFileRegion {
    private final PageSlice slice;

    RegionSlice(PageSlice slice) {
        super(slice.channel(), slice.position(), slice.length());
        this.slice = slice;
    }

    @Override
    protected void deallocate() {
        slice.close();
    }
}
