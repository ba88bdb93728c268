package cacheworker.core.mount;

import cacheworker.core.ufs.UfsOptions;

/** Where something may be mounted. */
final class MountPaths {
    private static final BucketNames LOOSE = new BucketNames(false);

    private MountPaths() {}

    /**
     * Reads the path of a mount.
     *
     * @param text {@code /} for the root mount, else {@code /bucket} or {@code /bucket/some/folder}; one slash at the
     *     end is taken too
     * @return the path without the slashes at its ends
     * @throws MountException says what is wrong with it
     */
    static String parse(String text) throws MountException {
        if (!text.startsWith("/")) {
            throw new MountException(
                    "'" + text + "' does not begin with '/': expected '/', '/bucket' or '/bucket/folder'");
        }
        if (text.equals("/")) {
            return "";
        }
        String path = text.substring(1, text.endsWith("/") ? text.length() - 1 : text.length());
        for (String segment : path.split("/", -1)) {
            requireFit(segment, text);
        }
        try {
            LOOSE.requireCreatable(path.split("/", 2)[0]);
        } catch (NameException e) {
            throw new MountException("'" + text + "' cannot be a mount point: " + e.getMessage(), e);
        }
        return path;
    }

    private static void requireFit(String segment, String text) throws MountException {
        String flaw = KeyRules.flaw(segment, segment.length());
        if (segment.isEmpty()) {
            flaw = "has an empty segment";
        } else if (segment.equalsIgnoreCase(UfsOptions.RESERVED_NAME)) {
            flaw = "has the segment '" + segment + "', which belongs to the worker";
        } else if (segment.chars().anyMatch(Character::isISOControl)) {
            flaw = "has a control character";
        }
        if (flaw != null) {
            throw new MountException("'" + text + "' cannot be a mount point: it " + flaw);
        }
    }
}
