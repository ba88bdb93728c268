package cacheworker.s3.op.multipart;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.s3.op.OpFixture;
import cacheworker.s3.op.OpFixture.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A gateway whose parts need 1,000 bytes, and whole calls on uploads. */
abstract class Uploads {
    static final int SMALLEST = 1000;

    OpFixture fixture;

    @BeforeEach
    final void start(@TempDir Path directory) throws IOException {
        fixture = new OpFixture(directory);
    }

    @AfterEach
    final void stop() {
        fixture.close();
    }

    final String begin(String key, String... headers) {
        Answer begun = fixture.answer("POST", "/b/" + key + "?uploads", new byte[0], headers);
        assertThat(begun.status()).as(begun.text()).isEqualTo(200);
        return element(begun, "UploadId");
    }

    final Answer part(String key, String id, Object number, byte[] content, String... headers) {
        return fixture.answer("PUT", "/b/" + key + "?partNumber=" + number + "&uploadId=" + id, content, headers);
    }

    /** Completes with pairs of a number and an ETag. */
    final Answer complete(String key, String id, Object... pairs) {
        StringBuilder xml = new StringBuilder("<CompleteMultipartUpload>");
        for (int i = 0; i < pairs.length; i += 2) {
            xml.append("<Part><ETag>").append(pairs[i + 1]).append("</ETag><PartNumber>");
            xml.append(pairs[i]).append("</PartNumber></Part>");
        }
        return completeWith(key, id, xml.append("</CompleteMultipartUpload>").toString());
    }

    final Answer completeWith(String key, String id, String document, String... headers) {
        byte[] body = document.getBytes(StandardCharsets.UTF_8);
        return fixture.answer("POST", "/b/" + key + "?uploadId=" + id, body, headers);
    }

    final Answer abort(String key, String id) {
        return fixture.delete("/b/" + key + "?uploadId=" + id);
    }

    static String element(Answer answer, String name) {
        String text = answer.text();
        int start = text.indexOf("<" + name + ">") + name.length() + 2;
        return text.substring(start, text.indexOf("</" + name + ">", start));
    }

    static byte[] bytes(int length, long seed) {
        byte[] bytes = new byte[length];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }

    static byte[] md5(byte[] bytes) {
        try {
            return MessageDigest.getInstance("MD5").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    static String etag(byte[] part) {
        return HexFormat.of().formatHex(md5(part));
    }
}
