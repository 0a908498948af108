package io.bellwether.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder for what does not fit into memory. It is gone when it is closed, and also when somebody ends the process. */
public final class PassingFolder implements Closeable {

    /** Whoever still writes while the process ends may put a file beside those that are removed. */
    private static final int TRIES = 5;

    private final Path folder;
    private final AtEnd atEnd;

    private PassingFolder(Path folder) {
        this.folder = folder;
        this.atEnd = new AtEnd("bellwether-folder-end", this::remove);
    }

    /** Makes one where the machine keeps such folders. */
    public static PassingFolder create(String prefix) throws IOException {
        return new PassingFolder(Files.createTempDirectory(prefix));
    }

    public Path path() {
        return folder;
    }

    /** Removes what is in it, and it; also while somebody writes there. */
    void remove() {
        for (int i = 0; i < TRIES && Files.exists(folder); i++) {
            try {
                for (Path file : Folder.entries(folder)) {
                    Files.deleteIfExists(file);
                }
                Files.deleteIfExists(folder);
            } catch (DirectoryNotEmptyException e) {
                // somebody was quicker; what they wrote goes with the next round
                continue;
            } catch (IOException | UncheckedIOException e) {
                System.err.println(folder + ": cannot be removed: " + e.getMessage());
                return;
            }
        }
    }

    @Override
    public void close() {
        atEnd.close();
    }
}
