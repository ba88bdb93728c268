package cacheworker.s3.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class Crc64NvmeTest {
    @Test
    void givesThePublishedCheckValues() {
        // NVM Express command set specification: 4 KiB of zeros, and of 0xFF; and the usual check over "123456789".
        assertThat(of("123456789".getBytes(StandardCharsets.US_ASCII))).isEqualTo(0xAE8B14860A799888L);
        assertThat(of(new byte[4096])).isEqualTo(0x6482D367EB22B64EL);
        byte[] ones = new byte[4096];
        java.util.Arrays.fill(ones, (byte) 0xFF);
        assertThat(of(ones)).isEqualTo(0xC0DDBA7302ECA3ACL);
        assertThat(of(new byte[0])).isZero();
    }

    @Test
    void piecesOfAnySizeGiveTheSameAsBytesOneByOne() {
        long seed = 3;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 500; round++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            Crc64Nvme single = new Crc64Nvme();
            for (byte b : bytes) {
                single.update(b);
            }
            Crc64Nvme pieces = new Crc64Nvme();
            ByteBuffer direct =
                    ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
            int cut = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
            pieces.update(direct.slice(0, cut));
            ByteBuffer rest = direct.duplicate().position(cut);
            pieces.update(rest);
            assertThat(rest.hasRemaining()).isFalse();
            assertThat(pieces.getValue()).as("seed %d round %d", seed, round).isEqualTo(single.getValue());
            assertThat(of(bytes)).isEqualTo(single.getValue());
        }
    }

    @Test
    void resetForgetsWhatCameBefore() {
        Crc64Nvme crc = new Crc64Nvme();
        crc.update(1);
        crc.reset();
        assertThat(crc.getValue()).isZero();
    }

    private static long of(byte[] bytes) {
        Crc64Nvme crc = new Crc64Nvme();
        crc.update(bytes, 0, bytes.length);
        return crc.getValue();
    }
}
