package cacheworker.s3.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CrcCombinationTest {
    @ParameterizedTest
    @EnumSource(names = {"CRC32", "CRC32C", "CRC64NVME"})
    void theCrcsOfTwoPiecesGiveThatOfBoth(ChecksumAlgorithm algorithm) {
        long seed = 21;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 500; round++) {
            byte[] all = new byte[random.nextInt(5000)];
            random.nextBytes(all);
            int cut = random.nextInt(all.length + 1);
            byte[] first = algorithm.of(Arrays.copyOf(all, cut));
            byte[] second = algorithm.of(Arrays.copyOfRange(all, cut, all.length));
            assertThat(algorithm.combine(first, second, all.length - cut))
                    .as("seed %d round %d, %d bytes cut at %d", seed, round, all.length, cut)
                    .isEqualTo(algorithm.of(all));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CRC32", "CRC32C", "CRC64NVME"})
    void piecesOfTerabytesAreCombinedAtOnce(ChecksumAlgorithm algorithm) {
        byte[] first = algorithm.of(new byte[] {1});
        byte[] zeros = algorithm.of(new byte[1 << 20]);
        byte[] doubled = zeros;
        for (long length = 1 << 20; length < 1L << 42; length *= 2) {
            doubled = algorithm.combine(doubled, doubled, length);
        }
        byte[] left = algorithm.combine(algorithm.combine(first, doubled, 1L << 42), zeros, 1 << 20);
        byte[] right = algorithm.combine(first, algorithm.combine(doubled, zeros, 1 << 20), (1L << 42) + (1 << 20));
        assertThat(left).isEqualTo(right);
    }
}
