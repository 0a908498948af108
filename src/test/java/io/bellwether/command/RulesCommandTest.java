package io.bellwether.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.Bellwether;
import io.bellwether.file.Unusable;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class RulesCommandTest {

    private static final String RULE = """
            group: g
            rules:
              - uid: queue-long
                title: "Queue {{labels.queue}} is long"
                owner: ops
                metric: queue.waiting
                by: [queue]
                window: {size: 1m, every: 1m}
                levels: [{severity: warning, op: ">", value: 20}]
                annotations: {summary: "{{value}} wait in {{labels.queue}}"}
            """;

    private static final String ROUTING = """
            receivers:
              - {name: hook, type: webhook, url: "https://hooks.example.com/a", secret: "${A_SECRET_THAT_IS_NOT_SET}"}
            routes:
              - {match: {severity: "page|warning"}, receiver: hook, group_by: [uid, queue]}
            """;

    private static final String POLICIES = "policies: [{name: all, targets: {first_reply: 1h}}]";

    @TempDir
    private Path base;

    private Path rules;

    @BeforeEach
    void files() throws Exception {
        rules = Files.createDirectories(base.resolve("alert-rules"));
        write("a.yaml", RULE);
        write("alert-routing.yaml", ROUTING);
        write("sla-policies.yaml", POLICIES);
    }

    private void write(String name, String text) throws Exception {
        Files.writeString(rules.resolve(name), text);
    }

    private String check(String... options) {
        String[] arguments = new String[options.length + 3];
        arguments[0] = "rules";
        arguments[1] = "check";
        arguments[2] = rules.toString();
        System.arraycopy(options, 0, arguments, 3, options.length);
        StringWriter out = new StringWriter();
        int code = Bellwether.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(arguments);
        return code + "\n" + out.toString().replace(rules + "/", "").replace("\r", "");
    }

    @Test
    void aGoodDirectoryIsGood() {
        assertThat(check()).isEqualTo("0\n0 errors, 0 warnings\n");
    }

    @Test
    void furtherDimensionsAreJudgedLikeThoseOfTheSettings() {
        assertThat(check("--dimensions", "shop,case_id"))
                .startsWith("2\n")
                .contains("--dimensions: \"case_id\" cannot be a dimension");
        assertThat(check("--dimensions", "shop")).startsWith("0\n");
    }

    @Test
    void theRoutingIsCheckedToo() throws Exception {
        write("alert-routing.yaml", """
                receivers:
                  - {name: oncall, type: webhock, url: "https://hooks.example.com/a", secrets: x}
                routes:
                  - {match: {severity: "pa(ge"}, receiver: oncal, group_by: [uid]}
                """);

        assertThat(check())
                .startsWith("1\n")
                .contains("alert-routing.yaml:2:26: error: receivers[0].type: unknown type 'webhock'")
                .contains("alert-routing.yaml:4:44: error: routes[0].receiver: no receiver 'oncal'")
                .contains("alert-routing.yaml:4:24: error: routes[0].match.severity: is no regular expression")
                .endsWith("3 errors, 0 warnings\n");
        JsonNode json = json();
        assertThat(json.get("problems")).hasSize(3);
        assertThat(json.at("/problems/0/file").asText()).endsWith("alert-routing.yaml");
        assertThat(json.at("/problems/0/line").asInt()).isEqualTo(2);
        assertThat(json.findValuesAsText("field")).contains("routes[0].match.severity");
    }

    private JsonNode json() throws Exception {
        return new ObjectMapper().readTree(check("--json").split("\n", 2)[1]);
    }

    @Test
    void policiesAreCheckedToo() throws Exception {
        write("sla-policies.yaml", "policies: [{name: a, targets: {first_repl: 1h}}]");

        assertThat(check())
                .startsWith("1\n")
                .contains("sla-policies.yaml:1:44: error: policies[0].targets.first_repl: is no clock")
                .contains("did you mean first_reply?");
    }

    @Test
    void whereThereAreNoRoutesNobodyIsTold() throws Exception {
        Files.delete(rules.resolve("alert-routing.yaml"));
        assertThat(check())
                .startsWith("0\n")
                .contains("note: no routing file alert-routing.yaml: alerts are recorded, nobody is notified")
                .endsWith("0 errors, 0 warnings\n");
        assertThat(json().get("note").asText()).contains("nobody is notified");
        write("alert-routing.yaml", "receivers: []");
        assertThat(check()).contains("has no routes: alerts are recorded, nobody is notified");
    }

    @Test
    void filesMayEndInYmlAndInCapitals() throws Exception {
        write("b.yml", RULE.replace("queue-long", "other"));
        write("more.YAML", RULE.replace("queue.waiting", "nonsense").replace("queue-long", "third"));

        assertThat(check()).startsWith("1\n").contains("more.YAML:6:13: error: rules[0].metric: there is no metric");

        write("more.YAML", RULE);
        assertThat(check()).contains("more.YAML:3:1: error: uid: uid queue-long is also used in a.yaml line 3");
        Files.delete(rules.resolve("more.YAML"));
        for (String name : List.of("alert-routing", "sla-policies")) {
            write(name + ".YML", "nonsense: 1");
            assertThat(check())
                    .startsWith("1\n")
                    .contains("stands beside " + name + ".YML, and only one of them can hold");
            Files.delete(rules.resolve(name + ".yaml"));
            assertThat(check()).startsWith("1\n").contains(name + ".YML:1:1: error: nonsense: unknown key");
            Files.delete(rules.resolve(name + ".YML"));
        }
        write("c.yaml.bak", RULE);
        write("README.md", "about");
        assertThat(check())
                .startsWith("0\n")
                .contains("c.yaml.bak: warning: is not read")
                .doesNotContain("README");
        assertThat(check("--strict")).startsWith("1\n");
    }

    @Test
    void filesOfPoliciesAndRoutesAreKnownInCapitals() throws Exception {
        Files.delete(rules.resolve("alert-routing.yaml"));
        Files.delete(rules.resolve("sla-policies.yaml"));
        write("Alert-Routing.yaml", ROUTING.replace("receiver: hook", "receiver: hok"));
        write("SLA-POLICIES.YML", POLICIES.replace("1h", "soon"));

        assertThat(check())
                .contains("Alert-Routing.yaml:4:51: error: routes[0].receiver: no receiver 'hok'")
                .contains("SLA-POLICIES.YML:1:47: error: policies[0].targets.first_reply: must be a duration")
                .endsWith("2 errors, 0 warnings\n");
        write("alert-routing.yaml", ROUTING);
        assertThat(check()).contains("stands beside Alert-Routing.yaml, and only one of them can hold");
    }

    /** Under any other name they would be files of rules with nothing right in them. */
    @Test
    void aFileOfPoliciesOrRoutesUnderAnotherNameIsToldItsName() throws Exception {
        write("alert_routing.yaml", ROUTING);
        write("sla-policy.yaml", POLICIES);

        assertThat(check())
                .contains("alert_routing.yaml:1:1: error: rules: missing: this looks like the file alert-routing.yaml,"
                        + " which is read under that name alone; rename it")
                .contains("sla-policy.yaml:1:1: error: rules: missing: this looks like the file sla-policies.yaml,")
                .endsWith("2 errors, 0 warnings\n");
    }

    @Test
    void whatIsNotReadIsNamed() throws Exception {
        write("b.yaml.txt", RULE);
        write("b.YML.md", RULE);
        write("notes.txt", "about");
        write("days.ics", "BEGIN:VCALENDAR");
        write("empty.yaml", "rules: []");
        write(".b.yaml", RULE);
        Files.writeString(Files.createDirectories(rules.resolve("presets")).resolve("gold.yaml"), POLICIES);
        Files.writeString(
                Files.createDirectories(rules.resolve("team")).resolve("c.yml"),
                RULE.replace("queue-long", "queue-short"));
        Files.createDirectories(rules.resolve("d.yaml"));

        assertThat(check()).isEqualTo("""
                0
                empty.yaml:1:8: warning: rules: lists no rule; write some, or remove the file
                b.YML.md: warning: is not read: rules are in files that end in .yaml or .yml; rename it, or move it away
                b.yaml.txt: warning: is not read: rules are in files that end in .yaml or .yml; rename it, or move it away
                d.yaml: warning: is not read: files of sub-folders are not; move its rules up, or move it away
                team: warning: is not read: files of sub-folders are not; move its rules up, or move it away
                0 errors, 5 warnings
                """);
    }

    @Test
    void whatComesWithBellwetherIsFreeOfWarnings() {
        rules = Path.of("alert-rules");
        assertThat(check("--strict")).isEqualTo("0\n0 errors, 0 warnings\n");
    }

    @Test
    void whatTheRoutingSaysInVainIsNamed() throws Exception {
        write("alert-routing.yaml", ROUTING + "  - {match: {uid: queue-lang}, receiver: hook}\n");
        assertThat(check())
                .startsWith("0\n")
                .contains("alert-routing.yaml:5:19: warning: routes[1].match.uid: matches the uid of no rule;"
                        + " did you mean queue-long?");
        write("alert-routing.yaml", "");
        assertThat(check()).startsWith("1\n").contains("alert-routing.yaml:1:1: error: is empty: write receivers");
        write("a.yaml", "");
        assertThat(check()).contains("a.yaml:1:1: error: rules: missing");
    }

    @Test
    void aFileInAnotherEncodingIsNamedBesideWhatElseIsWrong() throws Exception {
        write("fine.yaml", RULE.replace("queue-long", "fine").replace("metric: queue.waiting", "metric: nonsense"));
        Files.write(
                rules.resolve("a.yaml"), RULE.replace("Queue", "\u6392\u961f").getBytes(Charset.forName("GBK")));
        Files.write(rules.resolve("alert-routing.yaml"), ("# \u6392\n" + ROUTING).getBytes(Charset.forName("GBK")));
        Files.write(rules.resolve("sla-policies.yaml"), POLICIES.getBytes(StandardCharsets.UTF_16));

        assertThat(check())
                .startsWith("1\n")
                .contains("\na.yaml:4: error: is not UTF-8; save it as UTF-8\n")
                .contains("\nfine.yaml:6:13: error: rules[0].metric: there is no metric nonsense")
                .contains("\nalert-routing.yaml:1: error: is not UTF-8; save it as UTF-8\n")
                .contains("\nsla-policies.yaml:1: error: is UTF-16, not UTF-8; save it as UTF-8\n");
        assertThat(json().get("problems")).hasSize(4);
    }

    @Test
    void rulesAreReadAgainstTheSettings() throws Exception {
        Path config = Files.writeString(base.resolve("b.yaml"), "window: 60s\ndimensions: [queue, shop]");
        write(
                "a.yaml",
                RULE.replace("{size: 1m, every: 1m}", "{size: 90s, every: 30s}")
                        .replace("[queue]", "[shop]")
                        .replace("labels.queue", "labels.shop"));
        write("alert-routing.yaml", ROUTING.replace("[uid, queue]", "[uid, shop]"));

        assertThat(check("--config", config.toString()))
                .contains(
                        "window.size: must be a multiple of 1m, the length of a pane (window of the settings), up to 7d; rule"
                                + " queue-long has 90s")
                .endsWith("2 errors, 0 warnings\n");
        assertThat(check("--dimensions", "shop")).startsWith("0\n");
        assertThat(check()).contains("shop is not a dimension; known: channel, priority, queue, tier");
        Files.writeString(config, "windw: 60s");
        assertThat(check("--config", config.toString())).startsWith("2\n").contains("windw: unknown key");
    }

    @Test
    void settingsOfServersNeedNotBeKnown() throws Exception {
        Path config = Files.writeString(
                base.resolve("b.yaml"), "influx: {token: '${A_TOKEN_THAT_IS_NOT_SET}'}\nwindow: 60s\n");
        assertThat(check("--config", config.toString())).isEqualTo("0\n0 errors, 0 warnings\n");
        Files.writeString(config, "window: '${A_WINDOW_THAT_IS_NOT_SET}'");
        assertThat(check("--config", config.toString()))
                .startsWith("2\n")
                .contains("window: the environment variable A_WINDOW_THAT_IS_NOT_SET is not set");
    }

    @Test
    void whatIsNoVariableIsAMistakeEverywhere() throws Exception {
        write("a.yaml", RULE.replace("owner: ops", "runbook: '${RUN-BOOKS}/x'"));
        write("alert-routing.yaml", ROUTING.replace("${A_SECRET_THAT_IS_NOT_SET}", "${A-SECRET}"));
        write("sla-policies.yaml", POLICIES.replace("name: all", "name: all, match: {tier: '${TIER}'}"));

        assertThat(check())
                .contains("a.yaml:5:14: error: rules[0].runbook: has a ${…} with something else in it than a name")
                .contains("alert-routing.yaml:2:77: error: receivers[0].secret: has a ${…} with something else in it")
                .contains("sla-policies.yaml:1:38: error: policies[0].match.tier: no variable is replaced here");
    }

    /** Each changes one file of the good directory; what is said of it must not hang on who asks. */
    static List<String> faults() {
        return List.of(
                "a.yaml|value: 20|value: 20",
                "a.yaml|value: 20|value: 5d",
                "a.yaml|by: [queue]|by: [queu]",
                "a.yaml|by: [queue]|by: [brand]",
                "a.yaml|size: 1m|size: 15s",
                "a.yaml|owner: ops|ownr: ops",
                "a.yaml|owner: ops|runbook: docs/gone.md",
                "a.yaml|severity: warning|severity: page",
                "a.yaml|severity: warning|severity: warning, for: 10s",
                "a.yaml|metric: queue.waiting|metric: sla.overdue",
                "a.yaml|{{value}}|{{worth}}",
                "alert-routing.yaml|type: webhook|type: pager",
                "alert-routing.yaml|https://hooks|http://hooks",
                "alert-routing.yaml|receiver: hook|receiver: hok",
                "alert-routing.yaml|severity: \"page|severty: \"page",
                "alert-routing.yaml|group_by: [uid, queue]|group_by: [uid, quue]",
                "alert-routing.yaml|routes:|route:",
                "sla-policies.yaml|first_reply: 1h|first_reply: soon",
                "sla-policies.yaml|name: all|name: all, match: {kind: mail}",
                "sla-policies.yaml|name: all|name: all, match: {shop: a}",
                "sla-policies.yaml|all, |all}, {name: more, ");
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whatTheCheckAcceptsIsReadByTheJobAndTheOtherWayRound(String fault) throws Exception {
        String[] parts = fault.split("\\|(?! *warning)", 3);
        String file = parts[0];
        int cut = fault.indexOf('|', file.length() + 1);
        String from = fault.substring(file.length() + 1, cut);
        String before = Files.readString(rules.resolve(file));
        assertThat(before).contains(from);
        write(file, before.replace(from, fault.substring(cut + 1)));

        String checked = check();
        String read;
        try {
            Host host = new Host();
            new CommandLine(host).parseArgs("--rules", rules.toString());
            host.options.inputs().rules();
            host.options.inputs().policies();
            read = "0\n";
        } catch (Unusable e) {
            read = "1\n" + e.getMessage().replace(rules + "/", "") + "\n";
        }
        assertThat(read.lines().findFirst()).isEqualTo(checked.lines().findFirst());
        assertThat(checked.lines().filter(line -> line.contains(": error: ")))
                .containsExactlyElementsOf(read.lines().skip(1).toList());
    }

    @CommandLine.Command
    private static final class Host {
        @CommandLine.Mixin
        private InputOptions options;
    }
}
