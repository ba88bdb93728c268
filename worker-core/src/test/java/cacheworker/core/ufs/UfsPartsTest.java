package cacheworker.core.ufs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import cacheworker.core.base.ByteRange;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class UfsPartsTest {
    private static UfsPart part(long length, byte... checksum) {
        String base64 = Base64.getEncoder().encodeToString(checksum);
        return new UfsPart(1, length, "e", 0, checksum.length == 0 ? null : new UfsChecksum("X", base64, false));
    }

    @Test
    void everyPartLiesBehindTheOneBefore() {
        UfsParts parts = UfsParts.of(List.of(part(5), part(0), part(7)));
        assertThat(parts.count()).isEqualTo(3);
        assertThat(parts.range(1)).isEqualTo(new ByteRange(0, 5));
        assertThat(parts.range(2)).isEqualTo(new ByteRange(5, 0));
        assertThat(parts.range(3)).isEqualTo(new ByteRange(5, 7));
        assertThat(parts.checksum(1)).isNull();
    }

    @Test
    void checksumsAreKeptWhenEveryPartHasOneOfTheSameKind() {
        assertThat(UfsParts.of(List.of(part(5, (byte) 1), part(5, (byte) 2))).checksum(2))
                .isEqualTo("Ag==");
        assertThat(UfsParts.of(List.of(part(5, (byte) 1), part(5))).checksum(1)).isNull();
        UfsPart other = new UfsPart(1, 5, "e", 0, new UfsChecksum("Y", "Ag==", false));
        assertThat(UfsParts.of(List.of(part(5, (byte) 1), other)).checksum(1)).isNull();
    }

    @Test
    void whatIsEncodedIsDecodedAndEqualPartsTakeLittleRoom() {
        long seed = 5;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 200; round++) {
            List<UfsPart> parts = new ArrayList<>();
            int width = random.nextInt(3) * 4;
            for (int i = random.nextInt(40); i > 0; i--) {
                byte[] checksum = new byte[width];
                random.nextBytes(checksum);
                parts.add(part(random.nextInt(3) * 1000L, checksum));
            }
            UfsParts before = UfsParts.of(parts);
            UfsParts after = UfsParts.decode(ByteBuffer.wrap(before.encode()));
            assertThat(after)
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(before)
                    .hasSameHashCodeAs(before);
        }
        UfsPart[] equal = new UfsPart[10_000];
        Arrays.fill(equal, part(8 << 20));
        assertThat(UfsParts.of(Arrays.asList(equal)).encode()).hasSizeLessThan(20);
    }

    @Test
    void otherBytesAreRefusedAndNeverTakeMuchMemory() {
        SplittableRandom random = new SplittableRandom(3);
        byte[] good = UfsParts.of(List.of(part(5, (byte) 1), part(7, (byte) 2))).encode();
        for (int round = 0; round < 10_000; round++) {
            byte[] bad = Arrays.copyOf(good, random.nextInt(good.length + 1));
            if (bad.length > 0) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            Throwable failure = catchThrowable(() -> UfsParts.decode(ByteBuffer.wrap(bad)));
            if (failure != null) {
                assertThat(failure).isInstanceOfAny(IllegalArgumentException.class, BufferUnderflowException.class);
            }
        }
    }
}
