package cacheworker.ufs.s3;

import cacheworker.core.ufs.UfsChecksum;
import cacheworker.core.ufs.UfsChecksumKind;
import cacheworker.core.ufs.UfsPart;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectPart;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Checksums that a service keeps with objects and parts. */
final class S3Checksums {
    /** Those that the SDK can make of a body while it is sent; for CRC64NVME it wants native code. */
    private static final Set<String> SENT = Set.of("CRC32", "CRC32C", "SHA1", "SHA256");

    private S3Checksums() {}

    /** Whether parts can be sent with the checksum that an upload wants of them. */
    static boolean canBeSent(UfsChecksumKind kind) {
        return SENT.contains(kind.algorithm());
    }

    /**
     * The kind that a service says an upload has.
     *
     * @return null when it says none, or one that parts cannot be sent with
     */
    static @Nullable UfsChecksumKind kind(@Nullable String algorithm, @Nullable ChecksumType type) {
        return algorithm == null || !SENT.contains(algorithm)
                ? null
                : new UfsChecksumKind(algorithm, type != ChecksumType.FULL_OBJECT);
    }

    /** The checksum that a service keeps with a part; null when there is none. */
    static @Nullable UfsChecksum of(Part part) {
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        values.put("CRC64NVME", part.checksumCRC64NVME());
        values.put("CRC32C", part.checksumCRC32C());
        values.put("CRC32", part.checksumCRC32());
        values.put("SHA256", part.checksumSHA256());
        values.put("SHA1", part.checksumSHA1());
        return first(values, null);
    }

    /** The checksum of a part of an object; null when there is none. */
    static @Nullable UfsChecksum of(ObjectPart part) {
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        values.put("CRC64NVME", part.checksumCRC64NVME());
        values.put("CRC32C", part.checksumCRC32C());
        values.put("CRC32", part.checksumCRC32());
        values.put("SHA256", part.checksumSHA256());
        values.put("SHA1", part.checksumSHA1());
        return first(values, null);
    }

    /** The checksum of a part that was just sent; null when there is none. */
    static @Nullable UfsChecksum of(UploadPartResponse part) {
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        values.put("CRC64NVME", part.checksumCRC64NVME());
        values.put("CRC32C", part.checksumCRC32C());
        values.put("CRC32", part.checksumCRC32());
        values.put("SHA256", part.checksumSHA256());
        values.put("SHA1", part.checksumSHA1());
        return first(values, null);
    }

    /** A part to complete an upload with, and the checksum that it must have if the upload was begun with such. */
    static CompletedPart completed(UfsPart part, @Nullable UfsChecksumKind kind) {
        CompletedPart.Builder completed =
                CompletedPart.builder().partNumber(part.number()).eTag(ETags.quoted(part.etag()));
        UfsChecksum checksum = part.checksum();
        if (checksum == null || kind == null || !checksum.algorithm().equals(kind.algorithm())) {
            return completed.build();
        }
        String value = checksum.value();
        return switch (checksum.algorithm()) {
            case "CRC32" -> completed.checksumCRC32(value).build();
            case "CRC32C" -> completed.checksumCRC32C(value).build();
            case "SHA1" -> completed.checksumSHA1(value).build();
            case "SHA256" -> completed.checksumSHA256(value).build();
            default -> completed.build();
        };
    }

    /**
     * Says which checksum all bytes of an object must have if the upload was begun with such; one that is made of those
     * of its parts follows from them.
     */
    static void require(
            CompleteMultipartUploadRequest.Builder request,
            @Nullable UfsChecksum checksum,
            @Nullable UfsChecksumKind kind) {
        if (checksum == null || kind == null || kind.composite() || checksum.composite()) {
            return;
        }
        switch (checksum.algorithm()) {
            case "CRC32" -> request.checksumCRC32(checksum.value()).checksumType(ChecksumType.FULL_OBJECT);
            case "CRC32C" -> request.checksumCRC32C(checksum.value()).checksumType(ChecksumType.FULL_OBJECT);
            default -> {
                // No other checksum of all bytes can be made of those of parts that this sends.
            }
        }
    }

    /** That of an answer to a HEAD that asked for it; null when there is none. */
    static @Nullable UfsChecksum of(HeadObjectResponse head) {
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        values.put("CRC64NVME", head.checksumCRC64NVME());
        values.put("CRC32C", head.checksumCRC32C());
        values.put("CRC32", head.checksumCRC32());
        values.put("SHA256", head.checksumSHA256());
        values.put("SHA1", head.checksumSHA1());
        return first(values, head.checksumType());
    }

    private static @Nullable UfsChecksum first(Map<String, @Nullable String> values, @Nullable ChecksumType type) {
        for (Map.Entry<String, @Nullable String> one : values.entrySet()) {
            String value = one.getValue();
            if (value != null) {
                boolean composite = type == ChecksumType.COMPOSITE || value.contains("-");
                return new UfsChecksum(one.getKey(), value, composite);
            }
        }
        return null;
    }
}
