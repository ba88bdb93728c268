package cacheworker.s3.auth;

import static org.assertj.core.api.Assertions.fail;

import cacheworker.s3.error.S3Exception;
import cacheworker.s3.request.CapturedRequest;
import cacheworker.s3.request.Conditions;
import cacheworker.s3.request.CopySource;
import cacheworker.s3.request.HeaderLines;
import cacheworker.s3.request.MalformedRequestException;
import cacheworker.s3.request.RangeHeader;
import cacheworker.s3.request.RequestParser;
import cacheworker.s3.request.S3Request;
import cacheworker.s3.request.UploadBody;
import cacheworker.s3.request.UploadHeaders;
import cacheworker.s3.request.WholeBody;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever a client sends is either understood or refused with one of the two exceptions made for that. */
class MutatedRequestsTest {
    private static final String SPICE = "%/?&=+,;:\"'<>- .*\u0000\u0001\r\n\t\u007F\u0080\u00FF09afAF";

    private final Authenticator authenticator =
            new SimpleAuthenticator("worker", InstantSource.fixed(Instant.parse("2026-11-23T06:00:00Z")));

    @Test
    void noMutationOfARealRequestIsAnythingButUnderstoodOrRefused() {
        long seed = 20261123;
        SplittableRandom random = new SplittableRandom(seed);
        List<CapturedRequest> captured = CapturedRequest.all();
        for (int round = 0; round < 20_000; round++) {
            CapturedRequest request = captured.get(random.nextInt(captured.size()));
            try {
                feed(request, random);
            } catch (MalformedRequestException | S3Exception refused) {
                if (refused.getMessage() == null || refused.getMessage().isEmpty()) {
                    fail("seed %d round %d: refused without a reason", seed, round);
                }
            } catch (Exception | Error unexpected) {
                fail("seed " + seed + " round " + round + " from " + request, unexpected);
            }
        }
    }

    private void feed(CapturedRequest captured, SplittableRandom random) throws Exception {
        HeaderLines headers = new HeaderLines();
        for (List<String> line : captured.headers()) {
            headers.add(line.get(0), random.nextInt(6) == 0 ? mutated(line.get(1), random) : line.get(1));
        }
        String target = random.nextInt(3) == 0 ? mutated(captured.target(), random) : captured.target();
        S3Request request = RequestParser.parse("id", captured.method(), target, headers, "192.0.2.1:1");
        authenticator.authenticate(request);
        RangeHeader.select(request.header("Range"), random.nextLong(1L << 40));
        Conditions.ofRead(headers).check("etag", 1, 2);
        Conditions.ofRead(headers).allowRange("etag", 1);
        Conditions.ofCopySource(headers).check("etag", 1, 2);
        String source = request.header(CopySource.HEADER);
        if (source != null) {
            CopySource.parse(source);
        }
        UploadHeaders.attributes(request, 2048);
        byte[] body = captured.body();
        if (body != null) {
            readBody(request, random.nextBoolean() ? body : mutated(body, random));
        }
    }

    private static void readBody(S3Request request, byte[] bytes) throws Exception {
        List<ByteBuffer> pieces = new ArrayList<>(List.of(ByteBuffer.wrap(bytes)));
        WholeBody.of(UploadBody.open(request, () -> pieces.isEmpty() || bytes.length == 0 ? null : pieces.remove(0)));
    }

    private static String mutated(String text, SplittableRandom random) {
        StringBuilder mutant = new StringBuilder(text);
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            int at = random.nextInt(mutant.length() + 1);
            char c = SPICE.charAt(random.nextInt(SPICE.length()));
            switch (random.nextInt(3)) {
                case 0 -> mutant.insert(at, c);
                case 1 -> mutant.setLength(at);
                default -> mutant.replace(at, Math.min(at + 1, mutant.length()), String.valueOf(c));
            }
        }
        return mutant.toString();
    }

    private static byte[] mutated(byte[] bytes, SplittableRandom random) {
        byte[] mutant = bytes.clone();
        if (mutant.length > 0) {
            mutant[random.nextInt(mutant.length)] = (byte) SPICE.charAt(random.nextInt(SPICE.length()));
        }
        return mutant;
    }
}
