package cacheworker.s3.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cacheworker.s3.request.MalformedRequestException.Fault;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwsChunkedBodyTest {
    private static final String CRC = "x-amz-checksum-crc32";
    private static final String SIGNATURE = "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648";
    private static final String UNSIGNED_TRAILER = "b\r\nhello world\r\n0\r\n" + CRC + ":DUoRhQ==\r\n\r\n";
    private static final String SIGNED = "5;chunk-signature=" + SIGNATURE + "\r\nhello\r\n6;chunk-signature="
            + SIGNATURE + "\r\n world\r\n0;chunk-signature=" + SIGNATURE + "\r\n\r\n";
    private static final String SIGNED_TRAILER = "B;chunk-signature=" + SIGNATURE
            + "\r\nhello world\r\n0;chunk-signature=" + SIGNATURE + "\r\n" + CRC
            + ":DUoRhQ==\r\nx-amz-trailer-signature:" + SIGNATURE + "\r\n\r\n";

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] decode(RequestBody framed, long expected, String... trailers) throws Exception {
        return WholeBody.of(new AwsChunkedBody(framed, expected, Set.of(trailers)));
    }

    private static MalformedRequestException refusal(String framed, long expected, String... trailers) {
        return catchThrowableOfType(
                MalformedRequestException.class, () -> decode(CutBody.whole(bytes(framed)), expected, trailers));
    }

    @ParameterizedTest
    @ValueSource(strings = {UNSIGNED_TRAILER, SIGNED_TRAILER, UNSIGNED_TRAILER + "\r\n", UNSIGNED_TRAILER + "\r\n\r\n"})
    void everyFramingDecodesWhereverItIsCut(String framed) throws Exception {
        byte[] raw = bytes(framed);
        for (int cut = 0; cut <= raw.length; cut++) {
            AwsChunkedBody body = new AwsChunkedBody(CutBody.cutAt(raw, cut), 11, Set.of(CRC));
            assertThat(WholeBody.of(body)).as("cut at %d", cut).isEqualTo(bytes("hello world"));
            assertThat(body.trailers()).as("cut at %d", cut).containsEntry(CRC, "DUoRhQ==");
        }
    }

    @Test
    void signedChunksWithoutTrailerDecodeWhereverTheyAreCut() throws Exception {
        byte[] raw = bytes(SIGNED);
        for (int cut = 0; cut <= raw.length; cut++) {
            assertThat(decode(CutBody.cutAt(raw, cut), 11)).as("cut at %d", cut).isEqualTo(bytes("hello world"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {UNSIGNED_TRAILER, SIGNED_TRAILER, SIGNED})
    void aBodyThatEndsEarlyIsIncompleteWhereverItEnds(String framed) {
        for (int end = 0; end < framed.length(); end++) {
            String[] trailers = framed.contains(CRC) ? new String[] {CRC} : new String[0];
            assertThat(refusal(framed.substring(0, end), 11, trailers))
                    .as("ends at %d", end)
                    .isNotNull()
                    .extracting(MalformedRequestException::fault)
                    .isEqualTo(Fault.INCOMPLETE_BODY);
        }
    }

    @Test
    void theStreamingExampleOfTheAwsDocumentationDecodes() throws Exception {
        String framed = "10000;chunk-signature=" + SIGNATURE + "\r\n" + "a".repeat(65536) + "\r\n400;chunk-signature="
                + "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\n" + "a".repeat(1024)
                + "\r\n0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n";
        assertThat(framed).hasSize(66_824);
        assertThat(decode(CutBody.random(bytes(framed), new SplittableRandom(2), 9000), 66_560))
                .isEqualTo(bytes("a".repeat(66_560)));
    }

    @Test
    void oneByteAtATimeIsEnough() throws Exception {
        assertThat(decode(CutBody.random(bytes(SIGNED_TRAILER), new SplittableRandom(1), 1), 11, CRC))
                .isEqualTo(bytes("hello world"));
    }

    @Test
    void bytesOfAChunkAreSlicesOfWhatCameIn() throws Exception {
        ByteBuffer buffer =
                ByteBuffer.allocateDirect(200).put(bytes(UNSIGNED_TRAILER)).flip();
        ByteBuffer[] handed = {buffer};
        AwsChunkedBody body = new AwsChunkedBody(
                () -> {
                    ByteBuffer next = handed[0];
                    handed[0] = null;
                    return next;
                },
                11,
                Set.of(CRC));
        ByteBuffer piece = body.next();
        buffer.put(3, (byte) 'J');
        assertThat((char) piece.get(0)).isEqualTo('J');
    }

    @Test
    void aChunkMayBeLargerThanMemory() throws Exception {
        long size = 3L << 30;
        ByteBuffer block = ByteBuffer.allocateDirect(1 << 20);
        long[] left = {size};
        String head = Long.toHexString(size) + "\r\n";
        boolean[] sent = new boolean[2];
        RequestBody framed = () -> {
            if (!sent[0]) {
                sent[0] = true;
                return ByteBuffer.wrap(bytes(head));
            }
            if (left[0] > 0) {
                int length = (int) Math.min(left[0], block.capacity());
                left[0] -= length;
                return block.duplicate().limit(length);
            }
            boolean tail = !sent[1];
            sent[1] = true;
            return tail ? ByteBuffer.wrap(bytes("\r\n0\r\n\r\n")) : null;
        };
        AwsChunkedBody body = new AwsChunkedBody(framed, size, Set.of());
        long decoded = 0;
        for (ByteBuffer piece = body.next(); piece != null; piece = body.next()) {
            decoded += piece.remaining();
        }
        assertThat(decoded).isEqualTo(size);
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "xyz",
        "-5",
        "+5",
        "5 5",
        "0x5",
        "1234567890123456",
        "ffffffffffffffff",
    })
    void whatIsNoChunkSizeIsRefused(String line) {
        assertThat(refusal(line + "\r\nhello\r\n0\r\n\r\n", 5).fault()).isEqualTo(Fault.INVALID_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5\nhello\r\n0\r\n\r\n", // bare LF
                "5\rhello\r\n0\r\n\r\n", // bare CR
                "5\r\nhelloo\r\n0\r\n\r\n", // more data than announced
                "5\r\nhello\n0\r\n\r\n",
                "5\r\nhello\r\n0\r\n\r\nmore\r\n",
                "5\r\nhello\r\n0\r\n\r\n5\r\nhello\r\n",
            })
    void brokenFramingIsRefused(String framed) {
        assertThat(refusal(framed, 5).fault()).isEqualTo(Fault.INVALID_REQUEST);
    }

    @Test
    void anEndlessLineIsRefusedBeforeItFillsMemory() {
        MalformedRequestException refusal = refusal("5;" + "x".repeat(AwsChunkedBody.MAX_LINE) + "\r\n", 5);
        assertThat(refusal.fault()).isEqualTo(Fault.INVALID_REQUEST);
        assertThat(refusal).hasMessageContaining("longer than 4096");
    }

    @Test
    void endlessBlankLinesAreRefused() {
        assertThat(refusal("0\r\n\r\n" + "\r\n".repeat(100), 0).fault()).isEqualTo(Fault.INVALID_REQUEST);
    }

    @Test
    void moreThanTheDecodedLengthIsRefusedBeforeItIsHandedOn() {
        assertThat(refusal("6\r\nhello!\r\n0\r\n\r\n", 5))
                .hasMessageContaining("a chunk of 6 follows")
                .extracting(MalformedRequestException::fault)
                .isEqualTo(Fault.INCOMPLETE_BODY);
    }

    @Test
    void lessThanTheDecodedLengthIsIncomplete() {
        assertThat(refusal("5\r\nhello\r\n0\r\n\r\n", 6).fault()).isEqualTo(Fault.INCOMPLETE_BODY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0\r\n\r\n", // announced, missing
                "0\r\nno colon\r\n\r\n",
                "0\r\n\n\r\n\r\n",
                "0\r\nx-amz-checksum-crc32:AAAAAA==\n\n\r\n\r\n",
                "0\r\n:value\r\n\r\n",
                "0\r\nx-amz-checksum-sha1:AAAA\r\n\r\n", // another one
                "0\r\nx-amz-checksum-crc32:AAAAAA==\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n",
            })
    void aTrailerThatIsNotTheAnnouncedOneIsMalformed(String framed) {
        assertThat(refusal(framed, 0, CRC).fault()).isEqualTo(Fault.MALFORMED_TRAILER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0\r\nx-amz-checksum-crc32:AAAAAA==\n\r\n\r\n",
                "0;chunk-signature=00\r\nx-amz-checksum-crc32:AAAAAA==\n\r\nx-amz-trailer-signature:00\r\n\r\n",
                "0\r\nx-amz-checksum-crc32:AAAAAA==\nx-amz-trailer-signature:00\n\r\n\r\n",
            })
    void aLineFeedMayEndATrailerWithinItsLine(String framed) throws Exception {
        for (int cut = 0; cut < framed.length(); cut++) {
            AwsChunkedBody body = new AwsChunkedBody(CutBody.cutAt(bytes(framed), cut), 0, Set.of(CRC));
            assertThat(WholeBody.of(body)).isEmpty();
            assertThat(body.trailers()).as("cut at %d", cut).containsEntry(CRC, "AAAAAA==");
        }
    }

    @Test
    void noTrailerIsFineWhenNoneIsAnnounced() throws Exception {
        AwsChunkedBody body = new AwsChunkedBody(CutBody.whole(bytes("0\r\n\r\n")), 0, Set.of());
        assertThat(WholeBody.of(body)).isEmpty();
        assertThat(body.trailers()).isEqualTo(Map.of());
    }

    @Test
    void randomChunksCutAtRandomPlacesDecodeToTheirData() throws Exception {
        long seed = 99;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 500; round++) {
            byte[] data = new byte[random.nextInt(1, 3000)];
            random.nextBytes(data);
            ByteArrayOutputStream framed = new ByteArrayOutputStream();
            for (int at = 0; at < data.length; ) {
                int length = Math.min(data.length - at, random.nextInt(1, 1000));
                String size = Integer.toHexString(length);
                String head = random.nextBoolean() ? size : "00" + size.toUpperCase(java.util.Locale.ROOT);
                framed.writeBytes(bytes(head + (random.nextBoolean() ? "" : ";a=b") + "\r\n"));
                framed.write(data, at, length);
                framed.writeBytes(bytes("\r\n"));
                at += length;
            }
            framed.writeBytes(bytes("0\r\n\r\n"));
            assertThat(decode(CutBody.random(framed.toByteArray(), random, 700), data.length))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(data);
        }
    }
}
