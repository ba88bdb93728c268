package cacheworker.s3.boot;

import cacheworker.core.config.ConfigException;
import cacheworker.core.config.Configuration;
import cacheworker.core.config.NetworkKeys;
import cacheworker.core.config.S3Keys;
import java.util.ArrayList;
import java.util.List;

/** Settings that ask for what this worker does not have: who set one must hear of it. */
final class Unserved {
    private Unserved() {}

    /**
     * Refuses what it would be unsafe to start without.
     *
     * @throws ConfigException when plain HTTP is to be closed and there is nothing else, and for a transport and a
     *     way to send files that do not go together
     */
    static void refuse(Configuration configuration) throws ConfigException {
        if (configuration.get(S3Keys.HTTPS_ONLY)) {
            throw new ConfigException(List.of(S3Keys.HTTPS_ONLY.name()
                    + " is 'true': this worker has no HTTPS, so nothing would be left to serve; expected false"));
        }
        if (configuration.get(NetworkKeys.CHANNEL) == NetworkKeys.Channel.IO_URING
                && configuration.get(NetworkKeys.FILE_TRANSFER) == NetworkKeys.FileTransfer.TRANSFER) {
            throw new ConfigException(
                    List.of(NetworkKeys.FILE_TRANSFER.name() + " is 'TRANSFER' while " + NetworkKeys.CHANNEL.name()
                            + " is 'IO_URING', which is slow with files; expected AUTO or MAPPED"));
        }
    }

    /** Says what has no effect. */
    static List<String> warnings(Configuration configuration) {
        List<String> warnings = new ArrayList<>();
        if (configuration.get(S3Keys.REDIRECT) == S3Keys.Redirect.TRUE) {
            warnings.add(S3Keys.REDIRECT.name() + " has no effect: this worker is alone, there is nowhere to send to");
        }
        return warnings;
    }
}
