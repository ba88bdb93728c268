package cacheworker.arch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The files of the project as they are written. */
final class Sources {
    private static final Set<String> NOT_WRITTEN =
            Set.of("target", ".git", ".idea", "data", "logs", "node_modules", "captures");
    private static final Set<String> TEXT =
            Set.of("java", "md", "xml", "sh", "properties", "template", "html", "yml", "yaml", "json");

    private static final Path ROOT = findRoot();

    private Sources() {}

    /** A file and its lines. */
    record Source(Path file, List<String> lines) {
        String name() {
            return ROOT.relativize(file).toString();
        }

        boolean isJava() {
            return name().endsWith(".java");
        }

        boolean isMain() {
            return name().contains("src/main/java/");
        }

        String at(int line) {
            return name() + ":" + line;
        }
    }

    static List<Source> java() {
        return texts().stream().filter(Source::isJava).toList();
    }

    static List<Source> texts() {
        List<Source> sources = new ArrayList<>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    return NOT_WRITTEN.contains(directory.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (isText(file)) {
                        sources.add(new Source(file, Files.readAllLines(file)));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sources;
    }

    /** Whether a link of a page leads to a file or directory. */
    static boolean exists(String page, String link) {
        return Files.exists(ROOT.resolve(page).resolveSibling(link));
    }

    private static boolean isText(Path file) {
        String name = file.getFileName().toString();
        String directory = file.getParent().getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot < 0
                ? Set.of("bin", ".ci").contains(directory)
                        || Set.of("mvnw", "Dockerfile").contains(name)
                : TEXT.contains(name.substring(dot + 1));
    }

    private static Path findRoot() {
        Path directory = Path.of(System.getProperty("user.dir")).toAbsolutePath();
        while (directory != null && !Files.exists(directory.resolve(".mvn"))) {
            directory = directory.getParent();
        }
        if (directory == null) {
            throw new IllegalStateException("no project above " + System.getProperty("user.dir"));
        }
        return directory;
    }
}
