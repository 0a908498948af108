package io.bellwether.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {

    private static final String TEXT = "group: g\n\nname: \u6392\u961f\n";

    @TempDir
    private Path directory;

    private final List<YamlProblem> problems = new ArrayList<>();

    private String read(byte[] bytes) throws Exception {
        return TextFile.read(Files.write(directory.resolve("f.yaml"), bytes), "f.yaml", problems);
    }

    private String told() {
        return YamlProblem.lines(problems);
    }

    @Test
    void theStemIsTheNameWithoutItsEndingWhereItHasOne() {
        assertThat(TextFile.stem(Path.of("rules", "queues.de.yaml"))).isEqualTo("queues.de");
        assertThat(TextFile.stem(Path.of("none"))).isEqualTo("none");
        assertThat(TextFile.stem(Path.of("SLA-Policies.YAML"))).isEqualTo("sla-policies");
    }

    @Test
    void utf8IsReadWithAndWithoutItsMark() throws Exception {
        assertThat(read(TEXT.getBytes(StandardCharsets.UTF_8))).isEqualTo(TEXT);
        assertThat(read(("\uFEFF" + TEXT).getBytes(StandardCharsets.UTF_8))).isEqualTo(TEXT);
        assertThat(read(new byte[0])).isEmpty();
        assertThat(problems).isEmpty();
    }

    @Test
    void aFileThatIsTooLongIsRefusedUnparsed() throws Exception {
        String longest = "#".repeat(TextFile.MOST_BYTES);
        assertThat(read(longest.getBytes(StandardCharsets.UTF_8))).isEqualTo(longest);
        assertThat(problems).isEmpty();
        assertThat(read((longest + "#").getBytes(StandardCharsets.UTF_8))).isNull();
        assertThat(told())
                .isEqualTo("f.yaml: error: is longer than 1 MiB (1048576 bytes), which no file that people write needs;"
                        + " look whether it is the right file, or split it");
    }

    @Test
    void anotherEncodingIsNamedWithTheLine() throws Exception {
        assertThat(read(TEXT.getBytes(Charset.forName("GBK")))).isNull();
        assertThat(told()).isEqualTo("f.yaml:3: error: is not UTF-8; save it as UTF-8");
    }

    @Test
    void utf16IsNamed() throws Exception {
        assertThat(read(TEXT.getBytes(StandardCharsets.UTF_16))).isNull();
        assertThat(told()).isEqualTo("f.yaml:1: error: is UTF-16, not UTF-8; save it as UTF-8");
        problems.clear();
        assertThat(read(TEXT.getBytes(StandardCharsets.UTF_16LE))).isNull();
        assertThat(told()).startsWith("f.yaml:").contains("save it as UTF-8");
    }

    @Test
    void aFileCutWithinACharacterIsNotUtf8() throws Exception {
        byte[] bytes = "name: \u6392".getBytes(StandardCharsets.UTF_8);
        assertThat(read(java.util.Arrays.copyOf(bytes, bytes.length - 1))).isNull();
        assertThat(told()).isEqualTo("f.yaml:1: error: is not UTF-8; save it as UTF-8");
    }

    @Test
    void aMissingFileAndADirectoryAreNamed() {
        assertThat(TextFile.read(directory.resolve("no.yaml"), "no.yaml", problems))
                .isNull();
        assertThat(TextFile.read(directory, "d", problems)).isNull();
        assertThat(told())
                .isEqualTo("no.yaml: error: cannot be read: there is no such file\n"
                        + "d: error: cannot be read: is a directory; name a file");
    }

    @Test
    void aLinkThatLeadsInACircleIsNamed() throws Exception {
        Path loop = directory.resolve("loop.yaml");
        Files.createSymbolicLink(loop, loop);
        assertThat(TextFile.read(loop, "loop.yaml", problems)).isNull();
        assertThat(told())
                .isEqualTo(
                        "loop.yaml: error: cannot be read: its symbolic links lead in a circle; name the file itself");
    }

    @Test
    void theEndingMayBeSpelledInAnyWay() throws Exception {
        assertThat(TextFile.find(directory, "sla-policies", problems)).isNull();
        for (String name : List.of("sla-policies.YML", "other.yaml", ".sla-policies.yaml", "sla-policies.yaml.bak")) {
            Files.writeString(directory.resolve(name), "");
        }
        assertThat(TextFile.find(directory, "sla-policies", problems)).hasFileName("sla-policies.YML");
        assertThat(problems).isEmpty();

        Files.writeString(directory.resolve("sla-policies.yaml"), "");
        TextFile.find(directory, "sla-policies", problems);
        assertThat(told())
                .contains("sla-policies.yaml: error: stands beside sla-policies.YML, and only one of them can hold");
    }

    @Test
    void whatNoYamlFileMayHoldIsNamedWithItsLine() {
        YamlMap.root("c.yaml", "a: 1\nb: \u0007\n", problems);
        YamlMap.root("d.yaml", "a: 1\n---\nb: 1\n", problems);
        assertThat(told())
                .contains("c.yaml:2: error: not YAML: the character U+0007 is not allowed")
                .contains("d.yaml:2:1: error: a second document begins here (---)");
    }
}
