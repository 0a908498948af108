package io.bellwether.file;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;

/** Files to read, unpacked where their name ends in {@code .gz}. Whatever fails on them fails as a {@link FileProblem}. */
public final class InputFile {

    private static final int BUFFER = 1 << 16;

    private InputFile() {}

    /** Refuses what is no file that can be read, or no gzip though it is called so, before anything is done. */
    public static void require(Path file) throws FileProblem {
        if (Files.isDirectory(file)) {
            throw FileProblem.saying(file, "is a folder; name a file");
        }
        try {
            open(file).close();
        } catch (IOException e) {
            throw FileProblem.of(file, e);
        }
    }

    /** Its bytes, buffered. */
    public static InputStream open(Path file) throws FileProblem {
        return open(file, UnaryOperator.identity());
    }

    /** @param raw what is put around the bytes as they lie on the disk, to count them */
    public static InputStream open(Path file, UnaryOperator<InputStream> raw) throws FileProblem {
        InputStream plain = null;
        try {
            plain = raw.apply(Files.newInputStream(file));
            boolean packed = file.toString().endsWith(".gz");
            return new Named(
                    file, new BufferedInputStream(packed ? new GZIPInputStream(plain, BUFFER) : plain, BUFFER));
        } catch (IOException e) {
            FileProblem problem = FileProblem.of(file, e);
            if (plain != null) {
                try {
                    plain.close();
                } catch (IOException closing) {
                    problem.addSuppressed(closing);
                }
            }
            throw problem;
        }
    }

    /** Its text; what is not UTF-8 is refused where it stands. */
    public static BufferedReader text(Path file) throws FileProblem {
        return new BufferedReader(
                new NamedReader(file, new InputStreamReader(open(file), StandardCharsets.UTF_8.newDecoder())));
    }

    private static final class Named extends FilterInputStream {
        private final Path file;

        Named(Path file, InputStream in) {
            super(in);
            this.file = file;
        }

        @Override
        public int read() throws FileProblem {
            try {
                return in.read();
            } catch (IOException e) {
                throw FileProblem.of(file, e);
            }
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws FileProblem {
            try {
                return in.read(bytes, from, count);
            } catch (IOException e) {
                throw FileProblem.of(file, e);
            }
        }

        @Override
        public void close() throws FileProblem {
            try {
                in.close();
            } catch (IOException e) {
                throw FileProblem.of(file, e);
            }
        }
    }

    private static final class NamedReader extends FilterReader {
        private final Path file;

        NamedReader(Path file, Reader in) {
            super(in);
            this.file = file;
        }

        @Override
        public int read(char[] chars, int from, int count) throws FileProblem {
            try {
                return in.read(chars, from, count);
            } catch (IOException e) {
                throw FileProblem.of(file, e);
            }
        }
    }
}
