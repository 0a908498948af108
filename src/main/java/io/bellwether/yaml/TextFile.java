package io.bellwether.yaml;

import io.bellwether.file.FileProblem;
import io.bellwether.file.Folder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Files that people write: found by name whatever the spelling of their ending, read as UTF-8, complained about by line. */
public final class TextFile {

    /**
     * The most bytes of a file that people write; thousands of rules fit. A parser may take the square of a file's length
     * in time, and whoever waits for it can neither checkpoint nor stop.
     */
    static final int MOST_BYTES = 1 << 20;

    private TextFile() {}

    /** Whether a file's name ends in {@code .yaml} or {@code .yml}, in whatever case, and is not hidden. */
    public static boolean isYaml(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml"));
    }

    /**
     * A YAML file's name without its ending, and so what it is for, in small letters: not every file system tells letters
     * of both sizes apart. A name without an ending is its own.
     */
    public static String stem(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /**
     * The one YAML file of that stem in a directory; null where there is none.
     *
     * @param problems where a complaint goes if there are several: nobody could tell which of them holds
     */
    public static Path find(Path directory, String stem, List<YamlProblem> problems) {
        List<Path> found = new ArrayList<>();
        try {
            Folder.entries(directory).stream()
                    .filter(file -> isYaml(file) && stem(file).equals(stem) && !Files.isDirectory(file))
                    .forEach(found::add);
        } catch (IOException e) {
            problems.add(whole(directory.toString(), reason(directory, e)));
        }
        for (int i = 1; i < found.size(); i++) {
            problems.add(whole(
                    found.get(i).toString(),
                    "stands beside " + found.get(0).getFileName() + ", and only one of them can hold; remove one"));
        }
        return found.isEmpty() ? null : found.get(0);
    }

    /**
     * The text of a file; null where it cannot be read, which was then complained about.
     *
     * @param name of the file in complaints
     */
    public static String read(Path file, String name, List<YamlProblem> problems) {
        try {
            byte[] bytes = bytes(file);
            if (bytes.length > MOST_BYTES) {
                problems.add(whole(
                        name,
                        "is longer than 1 MiB (" + MOST_BYTES + " bytes), which no file that people"
                                + " write needs; look whether it is the right file, or split it"));
                return null;
            }
            return decode(bytes, name, problems);
        } catch (IOException e) {
            problems.add(whole(
                    name, Files.isDirectory(file) ? "cannot be read: is a directory; name a file" : reason(file, e)));
            return null;
        }
    }

    /** At most one byte more than is allowed, however long the file is or grows. */
    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MOST_BYTES + 1);
        }
    }

    private static YamlProblem whole(String name, String message) {
        return new YamlProblem(name, 0, 0, "", true, message);
    }

    /** What is wrong with a file that the system does not open. */
    private static String reason(Path file, IOException e) {
        if (e instanceof NoSuchFileException) {
            return "cannot be read: there is no such file";
        }
        if (e instanceof AccessDeniedException) {
            return "cannot be read: that is not allowed; change its permissions, or run as another user";
        }
        return "cannot be read: " + FileProblem.reason(file, e);
    }

    private static String decode(byte[] bytes, String name, List<YamlProblem> problems) {
        if (bytes.length >= 2 && (bytes[0] == -1 && bytes[1] == -2 || bytes[0] == -2 && bytes[1] == -1)) {
            problems.add(new YamlProblem(name, 1, 0, "", true, "is UTF-16, not UTF-8; save it as UTF-8"));
            return null;
        }
        boolean marked = bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == -65;
        ByteBuffer in = ByteBuffer.wrap(bytes, marked ? 3 : 0, bytes.length - (marked ? 3 : 0));
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult end = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        if (end.isError()) {
            int line = line(bytes, in.position());
            problems.add(new YamlProblem(name, line, 0, "", true, "is not UTF-8; save it as UTF-8"));
            return null;
        }
        String text = out.flip().toString();
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            int line = (int) text.substring(0, nul).lines().count();
            problems.add(new YamlProblem(
                    name, Math.max(1, line), 0, "", true, "is no text in UTF-8 (perhaps UTF-16); save it as UTF-8"));
            return null;
        }
        return text;
    }

    private static int line(byte[] bytes, int end) {
        int line = 1;
        for (int i = 0; i < end; i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        return line;
    }
}
