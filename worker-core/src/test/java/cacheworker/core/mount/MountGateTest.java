package cacheworker.core.mount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cacheworker.core.ufs.FaultyUfs;
import cacheworker.core.ufs.MemoryUfs;
import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsCall;
import cacheworker.core.ufs.UfsCapability;
import cacheworker.core.ufs.UfsCreateOptions;
import cacheworker.core.ufs.UfsCursor;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsListRequest;
import cacheworker.core.ufs.UfsOutput;
import cacheworker.core.ufs.UnderFileSystem;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MountGateTest {
    private final FaultyUfs faulty = new FaultyUfs(new MemoryUfs(Set.of(UfsCapability.SERVER_SIDE_COPY)));
    private final Mount mount = Mount.of("m", "memory:m", false, faulty, 1);
    private final UnderFileSystem ufs = mount.ufs();

    private void refused() {
        assertThatExceptionOfType(UfsException.class)
                .isThrownBy(() -> ufs.stat(""))
                .matches(e -> e.kind() == UfsException.Kind.THROTTLED);
    }

    @Test
    void anUploadHoldsItsPassUntilItIsClosed() throws UfsException {
        try (UfsOutput output = ufs.create("o", new UfsCreateOptions(0, UfsAttributes.NONE))) {
            refused();
            output.commit("d41d8cd98f00b204e9800998ecf8427e");
        }
        assertThat(ufs.stat("o").length()).isZero();
    }

    @Test
    void aListingHoldsItsPassUntilItIsClosed() throws UfsException {
        try (UfsCursor cursor = ufs.list(new UfsListRequest("", "", "", 10, false))) {
            assertThat(cursor.next()).isNull();
            refused();
        }
        ufs.stat("");
    }

    @Test
    void whatFailsHoldsNothing() throws UfsException {
        for (UfsCall call : new UfsCall[] {UfsCall.STAT, UfsCall.LIST, UfsCall.CREATE, UfsCall.COPY, UfsCall.DELETE}) {
            faulty.failAll(call, UfsException.Kind.DENIED);
        }
        UfsCreateOptions options = new UfsCreateOptions(0, UfsAttributes.NONE);
        denied(() -> ufs.stat(""));
        denied(() -> ufs.list(new UfsListRequest("", "", "", 10, false)));
        denied(() -> ufs.create("o", options));
        denied(() -> ufs.copy("a", "1", "b", UfsAttributes.NONE));
        denied(() -> ufs.delete("o"));
        faulty.heal();
        ufs.stat("");
    }

    private interface Call {
        void run() throws UfsException;
    }

    private static void denied(Call call) {
        assertThatExceptionOfType(UfsException.class)
                .isThrownBy(call::run)
                .matches(e -> e.kind() == UfsException.Kind.DENIED);
    }

    @Test
    void whatIsUnderWayWaitsLongerThanWhatBegins() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        MountGate.Pass first = mount.gate().enter();
        Future<MountGate.Pass> goesOn = thread.submit(() -> mount.gate().goOn());
        refused();
        first.close();
        first.close();
        goesOn.get(10, TimeUnit.SECONDS).close();
        ufs.stat("");
        thread.shutdown();
    }
}
