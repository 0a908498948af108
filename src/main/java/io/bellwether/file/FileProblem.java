package io.bellwether.file;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipException;

/**
 * A file or folder that cannot be used. The message is for the person who named it: which one, what is wrong with it, what to
 * do. Whoever opens a file lets nothing else out, since an exception of a stream or a decoder does not know its file.
 */
public final class FileProblem extends IOException {

    private static final long serialVersionUID = 1L;

    /** What systems say of themselves, in Java's or the C library's words, and ours for it. */
    private static final Map<String, String> WORDS = Map.of(
            "No space left on device", "the disk is full; make room, or choose another place",
            "Disk quota exceeded", "the disk quota is used up; make room, or choose another place",
            "Is a directory", "is a folder; name a file",
            "Not a directory", "a part of the path is a file, not a folder; check the path",
            "Read-only file system", "lies on a file system that cannot be written; choose another place",
            "Too many levels of symbolic links", "its symbolic links lead in a circle; name the file itself",
            "File name too long", "the name is too long; choose a shorter one",
            "Too many open files", "too many files are open; raise the limit (ulimit -n)",
            "Input/output error", "the disk or the network drive failed on it; read it from another place");

    private FileProblem(String message, Throwable cause) {
        super(message, cause);
    }

    /** @param what is wrong and what to do, in the words that follow "FILE: " */
    public static FileProblem saying(Path file, String what) {
        return new FileProblem(file + ": " + what, null);
    }

    /** The cause itself, or the cause's cause, where that names its file already. */
    public static FileProblem of(Path file, Throwable cause) {
        FileProblem told = within(cause);
        return told != null ? told : new FileProblem(file + ": " + reason(file, cause), cause);
    }

    /** What an exception, or what led to it, tells of a file; null where it tells of none. */
    public static FileProblem within(Throwable error) {
        for (Throwable e = error; e != null; e = e.getCause()) {
            if (e instanceof FileProblem problem) {
                return problem;
            }
            if (e instanceof FileSystemException of && of.getFile() != null) {
                Path file = Path.of(of.getFile());
                return new FileProblem(file + ": " + reason(file, of), of);
            }
        }
        return null;
    }

    /** What is wrong with a file and what to do, in the words that follow "FILE: ". */
    public static String reason(Path file, Throwable cause) {
        if (cause instanceof NotDirectoryException || cause instanceof FileAlreadyExistsException) {
            return "is a file; name a folder";
        }
        if (cause instanceof AccessDeniedException) {
            return "no permission to use it; change its permissions, or run as another user";
        }
        if (cause instanceof DirectoryNotEmptyException) {
            return "is a folder that is not empty; choose another place";
        }
        String words = words(cause);
        if (words != null) {
            return words;
        }
        if (Files.isDirectory(file)) {
            return "is a folder; name a file";
        }
        if (cause instanceof NoSuchFileException || cause instanceof FileNotFoundException) {
            return "there is no such file or folder; check the path";
        }
        if (cause instanceof CharacterCodingException) {
            return "is not UTF-8; save it as UTF-8";
        }
        if (cause instanceof ZipException) {
            return "is not whole gzip, though its name ends in .gz; pack it again, or give it its right name";
        }
        if (cause instanceof EOFException) {
            return "breaks off in the middle; copy or pack it again";
        }
        return cause.getMessage() == null ? "cannot be used" : cause.getMessage();
    }

    private static String words(Throwable cause) {
        String said =
                cause instanceof FileSystemException e && e.getReason() != null ? e.getReason() : cause.getMessage();
        if (said != null) {
            for (Map.Entry<String, String> word : WORDS.entrySet()) {
                if (said.contains(word.getKey())) {
                    return word.getValue();
                }
            }
        }
        return null;
    }
}
