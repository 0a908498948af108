package io.bellwether.job;

import io.bellwether.file.Folder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Checksums of complete checkpoints and savepoints, written as soon as they are complete and compared before a start goes on
 * from one. Flink's format has none: a number in which one bit is wrong would be read and counted on.
 *
 * <p>They lie beside the states, not in them: Flink removes a checkpoint's folder only if nothing else is in it.
 */
final class StateSums {

    private static final String FOLDER = "sums";
    private static final int BLOCK = 1 << 20;

    private final Path root;

    /** @param root of all states; the sums are in a folder of it */
    StateSums(Path root) {
        this.root = root;
    }

    private Path file(Path state) {
        return root.resolve(FOLDER)
                .resolve(root.relativize(state)
                        .toString()
                        .replace(state.getFileSystem().getSeparator(), "."));
    }

    /** Whether the sums of a state were written: then it was complete. */
    boolean has(Path state) {
        return Files.exists(file(state));
    }

    /** Writes the sums of a complete state. Nothing is written where Flink removes it meanwhile. */
    void write(Path state) throws IOException {
        List<String> lines = new ArrayList<>();
        try {
            for (Path part : Folder.entries(state)) {
                lines.add(line(part));
            }
        } catch (NoSuchFileException e) {
            return;
        }
        Path file = file(state);
        Files.createDirectories(file.getParent());
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.write(next, lines);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String line(Path part) throws IOException {
        CRC32C sum = new CRC32C();
        byte[] block = new byte[BLOCK];
        try (InputStream in = Files.newInputStream(part)) {
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                sum.update(block, 0, n);
            }
        }
        return HexFormat.of().toHexDigits((int) sum.getValue()) + " " + part.getFileName();
    }

    /** What is wrong with the file that names all others, before anybody reads it. */
    Optional<String> problemOfMetadata(Path state) throws IOException {
        return problem(state, SavedState.METADATA);
    }

    /** What is wrong with the files of a state. Nothing is known of one whose sums nobody wrote. */
    Optional<String> problem(Path state) throws IOException {
        return problem(state, "");
    }

    private Optional<String> problem(Path state, String only) throws IOException {
        if (!has(state)) {
            return Optional.empty();
        }
        for (String line : Files.readAllLines(file(state))) {
            String name = line.substring(line.indexOf(' ') + 1);
            if (!only.isEmpty() && !name.equals(only)) {
                continue;
            }
            try {
                if (!line(state.resolve(name)).equals(line)) {
                    return Optional.of(name + " is not what was written: its checksum differs");
                }
            } catch (NoSuchFileException e) {
                return Optional.of(name + " is missing");
            }
        }
        return Optional.empty();
    }

    /** Removes the sums of states that are gone. */
    void tidy(List<Path> states) throws IOException {
        List<Path> kept = states.stream().map(this::file).toList();
        if (Files.isDirectory(root.resolve(FOLDER))) {
            for (Path file : Folder.entries(root.resolve(FOLDER))) {
                if (!kept.contains(file)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
