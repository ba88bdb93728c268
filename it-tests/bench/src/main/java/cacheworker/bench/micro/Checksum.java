package cacheworker.bench.micro;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The checksum of a page, as every page gets one when it is kept and again when it is read from disk. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Checksum {
    /** Bytes of the page. */
    @Param({"4096", "65536", "1048576"})
    public int size;

    private ByteBuffer page = ByteBuffer.allocate(0);

    /** Makes a page. */
    @Setup
    public void setUp() {
        byte[] bytes = new byte[size];
        new SplittableRandom(1).nextBytes(bytes);
        page = ByteBuffer.allocateDirect(size).put(bytes).flip();
    }

    /**
     * CRC32C of a direct buffer.
     *
     * @return the checksum
     */
    @Benchmark
    public long crc32c() {
        CRC32C crc = new CRC32C();
        crc.update(page.rewind());
        return crc.getValue();
    }
}
