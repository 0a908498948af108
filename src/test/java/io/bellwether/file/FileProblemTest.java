package io.bellwether.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way in which a file can be unusable names the file and what to do. */
class FileProblemTest {

    @TempDir
    private Path folder;

    private void refuses(Path file, String... words) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(FileProblem.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContainingAll(words);
    }

    private static String read(Path file) throws IOException {
        try (BufferedReader text = InputFile.text(file)) {
            return String.join("|", text.lines().toList());
        } catch (UncheckedIOException e) {
            throw FileProblem.of(file, e);
        }
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void whatCannotBeReadIsNamed() throws IOException {
        refuses(folder.resolve("none"), "there is no such file or folder");
        refuses(folder, "is a folder; name a file");
        Path file = Files.writeString(folder.resolve("file"), "x");
        refuses(file.resolve("below"), "a part of the path is a file");
        refuses(Files.createSymbolicLink(folder.resolve("loop"), folder.resolve("loop")), "lead in a circle");
        refuses(Files.write(folder.resolve("gbk"), "排队".getBytes(Charset.forName("GBK"))), "save it as UTF-8");
    }

    @Test
    void whatIsNoWholeGzipIsNamed() throws IOException {
        byte[] whole = packed("one\ntwo\n".repeat(50_000));
        assertThat(read(Files.write(folder.resolve("whole.gz"), whole))).startsWith("one|two|one");
        refuses(Files.writeString(folder.resolve("plain.gz"), "one\ntwo\nthree\n"), "is not whole gzip");
        refuses(
                Files.write(folder.resolve("cut.gz"), Arrays.copyOf(whole, whole.length / 2)),
                "breaks off in the middle");
        refuses(Files.write(folder.resolve("empty.gz"), new byte[0]), "breaks off in the middle");
        byte[] damaged = whole.clone();
        damaged[whole.length / 2] ^= 0x55;
        refuses(Files.write(folder.resolve("damaged.gz"), damaged), "gzip");
    }

    @Test
    void whatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        assertThatThrownBy(() -> OutputFile.folder(file)).hasMessage(file + ": is a file; name a folder");
        assertThatThrownBy(() -> OutputFile.create(file.resolve("below")))
                .hasMessage(file + ": is a file; name a folder");
        assertThatThrownBy(() -> OutputFile.create(folder)).hasMessage(folder + ": is a folder; name a file");
        OutputFile.write(folder.resolve("new/deep/out.gz"), "text");
        assertThat(read(folder.resolve("new/deep/out.gz"))).isEqualTo("text");
        assertThat(OutputFile.folder(folder.resolve("another"))).isEmptyDirectory();
    }

    @Test
    void aFullDiskIsNamed() {
        Path full = Path.of("/dev/full");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(full), "no /dev/full on this system");
        assertThatThrownBy(() -> OutputFile.write(full, "text")).hasMessageStartingWith("/dev/full: the disk is full");
    }

    @Test
    void thePermissionOfTheSystemIsNamed() {
        Path file = Path.of("secret");
        assertThat(FileProblem.of(file, new AccessDeniedException("secret")))
                .hasMessage("secret: no permission to use it; change its permissions, or run as another user");
    }

    /** A job throws what its source threw, wrapped three times, and the file is known to the innermost alone. */
    @Test
    void theFileIsFoundThroughWhateverWrapsIt() {
        FileSystemException inner = new FileSystemException("disk/x", null, "Read-only file system");
        Exception outer = new ExecutionException(new UncheckedIOException(new IOException("job failed", inner)));
        assertThat(FileProblem.within(outer))
                .hasMessageStartingWith("disk/x: lies on a file system that cannot be written");
        FileProblem told = FileProblem.saying(folder, "is wrong");
        assertThat(FileProblem.of(Path.of("other"), new IOException(told))).isSameAs(told);
        assertThat(FileProblem.within(new IOException("nothing of a file"))).isNull();
    }
}
