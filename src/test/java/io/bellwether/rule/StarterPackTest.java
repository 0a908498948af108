package io.bellwether.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules that come with Bellwether. */
class StarterPackTest {

    private static final Path DIRECTORY = Path.of("alert-rules");

    @Test
    void isWithoutFault() {
        assertThat(RuleLint.check(DIRECTORY, RuleContext.usual(Map.of()))).isEmpty();
    }

    @Test
    void coversBothKindsAndEverySeverity() throws RuleFileException {
        RuleSet rules = RuleSet.load(DIRECTORY, RuleContext.usual(Map.of()));

        assertThat(rules.seriesRules()).hasSizeGreaterThanOrEqualTo(8);
        assertThat(rules.signalRules()).hasSizeGreaterThanOrEqualTo(4);
        assertThat(rules.rollups())
                .as("those that are computed anyway")
                .isEqualTo(Set.of(
                        List.of(),
                        List.of("queue"),
                        List.of("channel", "queue"),
                        List.of("priority", "queue"),
                        List.of("queue", "tier")));
        assertThat(RuleSet.load(DIRECTORY).version()).isEqualTo(rules.version());
    }

    @Test
    void everyRuleHasARunbookAndADashboardAndEveryRunbookARule() throws Exception {
        RuleSet rules = RuleSet.load(DIRECTORY, RuleContext.usual(Map.of()));
        for (Rule rule : rules.rules()) {
            assertThat(rule.about().runbook()).isEqualTo("docs/runbooks/" + rule.uid() + ".md");
            assertThat(Path.of(rule.about().runbook()))
                    .content()
                    .startsWith("# ")
                    .contains("Rule `" + rule.uid() + "`");
            assertThat(rule.about().dashboard()).startsWith("http://localhost:3000/d/");
        }
        assertThat(runbooks(Path.of("docs/runbooks")))
                .containsExactlyInAnyOrderElementsOf(
                        rules.rules().stream().map(Rule::uid).toList());
    }

    private static List<String> runbooks(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(path -> path.getFileName().toString().replace(".md", ""))
                    .toList();
        }
    }

    @Test
    void everyRunbookIsThereInChineseToo() throws Exception {
        Path chinese = Path.of("docs/runbooks/zh");
        assertThat(runbooks(chinese)).containsExactlyInAnyOrderElementsOf(runbooks(Path.of("docs/runbooks")));
        for (String uid : runbooks(chinese)) {
            assertThat(chinese.resolve(uid + ".md"))
                    .content()
                    .contains("规则 `" + uid + "`", "## 含义", "## 看什么", "## 怎么办");
        }
    }

    /** Nobody is woken for a mood, a share of targets or a single case. */
    @Test
    void onlyHardFailuresWakeSomebody() throws RuleFileException {
        RuleSet rules = RuleSet.load(DIRECTORY, RuleContext.usual(Map.of()));

        assertThat(rules.signalRules())
                .allSatisfy(rule -> assertThat(rule.severities().values()).doesNotContain(Severity.PAGE));
        assertThat(rules.seriesRules().stream()
                        .filter(rule -> rule.levels().get(0).severity() == Severity.PAGE)
                        .map(SeriesRule::uid))
                .containsExactlyInAnyOrder(
                        "chat-service-level-low",
                        "chat-oldest-waiting",
                        "chat-expected-wait-long",
                        "events-rejected",
                        "events-gone",
                        "events-behind");
    }

    @Test
    void linksFollowTheEnvironment() throws RuleFileException {
        RuleSet rules = RuleSet.load(
                DIRECTORY,
                RuleContext.usual(
                        Map.of("GRAFANA_URL", "https://g.example", "RUNBOOKS_URL", "https://wiki.example/r")));

        assertThat(rules.rules()).allSatisfy(rule -> {
            assertThat(rule.about().dashboard()).startsWith("https://g.example/d/");
            assertThat(rule.about().runbook()).startsWith("https://wiki.example/r/");
        });
    }
}
