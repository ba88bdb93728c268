package cacheworker.core.meta;

import java.time.Duration;

/**
 * How long what is known of an object may be used without asking the UFS.
 *
 * @param syncInterval age at which a record is validated; zero validates each time, negative never
 * @param staleIfUnavailable how much longer a record is served while the UFS cannot be asked; zero for not at all.
 *     Does not apply when {@code syncInterval} is zero
 * @param missingInterval how long it is remembered that an object does not exist; zero for not at all
 * @param memoryBytes about how much memory the records may take
 */
public record FreshnessOptions(
        Duration syncInterval, Duration staleIfUnavailable, Duration missingInterval, long memoryBytes) {}
