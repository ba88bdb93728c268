package cacheworker.it.env;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Trees of real files, as every machine that builds the project has them. */
public final class Trees {
    private Trees() {}

    /** What a tree has. */
    public record Size(int files, long bytes) {}

    /**
     * Copies real files of this machine: its JDK, its headers and documentation, the libraries of the build.
     *
     * @param target a folder, made if missing
     * @param files stop at so many files, once there are enough bytes
     * @param bytes stop at so many bytes, once there are enough files
     */
    public static Size copyOfThisMachine(Path target, int files, long bytes) throws IOException {
        List<Path> sources = List.of(
                Path.of(System.getProperty("java.home")).toRealPath(),
                Path.of("/usr/include"),
                Path.of("/usr/share/doc"),
                Path.of(System.getProperty("user.home"), ".m2", "repository"));
        Copier copier = new Copier(target, files, bytes);
        for (Path source : sources) {
            if (Files.isDirectory(source)) {
                copier.from(source);
                Files.walkFileTree(source, copier);
            }
        }
        return copier.size();
    }

    private static final class Copier extends SimpleFileVisitor<Path> {
        private static final long LARGEST = 200L << 20;

        private final Path target;
        private final int enoughFiles;
        private final long enoughBytes;
        private Path source = Path.of("/");
        private int files;
        private long bytes;

        Copier(Path target, int enoughFiles, long enoughBytes) {
            this.target = target;
            this.enoughFiles = enoughFiles;
            this.enoughBytes = enoughBytes;
        }

        void from(Path folder) {
            source = folder;
        }

        Size size() {
            return new Size(files, bytes);
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (files >= enoughFiles && bytes >= enoughBytes) {
                return FileVisitResult.TERMINATE;
            }
            boolean useful = files < enoughFiles || attributes.size() > (1 << 20);
            if (attributes.isRegularFile() && attributes.size() < LARGEST && Files.isReadable(file) && useful) {
                Path copy = target.resolve(source.getFileName()).resolve(source.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
                files++;
                bytes += attributes.size();
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
        }
    }

    /** The SHA-256 of every file by its path in the tree. */
    public static SortedMap<String, String> digests(Path root) throws IOException {
        SortedMap<String, String> digests = new TreeMap<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                try (InputStream in = Files.newInputStream(file)) {
                    digests.put(root.relativize(file).toString(), sha256(in));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return digests;
    }

    /** The SHA-256 of a stream, which is read to its end. */
    public static String sha256(InputStream in) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(in, digest).transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
