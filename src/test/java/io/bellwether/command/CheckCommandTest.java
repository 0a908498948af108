package io.bellwether.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.Bellwether;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code check} says of files alone; {@link CheckITCase} asks servers. */
class CheckCommandTest {

    @TempDir
    private Path base;

    private String check(String settings, String... more) throws Exception {
        Path config = Files.writeString(base.resolve("b.yaml"), settings);
        List<String> arguments = new ArrayList<>(List.of("check", "--offline", "--config", config.toString()));
        arguments.addAll(List.of(more));
        StringWriter out = new StringWriter();
        int code = Bellwether.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(arguments.toArray(String[]::new));
        return code + "\n" + out.toString().replace(base + "/", "").replace("\r", "");
    }

    @Test
    void asManyErrorsAreCountedAsAreListed() throws Exception {
        String faulty = "windw: 10s\nlateness: soon\nparallelism: 0\nfoo: 1\n";
        String told = check(faulty);

        assertThat(told).startsWith("1\n").endsWith("4 errors: no job would start.\n");
        assertThat(told.lines().filter(line -> line.startsWith("error    b.yaml:")))
                .hasSize(4);
        assertThat(told).contains("error    b.yaml:2:11: lateness: must be a duration");
        JsonNode json = new ObjectMapper().readTree(check(faulty, "--json").split("\n", 2)[1]);
        assertThat(json.get("findings")).hasSize(4);
    }

    @Test
    void whatSettingsProbablyDoNotMeanIsSaidAndNoError() throws Exception {
        Files.createDirectories(base.resolve("rules"));
        assertThat(check("dimensions: [queue, teir]\nalert_rules: '" + base.resolve("rules") + "'"))
                .startsWith("0\nok       settings: every key and value is understood\n"
                        + "warning  b.yaml:1:21: dimensions[1]: teir is no field that every event may have")
                .contains("; did you mean tier?\n")
                .endsWith("A job can start with this.\n");
    }

    @Test
    void everyPlatformThatIsNamedHasAFile() throws Exception {
        Path folder = Files.createDirectories(base.resolve("rules/platforms"));
        Files.copy(Path.of("alert-rules/platforms/jd.yaml"), folder.resolve("jd.yaml"));
        String rules = "\nalert_rules: '" + base.resolve("rules") + "'";
        assertThat(check("platforms: [jd, duoyin, wechat]" + rules))
                .startsWith("1\n")
                .contains("\nerror    platforms: there is no file of the platform duoyin; there are jd")
                .contains("\nerror    platforms: there is no file of the platform wechat; there are jd")
                .endsWith("\n2 errors: no job would start.\n");
        assertThat(check("platforms: [jd]" + rules))
                .startsWith("0\n")
                .contains("ok       platforms: 1 of them are counted");
        assertThat(check("platforms: []" + rules)).startsWith("0\n").doesNotContain("platforms");
    }

    @Test
    void eachMistakeOfTheFileOfTopicsIsAFindingOfItsOwn() throws Exception {
        Path rules = Files.createDirectories(base.resolve("rules"));
        Path topics = Files.writeString(base.resolve("topics.yaml"), "topics: {a: b}\n");
        assertThat(check("alert_rules: '" + rules + "'\ntopics: '" + topics + "'"))
                .startsWith("1\n")
                .contains("topics.yaml:1:1: version: missing")
                .contains("topics.yaml:1:13: topics.a: must be a mapping")
                .doesNotContain(": error: ");
    }
}
