package cacheworker.ufs.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets only one thread of all workers end an upload. A lock between processes excludes no threads of one process, and
 * is lost when the process closes any descriptor of the locked file: hence the locks of this process before it, and a
 * file that nothing else opens.
 */
final class UploadLock implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(UploadLock.class);
    private static final int STRIPES = 64;
    private static final List<Lock> THREADS =
            Stream.generate(() -> (Lock) new ReentrantLock()).limit(STRIPES).toList();

    private final Lock thread;
    private final FileLock process;

    private UploadLock(Lock thread, FileLock process) {
        this.thread = thread;
        this.process = process;
    }

    /**
     * Waits for the lock. Whether the upload is still there is to be asked afterwards.
     *
     * @throws java.nio.file.NoSuchFileException when the directory of the upload is gone
     */
    static UploadLock of(UploadDirectory upload) throws IOException {
        Lock thread = THREADS.get(Math.floorMod(upload.path().getFileName().hashCode(), STRIPES));
        thread.lock();
        boolean locked = false;
        try {
            FileChannel file = FileChannel.open(upload.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                UploadLock lock = new UploadLock(thread, file.lock());
                locked = true;
                return lock;
            } finally {
                if (!locked) {
                    file.close();
                }
            }
        } finally {
            if (!locked) {
                thread.unlock();
            }
        }
    }

    @Override
    public void close() {
        try {
            process.acquiredBy().close();
        } catch (IOException e) {
            log.warn("the lock of an upload may stay until this process ends: {}", e.toString());
        } finally {
            thread.unlock();
        }
    }
}
