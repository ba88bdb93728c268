package cacheworker.core.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cacheworker.core.CoreFixture;
import cacheworker.core.ufs.UfsCall;
import cacheworker.core.ufs.UfsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookupsTest {
    private static UfsException never() {
        return new UfsException(UfsException.Kind.NOT_FOUND, "a lookup that nobody wanted");
    }

    @Test
    void whoJoinsALookupThatHangsIsToldSoWhileItGoesOn(@TempDir Path home) throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (CoreFixture core = new CoreFixture(home)) {
            core.outside("o", new byte[3]);
            CachedObject object = core.find("o");
            Lookups lookups = new Lookups(Duration.ofMillis(50));
            core.ufs().hang(UfsCall.STAT);
            Future<CachedObject> first = thread.submit(() -> lookups.find(
                    new Lookups.Flight(object.key(), 0, true),
                    object.location().mount().gate(),
                    () -> {
                        object.location().ufs().stat("b/o");
                        return object;
                    }));
            Awaitility.await().until(() -> core.ufs().hanging() == 1);

            for (int i = 0; i < 2; i++) {
                assertThatExceptionOfType(UfsException.class)
                        .isThrownBy(() -> lookups.find(
                                new Lookups.Flight(object.key(), 0, true),
                                object.location().mount().gate(),
                                () -> {
                                    throw never();
                                }))
                        .matches(e -> e.kind() == UfsException.Kind.UNAVAILABLE);
            }
            core.ufs().heal();
            assertThat(first.get(10, TimeUnit.SECONDS)).isSameAs(object);
        } finally {
            thread.shutdownNow();
        }
    }
}
