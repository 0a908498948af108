package io.bellwether.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicLong;

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

    /** Of all files in it and below. */
    public long bytes() throws IOException {
        AtomicLong bytes = new AtomicLong();
        Files.walkFileTree(folder, new Leniently() {
            @Override
            void file(Path file, long size) {
                bytes.addAndGet(size);
            }

            @Override
            void folder(Path folder) {
                // has no size of its own
            }
        });
        return bytes.get();
    }

    /** Removes what is in it, and it; also while somebody writes there. */
    void remove() {
        for (int i = 0; i < TRIES && Files.exists(folder); i++) {
            try {
                Files.walkFileTree(folder, new Leniently() {
                    @Override
                    void file(Path file, long size) throws IOException {
                        Files.deleteIfExists(file);
                    }

                    @Override
                    void folder(Path folder) throws IOException {
                        Files.deleteIfExists(folder);
                    }
                });
            } catch (DirectoryNotEmptyException e) {
                // somebody was quicker; what they wrote goes with the next round
                continue;
            } catch (IOException e) {
                System.err.println(folder + ": cannot be removed: " + e.getMessage());
                return;
            }
        }
    }

    @Override
    public void close() {
        atEnd.close();
    }

    /** Files come and go while somebody writes there. */
    private abstract static class Leniently extends SimpleFileVisitor<Path> {

        abstract void file(Path file, long size) throws IOException;

        /** Behind all that was in it. */
        abstract void folder(Path folder) throws IOException;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            file(file, attributes.size());
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException error) throws IOException {
            if (Files.exists(file)) {
                throw error;
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException error) throws IOException {
            folder(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
