package cacheworker.core.page;

import cacheworker.core.base.Blocking;
import cacheworker.core.base.ObjectId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings index and regions together at the start. Where the index is there, it is walked once: to count, and to give
 * regions that were not sealed their table. Where it was lost, the regions' own tables make it again.
 */
@Blocking
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final List<PageVolume> volumes;
    private final PageIndex index;
    private final boolean indexIsFresh;
    private final Map<Region, List<RegionEntry>> unsealed = new HashMap<>();
    private long pages;
    private long bytes;

    Recovery(List<PageVolume> volumes, PageIndex index, boolean indexIsFresh) {
        this.volumes = volumes;
        this.index = index;
        this.indexIsFresh = indexIsFresh;
    }

    long pages() {
        return pages;
    }

    long bytes() {
        return bytes;
    }

    void run() {
        Map<Region, List<RegionEntry>> sealed = new HashMap<>();
        for (int i = 0; i < volumes.size(); i++) {
            for (Region region : volumes.get(i).regions()) {
                List<RegionEntry> table = table(region);
                if (table == null) {
                    unsealed.put(region, new ArrayList<>());
                } else if (indexIsFresh) {
                    sealed.put(region, table);
                }
            }
        }
        if (indexIsFresh) {
            rebuild(sealed);
        }
        index.forEach(this::see);
        unsealed.forEach(this::finish);
    }

    private static @Nullable List<RegionEntry> table(Region region) {
        try {
            return region.readTable();
        } catch (IOException e) {
            LOG.warn("the table of {} cannot be read: {}", region.path(), e.toString());
            return null;
        }
    }

    /** Oldest first, so that of a page that lies in two regions the newer copy counts. */
    private void rebuild(Map<Region, List<RegionEntry>> sealed) {
        for (int i = 0; i < volumes.size(); i++) {
            for (Region region : volumes.get(i).regions()) {
                for (RegionEntry entry : sealed.getOrDefault(region, List.of())) {
                    index.add(
                            entry,
                            Extent.place(i, region.number(), entry.offset()),
                            Extent.page(entry.length(), entry.crc()));
                }
            }
        }
    }

    private void see(ObjectId id, int page, long place, long entry) {
        int directory = Extent.directory(place);
        Region region = directory < volumes.size() ? volumes.get(directory).region(Extent.region(place)) : null;
        if (region == null) {
            return;
        }
        pages++;
        bytes += Extent.length(entry);
        List<RegionEntry> entries = unsealed.get(region);
        if (entries != null) {
            entries.add(new RegionEntry(id, page, Extent.offset(place), Extent.length(entry), Extent.crc(entry)));
        }
    }

    /** A region that was being filled when the last process ended. */
    private void finish(Region region, List<RegionEntry> entries) {
        try {
            region.writeTable(entries);
        } catch (IOException e) {
            LOG.warn("{} stays without a table: {}", region.path(), e.toString());
        }
    }
}
