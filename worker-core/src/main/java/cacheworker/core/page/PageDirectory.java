package cacheworker.core.page;

import java.nio.file.Path;

/**
 * A directory that holds cached pages.
 *
 * @param path the directory; made when missing
 * @param capacityBytes what its region files may take together
 */
public record PageDirectory(Path path, long capacityBytes) {}
