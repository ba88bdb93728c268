package cacheworker.it;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.it.env.Ports;
import cacheworker.it.env.ResidentMemory;
import cacheworker.it.env.WorkerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** I6: memory stays bounded, whatever the size of the object and the pace of the clients. */
class SmallHeapIT {
    private static final long LENGTH = 5L << 30;
    private static final int SLOW_READERS = 32;
    private static final long LIMIT_KIB = 700L << 10;

    @TempDir
    Path home;

    private final byte[] block = new byte[1 << 20];

    @Test
    void fiveGibibytesGoInAndOutBesideSlowReadersInASmallProcess() throws IOException {
        new SplittableRandom(3).nextBytes(block);
        try (WorkerProcess worker = new WorkerProcess(home)
                .localUfs(home.resolve("ufs"))
                .jvmOption("-Xmx256m")
                .jvmOption("-XX:MaxDirectMemorySize=128m")
                .start()) {
            Files.createDirectories(home.resolve("ufs/big"));
            try (ResidentMemory memory = new ResidentMemory(worker.pid())) {
                long written = put(worker);
                List<Socket> slow = slowReaders(worker);
                assertThat(get(worker)).isEqualTo(written);
                for (Socket socket : slow) {
                    assertThat(socket.getInputStream().readNBytes(1000)).hasSize(1000);
                    socket.close();
                }
                System.out.printf("at most %d MiB resident without file mappings%n", memory.largestKib() >> 10);
                assertThat(memory.largestKib()).isLessThan(LIMIT_KIB);
            }
            assertThat(worker.isAlive()).isTrue();
        }
    }

    /** Returns the CRC32C of what was sent. */
    private long put(WorkerProcess worker) throws IOException {
        CRC32C crc = new CRC32C();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), worker.s3Port())) {
            OutputStream out = socket.getOutputStream();
            out.write(("PUT /big/o HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: " + LENGTH + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            for (long done = 0; done < LENGTH; done += block.length) {
                block[(int) (done >> 20) % 1000] ^= 1;
                crc.update(block);
                out.write(block);
            }
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer).startsWith("HTTP/1.1 200 ");
        }
        return crc.getValue();
    }

    private static List<Socket> slowReaders(WorkerProcess worker) throws IOException {
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < SLOW_READERS; i++) {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(4096);
            socket.connect(Ports.at(worker.s3Port()));
            socket.getOutputStream()
                    .write(("GET /big/o HTTP/1.1\r\nHost: x\r\nRange: bytes=" + (i * (LENGTH / SLOW_READERS))
                                    + "-\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            sockets.add(socket);
        }
        return sockets;
    }

    /** Returns the CRC32C of what was read. */
    private static long get(WorkerProcess worker) throws IOException {
        CRC32C crc = new CRC32C();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), worker.s3Port())) {
            socket.getOutputStream()
                    .write("GET /big/o HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            String head = head(in);
            assertThat(head).startsWith("HTTP/1.1 200 ").containsPattern("(?i)content-length: " + LENGTH);
            byte[] buffer = new byte[1 << 18];
            long total = 0;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                crc.update(buffer, 0, n);
                total += n;
            }
            assertThat(total).isEqualTo(LENGTH);
        }
        return crc.getValue();
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) in.read());
        }
        return head.toString();
    }
}
