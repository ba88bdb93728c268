package cacheworker.ufs.s3;

import cacheworker.core.ufs.UfsChecksum;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** The checksum that a service keeps with an object. */
final class S3Checksums {
    private S3Checksums() {}

    /** That of an answer to a HEAD that asked for it; null when there is none. */
    static @Nullable UfsChecksum of(HeadObjectResponse head) {
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        values.put("CRC64NVME", head.checksumCRC64NVME());
        values.put("CRC32C", head.checksumCRC32C());
        values.put("CRC32", head.checksumCRC32());
        values.put("SHA256", head.checksumSHA256());
        values.put("SHA1", head.checksumSHA1());
        for (Map.Entry<String, @Nullable String> one : values.entrySet()) {
            String value = one.getValue();
            if (value != null) {
                boolean composite = head.checksumType() == ChecksumType.COMPOSITE || value.contains("-");
                return new UfsChecksum(one.getKey(), value, composite);
            }
        }
        return null;
    }
}
