package cacheworker.s3.op.multipart;

import cacheworker.core.base.NonBlocking;
import cacheworker.core.ufs.UfsChecksum;
import cacheworker.core.ufs.UfsChecksumKind;
import cacheworker.core.ufs.UfsPart;
import cacheworker.s3.request.ChecksumAlgorithm;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the checksum of an object out of those of its parts, without its bytes. */
@NonBlocking
final class ObjectChecksum {
    private ObjectChecksum() {}

    /**
     * The algorithm that the checksums of parts have.
     *
     * @param parts the parts of an object
     * @return null when some part has none, or one of another algorithm
     */
    static @Nullable ChecksumAlgorithm algorithm(List<UfsPart> parts) {
        UfsChecksum first = parts.get(0).checksum();
        ChecksumAlgorithm algorithm = first == null ? null : ChecksumAlgorithm.named(first.algorithm());
        return algorithm == null || parts.stream().anyMatch(part -> !isOf(algorithm, part)) ? null : algorithm;
    }

    /**
     * The checksum of the parts together.
     *
     * @param kind which one
     * @param parts the parts of the object
     * @return null when some part has none of this algorithm
     */
    static @Nullable UfsChecksum of(UfsChecksumKind kind, List<UfsPart> parts) {
        ChecksumAlgorithm algorithm = algorithm(parts);
        if (algorithm == null || !algorithm.name().equals(kind.algorithm())) {
            return null;
        }
        return kind.composite() ? composite(algorithm, parts) : combined(algorithm, parts);
    }

    private static boolean isOf(ChecksumAlgorithm algorithm, UfsPart part) {
        UfsChecksum checksum = part.checksum();
        return checksum != null && checksum.algorithm().equals(algorithm.name());
    }

    private static byte[] value(UfsPart part) {
        UfsChecksum checksum = part.checksum();
        return checksum == null ? new byte[0] : Base64.getDecoder().decode(checksum.value());
    }

    private static UfsChecksum composite(ChecksumAlgorithm algorithm, List<UfsPart> parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        parts.forEach(part -> all.writeBytes(value(part)));
        return new UfsChecksum(algorithm.name(), base64(algorithm.of(all.toByteArray())) + "-" + parts.size(), true);
    }

    private static UfsChecksum combined(ChecksumAlgorithm algorithm, List<UfsPart> parts) {
        byte[] all = value(parts.get(0));
        for (UfsPart part : parts.subList(1, parts.size())) {
            all = algorithm.combine(all, value(part), part.length());
        }
        return new UfsChecksum(algorithm.name(), base64(all), false);
    }

    private static String base64(byte[] value) {
        return Base64.getEncoder().encodeToString(value);
    }
}
