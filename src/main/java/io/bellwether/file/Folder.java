package io.bellwether.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Folders, listed in one way: in the order of names, and with errors that whoever lists has to expect. */
public final class Folder {

    private Folder() {}

    /**
     * What is in a folder, sorted; of sub-folders only they themselves.
     *
     * @throws IOException where it cannot be listed, be it only in the middle: half a listing is none
     */
    public static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return sorted(entries);
        }
    }

    /** A stream has no other way to tell that a folder went away, or its disk did, than an exception that nobody declares. */
    static List<Path> sorted(Stream<Path> entries) throws IOException {
        try {
            return entries.sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
