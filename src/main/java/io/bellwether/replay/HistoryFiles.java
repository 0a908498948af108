package io.bellwether.replay;

import io.bellwether.file.FileProblem;
import io.bellwether.file.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The event files that a command was given. */
public final class HistoryFiles {

    private HistoryFiles() {}

    /** Refuses what cannot be read. A pipe is not touched: it can be opened once. */
    public static void check(List<Path> files) throws FileProblem {
        for (Path file : files) {
            if (Files.isRegularFile(file) || Files.isDirectory(file) || !Files.exists(file)) {
                InputFile.require(file);
            }
        }
    }

    /** Bytes of all files, those aside that have no size. */
    public static long size(List<Path> files) throws IOException {
        long size = 0;
        for (Path file : files) {
            size += Files.isRegularFile(file) ? Files.size(file) : 0;
        }
        return size;
    }
}
