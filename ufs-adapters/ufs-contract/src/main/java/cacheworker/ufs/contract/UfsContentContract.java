package cacheworker.ufs.contract;

import static cacheworker.ufs.contract.UfsCalls.md5;
import static cacheworker.ufs.contract.UfsCalls.randomBytes;
import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsCapability;
import cacheworker.core.ufs.UfsChecksum;
import cacheworker.core.ufs.UfsChecksumKind;
import cacheworker.core.ufs.UfsCondition;
import cacheworker.core.ufs.UfsContent;
import cacheworker.core.ufs.UfsCreateOptions;
import cacheworker.core.ufs.UfsMultipart;
import cacheworker.core.ufs.UfsOutput;
import cacheworker.core.ufs.UfsPart;
import cacheworker.core.ufs.UfsPartOutput;
import cacheworker.core.ufs.UfsParts;
import cacheworker.core.ufs.UfsStatus;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of {@link UfsContent}: kept whole where the storage says so, else the ETag alone matters. */
public interface UfsContentContract extends UfsUnderTest {
    /** CRC-32 of nine digits. */
    UfsChecksum CRC = new UfsChecksum("CRC32", "y/Q5Jg==", false);

    private static String base64(int value) {
        byte[] bytes = ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
        return Base64.getEncoder().encodeToString(bytes);
    }

    private boolean keepsContent() {
        return can(UfsCapability.CONTENT);
    }

    /** Also through a copy. */
    @Test
    default void theChecksumOfAnObjectIsKept() throws Exception {
        byte[] bytes = "123456789".getBytes(StandardCharsets.US_ASCII);
        UfsAttributes attributes = new UfsAttributes(Map.of("content-type", "x/y"), Map.of());
        UfsStatus written;
        try (UfsOutput output = ufs().create("sum", new UfsCreateOptions(9, attributes))) {
            UfsCalls.write(output, bytes);
            written = output.commit(new UfsContent(md5(bytes), CRC, UfsParts.NONE));
        }
        UfsStatus found = ufs().stat("sum");
        assertThat(found).isEqualTo(written);
        assertThat(found.etag()).isEqualTo(md5(bytes));
        if (keepsContent()) {
            assertThat(found.content().checksum()).isEqualTo(CRC);
        }
        if (can(UfsCapability.SERVER_SIDE_COPY)) {
            UfsStatus copy = ufs().copy("sum", found.version(), "copy", attributes);
            assertThat(copy.content().checksum()).isEqualTo(found.content().checksum());
        }
        calls().put("sum", "written without one");
        assertThat(ufs().stat("sum").content().checksum()).isNotEqualTo(CRC);
    }

    /** And which checksum it was begun with. */
    @Test
    default void thePartsOfAnObjectAreKept() throws Exception {
        if (!can(UfsCapability.MULTIPART)) {
            return;
        }
        UfsMultipart multipart = ufs().multipart();
        UfsChecksumKind kind = new UfsChecksumKind("CRC32", true);
        String id = multipart.begin("parts", UfsAttributes.NONE, kind);
        UfsChecksumKind kept = multipart.checksumKind("parts", id);
        assertThat(kept).isIn(kind, keepsContent() ? kind : null);
        byte[] bytes = randomBytes(5 << 20, 5);
        for (int number = 1; number <= 3; number++) {
            try (UfsPartOutput part = multipart.part("parts", id, number, bytes.length)) {
                part.write(ByteBuffer.wrap(bytes));
                UfsChecksum checksum = new UfsChecksum("CRC32", base64(number), false);
                UfsPart stored = part.commit(md5(bytes), checksum);
                assertThat(stored.checksum()).isIn(checksum, keepsContent() ? checksum : null);
            }
        }
        List<UfsPart> parts = multipart.parts("parts", id, 0, 10);
        UfsChecksum all = new UfsChecksum("CRC32", "AAAAAA==-3", true);
        UfsContent content = new UfsContent(UfsMultipartContract.ETAG, all, UfsParts.of(parts));
        UfsStatus status = multipart.complete("parts", id, parts, content, UfsCondition.NONE);
        assertThat(ufs().stat("parts").etag()).isEqualTo(status.etag());
        if (keepsContent()) {
            assertThat(ufs().stat("parts").content()).isEqualTo(content);
            assertThat(content.parts().checksum(2)).isEqualTo(base64(2));
        }
    }
}
