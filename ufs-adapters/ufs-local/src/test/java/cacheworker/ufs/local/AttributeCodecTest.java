package cacheworker.ufs.local;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsChecksum;
import cacheworker.core.ufs.UfsContent;
import cacheworker.core.ufs.UfsPart;
import cacheworker.core.ufs.UfsParts;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AttributeCodecTest {
    private static final StoredAttributes STORED = new StoredAttributes(
            123,
            -5,
            new UfsContent(
                    "etag",
                    new UfsChecksum("CRC32", "AAAAAA==-2", true),
                    UfsParts.of(List.of(part(7, "AAAAAQ=="), part(2, "AAAAAg==")))),
            new UfsAttributes(Map.of("content-type", "x/y", "expires", ""), Map.of("ключ", "\uD83D\uDE80")),
            "some/päth",
            false,
            false);

    private static UfsPart part(long length, String checksum) {
        return new UfsPart(1, length, "e", 0, new UfsChecksum("CRC32", checksum, false));
    }

    @Test
    void whatIsEncodedIsDecoded() {
        assertThat(AttributeCodec.decode(AttributeCodec.encode(STORED))).isEqualTo(STORED);
        StoredAttributes folder = StoredAttributes.ofFolder(STORED.attributes());
        StoredAttributes decoded = AttributeCodec.decode(AttributeCodec.encode(folder));
        assertThat(decoded).isNotNull();
        assertThat(decoded.folder()).isTrue();
        assertThat(decoded.attributes()).isEqualTo(STORED.attributes());
        assertThat(AttributeCodec.decode(AttributeCodec.encode(StoredAttributes.POINTER))
                        .elsewhere())
                .isTrue();
    }

    @Test
    void fieldsOfLaterReleasesAreSkipped() {
        byte[] known = AttributeCodec.encode(STORED);
        byte[] later = ByteBuffer.allocate(known.length + 8)
                .put(known)
                .put((byte) 99)
                .putInt(3)
                .put(new byte[] {1, 2, 3})
                .array();

        assertThat(AttributeCodec.decode(later)).isEqualTo(STORED);
    }

    @Test
    void otherFormatsAreNotRead() {
        byte[] bytes = AttributeCodec.encode(STORED);
        bytes[2] = 2;

        assertThat(AttributeCodec.decode(bytes)).isNull();
        assertThat(AttributeCodec.decode(new byte[0])).isNull();
    }

    @Test
    void damagedBytesNeverFail() {
        byte[] whole = AttributeCodec.encode(STORED);
        for (int length = 0; length < whole.length; length++) {
            AttributeCodec.decode(Arrays.copyOf(whole, length));
        }
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 5000; i++) {
            byte[] damaged = whole.clone();
            damaged[3 + random.nextInt(damaged.length - 3)] = (byte) random.nextInt();
            AttributeCodec.decode(damaged);
        }
    }
}
