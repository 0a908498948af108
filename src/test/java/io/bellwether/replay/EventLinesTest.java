package io.bellwether.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventLinesTest {

    private static final int LONGEST = 1_000;

    @TempDir
    private Path folder;

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("e.jsonl"), bytes);
    }

    private List<String> read(Path file) {
        List<String> read = new ArrayList<>();
        try (EventLines lines = new EventLines(file, LONGEST, new ReplayProgress())) {
            while (lines.next()) {
                String text = new String(lines.bytes(), StandardCharsets.UTF_8);
                read.add(lines.number() + " " + (lines.isTooLong() ? lines.size() + " bytes" : text));
            }
        }
        return read;
    }

    private List<String> read(String text) throws IOException {
        return read(file(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void linesEndAsTheyDoAnywhereAndBlankOnesAreNone() throws IOException {
        assertThat(read("{a}\n{b}\n")).containsExactly("1 {a}", "2 {b}");
        assertThat(read("{a}\r\n{b}\r\n")).containsExactly("1 {a}", "2 {b}");
        assertThat(read("{a}\n\n \t\n\r\n{b}")).containsExactly("1 {a}", "5 {b}");
        assertThat(read("")).isEmpty();
        assertThat(read("\n\n")).isEmpty();
        assertThat(read("\uFEFF{a}\n{b}")).containsExactly("1 {a}", "2 {b}");
        assertThat(read("\uFEFF\r\n{b}")).containsExactly("2 {b}");
        assertThat(read("\uFEFF")).isEmpty();
        assertThat(read("x")).containsExactly("1 x");
    }

    @ParameterizedTest
    @ValueSource(ints = {999, 1_000, 1_001, 1_002, 65_535, 65_536, 65_537, 3_000_000})
    void aLineIsReadWholeOrKnownByItsSizeAndHash(int length) throws Exception {
        String line = "文".repeat(length / 3) + "x".repeat(length % 3);
        for (String end : List.of("\n", "\r\n", "")) {
            file(("a\n" + line + end).getBytes(StandardCharsets.UTF_8));
            try (EventLines lines = new EventLines(folder.resolve("e.jsonl"), LONGEST, new ReplayProgress())) {
                assertThat(lines.next()).isTrue();
                assertThat(lines.next()).isTrue();
                assertThat(lines.size()).isEqualTo(length);
                assertThat(lines.isTooLong()).isEqualTo(length > LONGEST);
                byte[] whole = line.getBytes(StandardCharsets.UTF_8);
                assertThat(lines.bytes()).isEqualTo(java.util.Arrays.copyOf(whole, Math.min(LONGEST, length)));
                if (length > LONGEST) {
                    byte[] hash = MessageDigest.getInstance("SHA-256").digest(whole);
                    assertThat(lines.sha256()).isEqualTo(HexFormat.of().formatHex(hash));
                }
                assertThat(lines.next()).isFalse();
            }
        }
    }

    @Test
    void gzipIsKnownByItsBytesNotByItsName() throws IOException {
        assertThat(read(file(gzip("{a}\n{b}\n")))).containsExactly("1 {a}", "2 {b}");
        Path plain = Files.writeString(folder.resolve("plain.gz"), "{a}\n");
        assertThat(read(plain)).containsExactly("1 {a}");
        Files.writeString(plain, "no gzip");
        assertThatThrownBy(() -> read(plain)).hasMessageContaining("plain.gz: its gzip data is damaged or cut off");
    }

    @Test
    void allMembersOfAGzipFileAreRead() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(gzip("{a}\n"));
        bytes.write(gzip(""));
        bytes.write(gzip("{b}\n"));
        bytes.write(new byte[100]);
        assertThat(read(file(bytes.toByteArray()))).containsExactly("1 {a}", "2 {b}");
    }

    @Test
    void damagedGzipSaysWhichFileAndAfterWhichLine() throws IOException {
        String text = "{\"id\":\"%s\"}\n".formatted("x".repeat(40)).repeat(20_000);
        byte[] whole = gzip(text);
        Path cut = file(java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> read(cut))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageMatching(
                        ".*e\\.jsonl: cannot be read on after line \\d+: its gzip data is damaged or cut off.*");

        ByteArrayOutputStream followed = new ByteArrayOutputStream();
        followed.write(gzip("{a}\n"));
        followed.write("{b}\n".repeat(30).getBytes(StandardCharsets.UTF_8));
        Path garbage = file(followed.toByteArray());
        assertThatThrownBy(() -> read(garbage))
                .hasMessageEndingWith("e.jsonl: cannot be read on after line 1: its gzip data is damaged or cut off "
                        + "(something follows that is no gzip data); copy it again, or cut it there");
    }

    @Test
    void whatIsNoFileIsToldByName() {
        assertThatThrownBy(() -> read(folder)).hasMessage(folder + ": is a folder; name a file");
        assertThatThrownBy(() -> read(folder.resolve("none")))
                .hasMessage(folder.resolve("none") + ": there is no such file or folder; check the path");
    }
}
