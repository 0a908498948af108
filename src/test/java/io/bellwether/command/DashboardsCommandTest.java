package io.bellwether.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.Bellwether;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class DashboardsCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        CommandLine line = Bellwether.commandLine();
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return line.execute(args);
    }

    @Test
    void writesWhatIsInTheTree() throws Exception {
        Path made = folder.resolve("made/zh");
        assertThat(run("dashboards", "--out", made.toString(), "--language", "zh"))
                .isZero();
        assertThat(out.toString().lines())
                .hasSize(10)
                .contains(made.resolve("sla.json").toString());
        assertThat(made.resolve("sla.json")).hasSameTextualContentAs(Path.of("dashboards/zh/sla.json"));
        assertThat(Files.readString(made.resolve("sla.json"))).contains("\"uid\": \"bellwether-sla-zh\"");
    }

    @Test
    void leavesOtherFilesAlone() throws Exception {
        Files.writeString(folder.resolve("mine.json"), "{}");
        assertThat(run("dashboards", "--out", folder.toString())).isZero();
        assertThat(folder.resolve("mine.json")).hasContent("{}");
    }

    @Test
    void writesAllOrNothing() throws Exception {
        Files.writeString(folder.resolve("wallboard.json"), "{}");
        Files.createDirectories(folder.resolve("trends.json/mine"));
        assertThat(run("dashboards", "--out", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("trends.json: is a folder");
        assertThat(out.toString()).isEmpty();
        assertThat(folder.resolve("wallboard.json")).hasContent("{}");
        try (Stream<Path> there = Files.list(folder)) {
            assertThat(there.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("wallboard.json", "trends.json");
        }
    }

    @Test
    void writesWhereALinkLeads() throws Exception {
        Path linked = Files.writeString(folder.resolve("linked"), "{}");
        Files.createSymbolicLink(folder.resolve("sla.json"), linked);
        assertThat(run("dashboards", "--out", folder.toString())).isZero();
        assertThat(folder.resolve("sla.json")).isSymbolicLink();
        assertThat(linked).hasSameTextualContentAs(Path.of("dashboards/sla.json"));
    }

    @Test
    void trendsAreOfTheDaysOfTheZone() throws Exception {
        assertThat(run("dashboards", "--out", folder.toString(), "--zone", "Asia/Shanghai"))
                .isZero();
        assertThat(folder.resolve("trends.json"))
                .content()
                .contains("\"timezone\": \"Asia/Shanghai\"", "tz('$timezone')", "\"query\":\"Asia/Shanghai\"");
        assertThat(folder.resolve("sla.json")).hasSameTextualContentAs(Path.of("dashboards/sla.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+08:00", "Mars/Base", "UTC'); DROP"})
    void refusesAZoneThatTheStoreDoesNotKnow(String zone) {
        assertThat(run("dashboards", "--out", folder.toString(), "--zone", zone))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--zone: is no time zone: " + zone);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refusesALanguageThatNobodyWrote() {
        assertThat(run("dashboards", "--out", folder.toString(), "--language", "de"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--language: must be en or zh, not de");
        assertThat(folder).isEmptyDirectory();
    }
}
