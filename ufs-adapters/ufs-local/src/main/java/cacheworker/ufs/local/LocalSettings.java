package cacheworker.ufs.local;

import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What a local UFS can be opened with beside its root.
 *
 * @param protectedDepth leading segments that are never removed when they become empty, and that no symbolic link
 *     leads out of
 * @param useExtendedAttributes false keeps all attributes in side files
 * @param keepsTags whether objects and folders can have tags
 * @param nameBytes memory for the names of directories being listed, bytes; what does not fit goes to temporary files
 * @param leftoverAge how old staging and orphaned side files get before they are swept; longer than any upload stalls
 * @param uploadAge how long after its last change an upload in parts is removed; null for never
 * @param sweepInterval between two sweeps
 * @param clock tells the age of files and listings
 */
record LocalSettings(
        int protectedDepth,
        boolean useExtendedAttributes,
        boolean keepsTags,
        long nameBytes,
        Duration leftoverAge,
        @Nullable Duration uploadAge,
        Duration sweepInterval,
        InstantSource clock) {
    private static final long DEFAULT_NAME_BYTES = 32L << 20;

    /** What a mount gets. */
    static LocalSettings ofMount(int protectedDepth, boolean keepsTags, @Nullable Duration uploadAge) {
        return new LocalSettings(
                protectedDepth,
                true,
                keepsTags,
                DEFAULT_NAME_BYTES,
                Duration.ofHours(24),
                uploadAge,
                Duration.ofHours(1),
                InstantSource.system());
    }
}
