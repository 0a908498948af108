package io.bellwether.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicLong;

/** A temporary folder, gone with all that is in it when it is closed, or with the process. */
final class BenchFolder implements AutoCloseable {

    private final Path path;
    private final Thread hook = new Thread(this::delete, "delete-bench-folder");

    private BenchFolder(Path path) {
        this.path = path;
    }

    static BenchFolder create() throws IOException {
        BenchFolder folder = new BenchFolder(Files.createTempDirectory("bellwether-bench-"));
        Runtime.getRuntime().addShutdownHook(folder.hook);
        return folder;
    }

    Path path() {
        return path;
    }

    /** Of all files in it. */
    long bytes() throws IOException {
        AtomicLong bytes = new AtomicLong();
        Files.walkFileTree(path, new Leniently() {
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

    private void delete() {
        try {
            Files.walkFileTree(path, new Leniently() {
                @Override
                void file(Path file, long size) throws IOException {
                    Files.deleteIfExists(file);
                }

                @Override
                void folder(Path folder) throws IOException {
                    Files.deleteIfExists(folder);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("The bench's data in " + path + " cannot be deleted; delete it by hand", e);
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(hook);
        delete();
    }

    /** Files come and go while a database or a broker is at work. */
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
