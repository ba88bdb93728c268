package cacheworker.ufs.local;

import static cacheworker.ufs.contract.UfsCalls.assertFails;
import static cacheworker.ufs.contract.UfsCalls.md5;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsCondition;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsPart;
import cacheworker.core.ufs.UfsPartOutput;
import cacheworker.core.ufs.UfsStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Conditions on a file system: kept by hard links against everybody, by a lock between the worker's threads. */
class LocalConditionsTest extends LocalUfsFixture {
    private final ExecutorService pool = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    @Test
    void anotherProgramThatMakesTheFileAtTheSameTimeLosesOrWins() throws Exception {
        Files.createDirectories(root().resolve("b"));
        CyclicBarrier start = new CyclicBarrier(2);
        for (int round = 0; round < 100; round++) {
            String path = "b/" + round;
            Future<Boolean> other = pool.submit(() -> {
                start.await();
                return createsFile(root().resolve(path));
            });
            start.await();
            boolean mine = creates(path);

            assertThat(mine).as(path).isNotEqualTo(other.get());
            assertThat(calls.get(path)).asString().isEqualTo(mine ? "mine" : "");
        }
        assertThat(root().resolve(".s3-cache-worker/staging")).isEmptyDirectory();
    }

    private static boolean createsFile(Path file) throws IOException {
        try {
            Files.createFile(file);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    private boolean creates(String path) throws UfsException {
        try {
            calls.put(path, path.endsWith("/") ? "" : "mine", UfsCondition.ABSENT);
            return true;
        } catch (UfsException e) {
            assertThat(e.kind()).isEqualTo(Kind.CONDITION_FAILED);
            return false;
        }
    }

    @RepeatedTest(20)
    void everyCreationIsFollowedByADeletionBeforeTheNext() throws Exception {
        createAndDelete("b/deep/key", "b/deep/k");
    }

    @RepeatedTest(20)
    void everyMakingOfAFolderIsFollowedByADeletionBeforeTheNext() throws Exception {
        createAndDelete("b/deep/folder/", "b/deep/f");
    }

    private void createAndDelete(String path, String prefix) throws Exception {
        AtomicInteger there = new AtomicInteger();
        List<Future<?>> running = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            running.add(pool.submit(() -> {
                for (int i = 0; i < 100; i++) {
                    there.addAndGet(creates(path) ? 1 : 0);
                }
                return null;
            }));
            running.add(pool.submit(() -> {
                for (int i = 0; i < 100; i++) {
                    there.addAndGet(deletes(path) ? -1 : 0);
                }
                return null;
            }));
        }
        for (Future<?> thread : running) {
            thread.get();
        }

        assertThat(there.get()).isEqualTo(calls.names(prefix).size()).isBetween(0, 1);
    }

    private boolean deletes(String path) throws UfsException {
        try {
            ufs.delete(path);
            return true;
        } catch (UfsException e) {
            assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND);
            return false;
        }
    }

    @Test
    void aLinkThatLeadsNowhereIsNotReplacedByWhatMustBeNew() throws Exception {
        Path link = Files.createSymbolicLink(root().resolve("link"), root().resolve("missing"));

        assertFails(Kind.CONDITION_FAILED, () -> calls.put("link", "x", UfsCondition.ABSENT));

        assertThat(link).isSymbolicLink();
        calls.put("link", "x");
        assertThat(Files.isRegularFile(link, LinkOption.NOFOLLOW_LINKS)).isTrue();
    }

    @Test
    void aFileThatWasChangedBehindTheWorkerDoesNotHaveItsOldEtag() throws Exception {
        UfsStatus old = calls.put("b/key", "old");
        Files.writeString(root().resolve("b/key"), "changed");

        assertFails(Kind.CONDITION_FAILED, () -> calls.put("b/key", "x", UfsCondition.etag(old.etag())));
        assertFails(Kind.CONDITION_FAILED, () -> ufs.delete("b/key", UfsCondition.etag(old.etag())));

        calls.put("b/key", "new", UfsCondition.etag(ufs.stat("b/key").etag()));
        assertThat(calls.get("b/key")).asString().isEqualTo("new");
    }

    private List<UfsPart> upload(String id, byte[] bytes) throws UfsException {
        try (UfsPartOutput part = ufs.multipart().part("b/key", id, 1, bytes.length)) {
            part.write(ByteBuffer.wrap(bytes));
            return List.of(part.commit(md5(bytes)));
        }
    }

    /** Whatever gives or takes the name has no part in what happens between a comparison and its write. */
    @Test
    void everyWriterOfANameWaitsForItsLock() throws Exception {
        UfsStatus source = calls.put("source", "x");
        calls.put("b/key", "old");
        calls.mkdir("b/folder/");
        String id = ufs.multipart().begin("b/key", UfsAttributes.NONE);
        List<UfsPart> parts = upload(id, new byte[5]);

        assertWaitsFor("key", () -> calls.put("b/key", "new"));
        assertWaitsFor("key", () -> ufs.copy("source", source.version(), "b/key", UfsAttributes.NONE));
        assertWaitsFor("key", () -> ufs.multipart().complete("b/key", id, parts, "etag-1"));
        assertWaitsFor("key", () -> deletes("b/key"));
        assertWaitsFor("folder", () -> calls.mkdir("b/folder/"));
        assertWaitsFor("folder", () -> deletes("b/folder/"));
    }

    private void assertWaitsFor(String name, Callable<?> write) throws Exception {
        FutureTask<?> task = new FutureTask<>(write);
        Thread writer = new Thread(task);
        NameLock.holding(root().toRealPath().resolve("b"), Path.of(name), () -> {
            writer.start();
            await().until(() -> writer.getState() == Thread.State.WAITING || task.isDone());
            assertThat(task).isNotDone();
            return name;
        });
        task.get();
    }
}
