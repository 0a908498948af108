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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleTestCommandTest {

    private static final String RULES = """
        group: test
        rules:
          - uid: many-wait
            title: many wait
            owner: ops
            metric: queue.waiting
            by: [queue]
            levels: [{severity: warning, op: ">=", value: 10}]
            annotations: {summary: "{{value}} wait"}
          - uid: most-wait
            title: most wait
            owner: ops
            metric: queue.waiting
            by: [queue]
            levels: [{severity: warning, op: ">=", value: 100}]
            annotations: {summary: "{{value}} wait"}
        """;

    private static final String TESTS = """
        tests:
          - name: ten are many
            input: [{series: {metric: queue.waiting, queue: vip}, values: '9x4 10x4'}]
            expect: [{at: 5m, uid: many-wait, alerts: [{severity: warning}]}]
          - name: nine are many
            input: [{series: {metric: queue.waiting, queue: vip}, values: '9x4'}]
            expect: [{at: 4m, uid: many-wait, alerts: [{severity: warning}]}]
        """;

    @TempDir
    private Path folder;

    private String printed;

    @BeforeEach
    void rules() throws Exception {
        Files.writeString(folder.resolve("test.yaml"), RULES);
        Files.createDirectory(folder.resolve("tests"));
    }

    private int run(String... options) {
        List<String> command = new ArrayList<>(List.of("rules", "test", folder.toString()));
        command.addAll(List.of(options));
        StringWriter out = new StringWriter();
        int code = Bellwether.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(command.toArray(String[]::new));
        printed = out.toString().replace("\r", "").replace(folder.toString(), "rules");
        return code;
    }

    private void tests() throws Exception {
        Files.writeString(folder.resolve("tests/queue.test.yaml"), TESTS);
    }

    @Test
    void saysWhichFailAndWhy() throws Exception {
        tests();

        assertThat(run()).isEqualTo(1);
        assertThat(printed).isEqualTo("""
            rules/tests/queue.test.yaml
              ok    ten are many
              FAIL  nine are many
                    line 7: at 4m of many-wait must fire: warning {}; fires: nothing; told until then: nothing
            2 tests, 1 failed
            without a test: most-wait
            """);
    }

    @Test
    void runsThoseThatAreAskedFor() throws Exception {
        tests();
        Path xml = folder.resolve("results.xml");

        assertThat(run("--run", "^ten", "--junit", xml.toString())).isZero();
        assertThat(printed).contains("1 test, 0 failed");
        assertThat(Files.readString(xml)).contains("<testcase name=\"ten are many\"");
        assertThat(run("--run", "^ten", "--strict")).isEqualTo(1);
        assertThat(run("--run", "eleven")).isEqualTo(2);
        assertThat(run("--run", "(")).isEqualTo(2);
        assertThat(printed).contains("--run: is no regular expression");
    }

    @Test
    void scriptsReadJson() throws Exception {
        tests();

        assertThat(run("--json")).isEqualTo(1);
        JsonNode root = new ObjectMapper().readTree(printed);
        assertThat(root.path("ok").asBoolean()).isFalse();
        assertThat(root.path("tests").get(1).path("failures")).hasSize(1);
        assertThat(root.path("untested").get(0).asText()).isEqualTo("most-wait");
    }

    @Test
    void withoutTestsItSaysWhereTheyWouldBe() {
        assertThat(run()).isEqualTo(2);
        assertThat(printed).contains("rules/tests: there is no test").contains("docs/rules.md");
    }

    /** The folder of tests is no folder of rules that somebody forgot. */
    @Test
    void testsAreNoRulesThatAreNotRead() throws Exception {
        Files.writeString(folder.resolve("tests/queue.test.yaml"), "rules: [test.yaml]\n" + TESTS);
        StringWriter out = new StringWriter();

        int code = Bellwether.commandLine()
                .setOut(new PrintWriter(out))
                .execute("rules", "check", "--strict", folder.toString());

        assertThat(out.toString()).contains("0 errors, 0 warnings");
        assertThat(code).isZero();
    }
}
