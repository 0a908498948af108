package io.bellwether.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.state.GoldenSamples.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bytes that releases have written, and their restoring. A file for each codec; a line for each sample, what versions wrote it,
 * and what they wrote. Lines of earlier versions stay for as long as these are read.
 *
 * <p>Who changes what is written raises the version of the codec or part and has the lines of the new version added, with
 * {@code -Dgolden=add}. Lines that no release has written yet may be put in the place of others, with {@code -Dgolden=replace}.
 */
class GoldenBytesTest {

    private static final Path FOLDER = Path.of("src/test/resources/io/bellwether/state/golden");

    /** Nothing of these is ever written: they hold texts of messages. */
    private static final Set<String> UNWRITTEN = Set.of("inbound");

    private static List<Sample<?>> samples() throws Exception {
        List<Sample<?>> all = new ArrayList<>();
        for (GoldenSamples some : ServiceLoader.load(GoldenSamples.class)) {
            all.addAll(some.all());
        }
        return all;
    }

    private static Stream<Codec<?>> codecs() {
        return CodecsTest.all().stream().filter(codec -> !UNWRITTEN.contains(codec.name()));
    }

    @Test
    void everyCodecHasASample() throws Exception {
        assertThat(samples().stream().map(sample -> sample.codec().name()))
                .containsAll(codecs().map(Codec::name).toList());
    }

    @ParameterizedTest
    @MethodSource("codecs")
    <T> void writesWhatItsVersionWrote(Codec<T> codec) throws Exception {
        Map<String, String> lines = lines(codec);
        Map<String, String> now = new LinkedHashMap<>();
        for (Sample<?> sample : samples()) {
            if (sample.codec().name().equals(codec.name())) {
                now.put(sample.name() + ' ' + versions(codec), hex(sample));
            }
        }
        String mode = System.getProperty("golden", "");
        if (mode.equals("replace")) {
            lines.keySet().removeIf(key -> key.endsWith(' ' + versions(codec)));
        }
        if (!mode.isEmpty()) {
            now.forEach(lines::putIfAbsent);
            write(codec, lines);
        }
        assertThat(lines)
                .as(
                        "bytes of %s have changed while its versions have not: raise the version of what has changed, read"
                                + " the old one too, and run this test with -Dgolden=add; if it was raised, run it so",
                        codec)
                .containsAllEntriesOf(now);
    }

    /** Who says that an older version is read shows it. */
    @ParameterizedTest
    @MethodSource("codecs")
    void hasBytesOfEveryVersionThatIsRead(Codec<?> codec) throws IOException {
        Set<Integer> there = new TreeSet<>();
        for (String line : lines(codec).keySet()) {
            there.add(parse(line.substring(line.indexOf(' ') + 1)).get(codec.name()));
        }
        assertThat(there)
                .isEqualTo(IntStream.rangeClosed(codec.oldest(), codec.version())
                        .boxed()
                        .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("codecs")
    <T> void readsAllThatWasEverWritten(Codec<T> codec) throws IOException {
        for (Map.Entry<String, String> line : lines(codec).entrySet()) {
            String versions = line.getKey().substring(line.getKey().indexOf(' ') + 1);
            byte[] bytes = HexFormat.of().parseHex(line.getValue());
            if (versions.equals(versions(codec))) {
                assertThat(codec.toBytes(codec.fromBytes(bytes, Versions.CURRENT)))
                        .as(line.getKey())
                        .isEqualTo(bytes);
            } else {
                byte[] renewed = codec.renewed(bytes, Versions.of(parse(versions)));
                assertThat(codec.renewed(renewed, Versions.of(codec.versions())))
                        .as(line.getKey())
                        .isEqualTo(renewed);
            }
        }
    }

    private static <T> String hex(Sample<T> sample) {
        return HexFormat.of().formatHex(sample.codec().toBytes(sample.value()));
    }

    private static String versions(Codec<?> codec) {
        StringBuilder text = new StringBuilder();
        codec.versions().forEach((part, version) -> text.append(text.isEmpty() ? "" : ",")
                .append(part)
                .append('=')
                .append(version));
        return text.toString();
    }

    private static Map<String, Integer> parse(String versions) {
        Map<String, Integer> parsed = new TreeMap<>();
        for (String part : versions.split(",")) {
            String[] sides = part.split("=");
            parsed.put(sides[0], Integer.valueOf(sides[1]));
        }
        return parsed;
    }

    private static Path file(Codec<?> codec) {
        return FOLDER.resolve(codec.name() + ".txt");
    }

    /** By sample and versions. */
    private static Map<String, String> lines(Codec<?> codec) throws IOException {
        Map<String, String> lines = new LinkedHashMap<>();
        if (Files.exists(file(codec))) {
            for (String line : Files.readAllLines(file(codec))) {
                int end = line.lastIndexOf(' ');
                lines.put(line.substring(0, end), line.substring(end + 1));
            }
        }
        return lines;
    }

    private static void write(Codec<?> codec, Map<String, String> lines) throws IOException {
        Files.createDirectories(FOLDER);
        List<String> all = new ArrayList<>();
        lines.forEach((key, hex) -> all.add(key + ' ' + hex));
        Files.write(file(codec), all);
    }
}
