package cacheworker.bench.http.server;

import cacheworker.bench.http.load.BenchFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** nginx with one worker process and a configuration of its own, on the files of a folder. */
public final class Nginx {
    private Nginx() {}

    /**
     * Starts nginx as it comes: sendfile on. Connections may be used for ever, and there is no access log, both in its
     * favour.
     *
     * @param name what reports call it
     * @param home gets its configuration, logs and temporary files
     * @param root the folder that it serves
     * @param sendBuffer {@code SO_SNDBUF} in KiB; 0 leaves it to the kernel
     * @param cores where it runs
     * @return the running server
     */
    public static ServerProcess start(String name, Path home, Path root, int sendBuffer, Cores cores) {
        int port = ServerProcess.freePort();
        String user = System.getProperty("user.name");
        try {
            Path conf = Files.createDirectories(home).resolve("nginx.conf");
            Files.writeString(conf, """
                    daemon off;
                    %s
                    worker_processes 1;
                    pid nginx.pid;
                    error_log error.log;
                    events { worker_connections 4096; }
                    http {
                        access_log off;
                        default_type application/octet-stream;
                        sendfile on;
                        keepalive_requests 1000000000;
                        client_body_temp_path temp;
                        proxy_temp_path temp;
                        fastcgi_temp_path temp;
                        uwsgi_temp_path temp;
                        scgi_temp_path temp;
                        server {
                            listen 127.0.0.1:%d %s;
                            root "%s";
                        }
                    }
                    """.formatted(
                            user.equals("root") ? "user root;" : "",
                            port,
                            sendBuffer > 0 ? "sndbuf=" + sendBuffer + "k" : "",
                            root));
            List<String> command = List.of(
                    "nginx",
                    "-p",
                    home.toString(),
                    "-e",
                    home.resolve("error.log").toString(),
                    "-c",
                    conf.toString());
            return ServerProcess.start(
                    name, new ProcessBuilder(cores.serving(command)), port, home.resolve("nginx.out"));
        } catch (IOException e) {
            throw new BenchFailure("cannot configure nginx in " + home, e);
        }
    }
}
