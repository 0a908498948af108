package io.bellwether.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.yaml.YamlProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleLintTest {

    private static final String GOOD = """
        rules:
          - uid: slow
            title: T
            owner: ops
            metric: queue.service_level
            by: [queue]
            window: {size: 5m, every: 5m}
            levels: [{severity: page, op: "<", value: 0.6, for: 5m}]
            min_samples: 20
            n_of_m: [2, 3]
            runbook: docs/slow.md
            dashboard: http://g/d/x
            annotations: {summary: S}
        """;

    @TempDir
    private Path base;

    private Path rules;

    @BeforeEach
    void files() throws Exception {
        rules = Files.createDirectories(base.resolve("alert-rules"));
        Files.createDirectories(base.resolve("docs"));
        Files.writeString(base.resolve("docs/slow.md"), "# Slow");
        write(GOOD);
    }

    private void write(String yaml) throws Exception {
        Files.writeString(rules.resolve("a.yaml"), yaml);
    }

    private String lint() {
        return String.join(
                "\n",
                RuleLint.check(rules, RuleContext.usual(Map.of())).stream()
                        .map(YamlProblem::toString)
                        .toList());
    }

    @Test
    void findsNothingInAGoodFileAndReadsNoOther() throws Exception {
        Files.writeString(rules.resolve("sla-policies.yaml"), "policies: []");
        Files.writeString(rules.resolve("alert-routing.yaml"), "routes: []");
        Files.createDirectories(rules.resolve("presets"));
        Files.writeString(rules.resolve("presets/x.yaml"), "nonsense: 1");

        assertThat(lint()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        runbook: docs/slow.md -> enabled: true       | a.yaml:2:1: warning: slow.runbook: a rule that wakes people needs a runbook
        runbook: docs/slow.md -> runbook: docs/x.md  | warning: slow.runbook: there is no file docs/x.md
        dashboard: http://g/d/x -> enabled: true     | warning: slow.dashboard: somebody woken at night
        owner: ops -> enabled: true                  | warning: slow.owner
        for: 5m -> for: 1m                           | a.yaml:2:5: error: rules[0].for: is shorter than window.every
        every: 5m -> every: 1m                       | warning: slow.n_of_m: windows overlap
        min_samples: 20 -> enabled: true             | warning: slow.min_samples: one bad case out of one
        min_samples: 20 -> no_data: {after: 1h, action: alert, severity: info} | slow.min_samples: one bad case out of one
        by: [queue] -> by: [queu]                    | a.yaml:6:9: error: rules[0].by: queu is not a dimension; known: agent, agent_id, brand
        uid: slow -> uid: s                          | a.yaml:2:10: error: rules[0].uid: must be 3 to 64
        """)
    void finds(String change, String message) throws Exception {
        String[] parts = change.split(" -> ", 2);
        write(GOOD.replace(parts[0], parts[1]));

        assertThat(lint()).contains(message);
    }

    /** As where starter rules are copied without what stands beside them. */
    @Test
    void ofAFolderOfRunbooksThatIsNotThereItSaysOnceWhatToSet() throws Exception {
        String rule = GOOD.replace("docs/slow.md", "${RUNBOOKS_URL}/slow.md");
        write(rule + rule.substring(rule.indexOf("  - uid")).replace("uid: slow", "uid: slower"));
        assertThat(lint().lines())
                .singleElement()
                .asString()
                .contains(
                        "alert-rules: warning: runbook: the runbooks of 2 rules (slow, …) are in docs/runbooks, and there is no such folder in "
                                + base,
                        "set RUNBOOKS_URL to where people read them");

        Files.createDirectories(base.resolve("docs/runbooks"));
        assertThat(lint().lines()).hasSize(2).allSatisfy(line -> assertThat(line)
                .contains("runbook: there is no file docs/runbooks/slow.md"));

        write(GOOD.replace("docs/slow.md", "wiki/slow.md"));
        assertThat(lint().lines())
                .singleElement()
                .asString()
                .contains("the runbook of rule slow is in wiki", "correct the paths, or put them there")
                .doesNotContain("RUNBOOKS_URL");
    }

    @Test
    void aCountIsNeverWithoutData() throws Exception {
        String rule = """
            rules:
              - {uid: still, title: T, owner: ops, metric: queue.offered, by: [queue], severity: info, op: ">", value: 3, MORE
                 no_data: {after: 1h, action: alert, severity: warning}, annotations: {summary: S}}
            """;
        write(rule.replace("MORE", ""));
        assertThat(lint()).contains("still.no_data: queue.offered always says something");
        write(rule.replace("MORE", "min_samples: 5,"));
        assertThat(lint()).isEmpty();
    }

    @Test
    void aBaselineWithoutALeastEffectOrOfLongWindowsIsUnwise() throws Exception {
        String rule = """
            rules:
              - {uid: dip, title: T, owner: ops, metric: queue.offered, by: [queue], window: {size: SIZE, every: 15m},
                 severity: warning, baseline: {EFFECT}, annotations: {summary: S}}
            """;
        write(rule.replace("SIZE", "15m").replace("EFFECT", "min_effect: 5"));
        assertThat(lint()).isEmpty();
        write(rule.replace("SIZE", "2h").replace("EFFECT", "k: 5"));
        assertThat(lint())
                .contains("dip.baseline: any change of a series that stood still")
                .contains("dip.window: is longer than the hours");
        write(rule.replace("SIZE", "1d").replace("EFFECT", "min_effect: 5, season: none"));
        assertThat(lint()).isEmpty();
    }
}
