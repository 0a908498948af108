package io.bellwether.file;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;

/** Files to write, packed where their name ends in {@code .gz}. Whatever fails on them fails as a {@link FileProblem}. */
public final class OutputFile {

    private static final int BUFFER = 1 << 16;

    private OutputFile() {}

    /** Makes a folder, and those above it, unless it is there; refuses one that nothing can be written into. */
    public static Path folder(Path folder) throws FileProblem {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, ".probe", ""));
            return folder;
        } catch (IOException e) {
            throw FileProblem.of(folder, e);
        }
    }

    /** Refuses what cannot be written, before work is done whose outcome is to go there. Leaves what is there as it is. */
    public static void require(Path file) throws FileProblem {
        try {
            boolean there = Files.exists(file);
            makeParent(file);
            Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                    .close();
            if (!there) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw FileProblem.of(file, e);
        }
    }

    private static void makeParent(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
    }

    /** Makes a file, or empties it, and the folders above it. */
    public static OutputStream create(Path file) throws FileProblem {
        try {
            makeParent(file);
            OutputStream raw = new Named(file, Files.newOutputStream(file));
            return new BufferedOutputStream(
                    file.toString().endsWith(".gz") ? new GZIPOutputStream(raw, BUFFER) : raw, BUFFER);
        } catch (IOException e) {
            throw FileProblem.of(file, e);
        }
    }

    /** Writes a whole file. */
    public static void write(Path file, byte[] bytes) throws FileProblem {
        try (OutputStream out = create(file)) {
            out.write(bytes);
        } catch (IOException e) {
            throw FileProblem.of(file, e);
        }
    }

    /** Writes a whole file in UTF-8. */
    public static void write(Path file, String text) throws FileProblem {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private static final class Named extends FilterOutputStream {
        private final Path file;

        Named(Path file, OutputStream out) {
            super(out);
            this.file = file;
        }

        @Override
        public void write(int b) throws FileProblem {
            try {
                out.write(b);
            } catch (IOException e) {
                throw FileProblem.of(file, e);
            }
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws FileProblem {
            try {
                out.write(bytes, from, count);
            } catch (IOException e) {
                throw FileProblem.of(file, e);
            }
        }

        @Override
        public void close() throws FileProblem {
            try {
                out.close();
            } catch (IOException e) {
                throw FileProblem.of(file, e);
            }
        }
    }
}
