package cacheworker.core.mount;

import cacheworker.core.base.Blocking;
import cacheworker.core.base.Utf8Order;
import cacheworker.core.ufs.UfsCapability;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsMultipart;
import cacheworker.core.ufs.UfsUpload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lists the uploads in parts of one bucket over all its mounts. */
record BucketUploads(BucketMounts mounts) {
    private static final Comparator<UfsUpload> BY_KEY = Comparator.comparing(UfsUpload::path, Utf8Order.INSTANCE);

    @Blocking
    List<UfsUpload> list(String prefix, String afterKey, @Nullable String afterId, int most) throws UfsException {
        Set<Region> regions = new LinkedHashSet<>(mounts.regionsUnder(prefix));
        regions.add(mounts.regionOf(prefix));
        List<UfsUpload> all = new ArrayList<>();
        for (Region region : regions) {
            if (region.mount().ufs().capabilities().contains(UfsCapability.MULTIPART)) {
                all.addAll(ofRegion(region, prefix, afterKey, afterId, most));
            }
        }
        all.sort(BY_KEY);
        return List.copyOf(all.subList(0, Math.min(most, all.size())));
    }

    private List<UfsUpload> ofRegion(Region region, String prefix, String afterKey, @Nullable String afterId, int most)
            throws UfsException {
        String under = region.contains(prefix) ? prefix : region.keyPrefix();
        boolean inside = region.contains(afterKey);
        if (!inside && Utf8Order.INSTANCE.compare(afterKey, region.keyPrefix()) > 0) {
            return List.of();
        }
        UfsMultipart multipart = region.mount().ufs().multipart();
        String path = inside ? region.path(afterKey) : "";
        String id = inside ? afterId : null;
        List<UfsUpload> here = new ArrayList<>();
        List<UfsUpload> page;
        do {
            page = multipart.uploads(region.path(under), path, id, most);
            for (UfsUpload upload : page) {
                path = upload.path();
                id = upload.uploadId();
                String key = region.key(path);
                if (mounts.regionOf(key).equals(region)) {
                    here.add(new UfsUpload(key, id, upload.begunMillis()));
                }
            }
        } while (page.size() == most && here.size() < most);
        return here;
    }
}
