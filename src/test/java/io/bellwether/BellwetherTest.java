package io.bellwether;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.command.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line and its progress, which write to the process's own streams. */
@Isolated
class BellwetherTest {

    private final PrintStream realOut = System.out;
    private final PrintStream realErr = System.err;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path base;

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void giveBack() {
        System.setOut(realOut);
        System.setErr(realErr);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --parallelism   | 0     | --parallelism: must be 1 to 1024, not 0
            --parallelism   | 99999 | --parallelism: must be 1 to 1024, not 99999
            --level-refresh | 7s    | --level-refresh: must be a multiple of window, which is 10.0 s; not 7s
            """)
    void anOptionOutOfItsRangeIsNamed(String option, String value, String message) {
        assertThat(Bellwether.run("replay", "--events", "x", "--out", "y", option, value))
                .isEqualTo(2);
        assertThat(err()).contains(message);
    }

    @Test
    void helpAndVersionAreNoErrors() {
        assertThat(Bellwether.run("--help")).isZero();
        assertThat(out()).contains("Usage: bellwether", "replay", "rules", "sla", "Start with:  bellwether demo");
        assertThat(Bellwether.run("--version")).isZero();
        assertThat(out()).contains("bellwether 0.1.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "replay", "rules", "rules check", "sla", "sla explain"})
    void everyCommandTeachesItself(String command) {
        String[] words = (command + " --help").split(" ");
        assertThat(Bellwether.run(words)).isZero();
        assertThat(out()).startsWith("Usage: bellwether " + command);
        assertThat(err()).isEmpty();
    }

    @Test
    void nothingAndNonsenseAreTheUsersMistakes() {
        assertThat(Bellwether.run(new String[0])).isEqualTo(2);
        assertThat(err()).contains("Which command?");
        assertThat(Bellwether.run("watch")).isEqualTo(2);
        assertThat(err()).contains("watch");
        assertThat(Bellwether.run("replay", "--out", "x")).isEqualTo(2);
        assertThat(err()).contains("--events");
    }

    @Test
    void aFileThatCannotBeUsedIsTwoAndOneLine() throws Exception {
        Path config = Files.writeString(base.resolve("b.yaml"), "window: x");
        assertThat(Bellwether.run("run", "--config", config.toString())).isEqualTo(2);
        assertThat(err().lines()).singleElement().asString().contains("b.yaml:1:9: error: window: must be a duration");
    }

    @Test
    void errorsFoundAreOne() throws Exception {
        Files.writeString(base.resolve("r.yaml"), "rules: 1");
        assertThat(Bellwether.run("rules", "check", base.toString())).isEqualTo(1);
        assertThat(out()).contains("r.yaml:1:8: error: rules: must be a list", "1 error, 0 warnings");
    }

    @Test
    void progressWithoutATerminalIsALineForEachTenth() {
        Console console = new Console(true);
        for (int i = 0; i <= 100; i++) {
            console.progress("replaying", i / 100.0, "");
        }
        console.endProgress();
        assertThat(err().lines()).hasSize(11).first().asString().startsWith("replaying 0 %");
        assertThat(err().lines()).last().asString().startsWith("replaying 100 %");
        assertThat(err()).doesNotContain("\r");
    }

    @Test
    void unwantedProgressIsSilent() {
        Console console = new Console(false);
        console.progress("replaying", 0.5, "");
        console.endProgress();
        assertThat(err()).isEmpty();
    }
}
