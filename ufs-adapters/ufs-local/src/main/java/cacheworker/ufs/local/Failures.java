package cacheworker.ufs.local;

import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/**
 * What a failure of the operating system means. The JDK gives out no error numbers, only their English texts, which is
 * one reason why a worker runs in a C.UTF-8 locale.
 */
final class Failures {
    private Failures() {}

    /** The meaning while something is looked up or read. */
    static UfsException reading(String path, IOException failure) {
        return of(path, failure, Kind.NOT_FOUND);
    }

    /** The meaning while something is written: an object in the way is a conflict. */
    static UfsException writing(String path, IOException failure) {
        return of(path, failure, Kind.CONFLICT);
    }

    static boolean isUnsupported(IOException failure) {
        return text(failure).contains("not supported");
    }

    /** Whether a file has no such extended attribute, or its file system has none at all. */
    static boolean isNoAttribute(IOException failure) {
        return text(failure).contains("No data available") || isUnsupported(failure);
    }

    /** Whether a buffer was too small for an extended attribute. */
    static boolean isTooSmall(IOException failure) {
        return text(failure).contains("Insufficient space in buffer");
    }

    /** Whether a path leads through, or ends at, something that is not a directory. */
    static boolean isNotADirectory(IOException failure) {
        return text(failure).contains("Not a directory");
    }

    static UfsException notFound(String path) {
        return new UfsException(Kind.NOT_FOUND, "'" + path + "' does not exist");
    }

    static UfsException outside(String path) {
        return new UfsException(Kind.DENIED, "'" + path + "' leads out of its bucket through a symbolic link");
    }

    static UfsException exists(String path) {
        return new UfsException(Kind.CONDITION_FAILED, "'" + path + "' exists");
    }

    static UfsException conflict(String path) {
        return new UfsException(Kind.CONFLICT, "'" + path + "' would be an object and a folder at once");
    }

    private static UfsException of(String path, IOException failure, Kind wrongType) {
        if (failure instanceof UfsException known) {
            return known;
        }
        Kind kind = kind(failure, wrongType);
        String reason = text(failure);
        return new UfsException(kind, "'" + path + "': " + (reason.isEmpty() ? failure.toString() : reason), failure);
    }

    private static Kind kind(IOException failure, Kind wrongType) {
        if (failure instanceof NoSuchFileException) {
            return Kind.NOT_FOUND;
        }
        if (failure instanceof AccessDeniedException) {
            return Kind.DENIED;
        }
        if (failure instanceof DirectoryNotEmptyException) {
            return Kind.NOT_EMPTY;
        }
        return kind(text(failure), isNotADirectory(failure) ? wrongType : Kind.UNAVAILABLE, wrongType);
    }

    private static Kind kind(String text, Kind otherwise, Kind wrongType) {
        if (text.contains("No space left") || text.contains("quota exceeded") || text.contains("File too large")) {
            return Kind.NO_SPACE;
        }
        if (text.contains("File name too long")) {
            return Kind.NAME_TOO_LONG;
        }
        if (text.contains("Is a directory")) {
            return wrongType;
        }
        if (text.contains("No such file")) {
            return Kind.NOT_FOUND;
        }
        if (text.contains("ermission denied")
                || text.contains("not permitted")
                || text.contains("Read-only file system")
                || text.contains("resource busy")
                || text.contains("levels of symbolic links")) {
            return Kind.DENIED;
        }
        return otherwise;
    }

    private static String text(IOException failure) {
        if (failure instanceof NotDirectoryException) {
            return "Not a directory";
        }
        String text = failure instanceof FileSystemException system ? system.getReason() : failure.getMessage();
        if (text == null) {
            return "";
        }
        return failure instanceof FileNotFoundException && text.endsWith(")")
                ? text.substring(text.lastIndexOf('('))
                : text;
    }
}
