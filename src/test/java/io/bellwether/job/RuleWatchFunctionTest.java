package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.metric.Signal;
import io.bellwether.notify.Variables;
import io.bellwether.rule.RuleReader;
import io.bellwether.rule.RuleSet;
import io.bellwether.rule.RuleUpdate;
import io.bellwether.rule.RuleUpdateCodec;
import io.bellwether.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleWatchFunctionTest {

    private static final String GOOD = """
            rules:
              - {uid: slow, title: T, metric: queue.waiting, by: [queue], op: ">", value: %s, severity: page, annotations: {summary: S}}
            """;
    private static final String ROUTING = """
            receivers: [{name: %s, type: slack, url: "https://hooks.slack.com/%s"}]
            routes: [{match: {}, receiver: %1$s}]
            """;

    @TempDir
    private Path parent;

    private Path folder;
    private Looks<RuleUpdate> looks;

    @BeforeEach
    void start() throws Exception {
        folder = parent.resolve("rules");
        start(false);
    }

    private void start(boolean withRules) throws Exception {
        Settings settings = Settings.defaults();
        RuleJudge judge = new RuleJudge(
                RuleReader.of(settings.ruleContext()),
                RuleBounds.of(settings, RuleSet.none()),
                Variables.of(Map.of("PATH_OF_HOOK", "services/geheim")));
        looks = new Looks<>(
                new RuleWatchFunction(folder, "s-1", judge, withRules),
                RuleUpdateCodec.INSTANCE,
                RuleWatchFunction.SIGNALS);
    }

    @AfterEach
    void stop() throws Exception {
        looks.close();
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(file), text);
    }

    /** Each update by the threshold of its rule and what its routing says of receivers. */
    private List<String> told() {
        return looks.sent().stream()
                .map(update -> {
                    String rule = update.texts().files().getOrDefault("a.yaml", "value: none,");
                    String routing = update.texts().routing();
                    return update.start() + " " + rule.replaceAll("(?s).*value: ([^,]*),.*", "$1") + " "
                            + (routing == null ? "-" : routing.replaceAll("(?s).*name: ([^,]*),.*", "$1"));
                })
                .toList();
    }

    private List<String> signals() {
        return looks.signals().stream().map(this::text).toList();
    }

    private String text(Signal signal) {
        assertThat(signal.subject()).isEqualTo(folder.toString());
        assertThat(signal.time()).isEqualTo(7);
        return signal.kind().wireName() + " "
                + signal.detail().getOrDefault("problem", "").replace(folder.toString(), "FOLDER");
    }

    @Test
    void tellsWhatThereIsAndThenChangesAlone() throws Exception {
        write("a.yaml", GOOD.formatted(3));
        looks.once();
        assertThat(told()).isEmpty();
        looks.once();
        looks.twice();
        write("a.yaml", GOOD.formatted(4));
        looks.twice();
        looks.twice();
        write("alert-routing.yaml", ROUTING.formatted("chat", "${PATH_OF_HOOK}"));
        looks.twice();
        write("a.yaml", GOOD.formatted(3));
        looks.twice();
        assertThat(told()).containsExactly("s-1 3 -", "s-1 4 -", "s-1 4 chat", "s-1 3 chat");
        assertThat(signals()).hasSize(4).containsOnly("rules.accepted ");
    }

    @Test
    void rulesAndRoutingAreTakenTogetherOrNotAtAll() throws Exception {
        write("a.yaml", GOOD.formatted(3));
        write("alert-routing.yaml", ROUTING.formatted("chat", "a"));
        looks.twice();
        write("a.yaml", GOOD.formatted(4));
        write("alert-routing.yaml", ROUTING.formatted("Chat!", "a"));
        looks.twice();
        looks.twice();
        write("a.yaml", GOOD.formatted("much"));
        write("alert-routing.yaml", ROUTING.formatted("team", "a"));
        looks.twice();
        assertThat(told()).containsExactly("s-1 3 chat");
        assertThat(signals()).hasSize(3);
        assertThat(signals().get(1))
                .startsWith("rules.rejected FOLDER/alert-routing.yaml:1:20: error: receivers[0].name: must be 1 to 63");
        assertThat(signals().get(2)).startsWith("rules.rejected a.yaml:2:").doesNotContain("more)");

        write("a.yaml", GOOD.formatted(5));
        looks.twice();
        assertThat(told()).containsExactly("s-1 3 chat", "s-1 5 team");
        assertThat(signals()).hasSize(4).last().isEqualTo("rules.accepted ");
    }

    @Test
    void theOldTextAgainIsAcceptedAfterABadOne() throws Exception {
        write("a.yaml", GOOD.formatted(3));
        looks.twice();
        write("a.yaml", "rules: 7\n");
        looks.twice();
        write("a.yaml", GOOD.formatted(3));
        looks.twice();
        assertThat(signals()).hasSize(3).last().isEqualTo("rules.accepted ");
    }

    @Test
    void aFileThatIsBeingWrittenIsNeitherTakenNorRefused() throws Exception {
        write("a.yaml", GOOD.formatted(3));
        looks.twice();
        write("a.yaml", "rules:\n  - {uid: slow,");
        looks.once();
        write("a.yaml", GOOD.formatted(4));
        looks.once();
        assertThat(signals()).containsExactly("rules.accepted ");
        looks.once();
        assertThat(told()).containsExactly("s-1 3 -", "s-1 4 -");
        assertThat(signals()).containsExactly("rules.accepted ", "rules.accepted ");
    }

    @Test
    void whatNeedsARestartIsRefusedWithTheRule() throws Exception {
        write("a.yaml", GOOD.formatted(3).replace("by: [queue]", "by: [queue, tier, priority]"));
        looks.twice();
        assertThat(signals())
                .singleElement()
                .asString()
                .isEqualTo(
                        "rules.rejected a.yaml:2:1: error: slow.by: needs figures by priority, queue, tier, which the"
                                + " running job does not count: restart the job, which goes on from its state (docs/operations.md)");
    }

    /** As warnings of a start do. */
    @Test
    void whatIsUnwiseIsTaken() throws Exception {
        write("a.yaml", GOOD.formatted(3));
        write("alert-routing.yaml", ROUTING.formatted("chat", "a").replace("match: {}", "match: {uid: fast}"));
        write("sla-policies.yaml", "policies: nonsense\n");
        looks.twice();
        assertThat(told()).containsExactly("s-1 3 chat");
    }

    @Test
    void aSecretThatComesLaterIsFound() throws Exception {
        write("a.yaml", GOOD.formatted(3));
        write(
                "alert-routing.yaml",
                ROUTING.formatted("chat", "a").replace("url: \"https://hooks.slack.com/a\"", "url_file: hook.txt"));
        looks.twice();
        assertThat(signals()).singleElement().asString().contains("hook.txt");
        Files.writeString(folder.resolve("hook.txt"), "https://hooks.slack.com/b");
        looks.once();
        assertThat(told()).containsExactly("s-1 3 chat");
        assertThat(signals()).hasSize(2).last().isEqualTo("rules.accepted ");
    }

    @Test
    void aDirectoryThatGoesIsRefusedAndOneThatNeverWasSaysNothing() throws Exception {
        looks.twice();
        assertThat(signals()).isEmpty();
        write("a.yaml", GOOD.formatted(3));
        looks.twice();
        Files.move(folder, parent.resolve("elsewhere"));
        looks.twice();
        assertThat(told()).containsExactly("s-1 3 -");
        assertThat(signals()).containsExactly("rules.accepted ", "rules.rejected FOLDER: error: is not a directory");
    }

    /** A volume that is not mounted, or a checkout half way: nobody turns all rules off like this. */
    @Test
    void aDirectoryThatLosesAllItsRuleFilesIsRefused() throws Exception {
        write("a.yaml", GOOD.formatted(3));
        write("alert-routing.yaml", ROUTING.formatted("chat", "a"));
        looks.twice();
        Path aside = Files.move(folder.resolve("a.yaml"), parent.resolve("a.yaml"));
        looks.once();
        assertThat(signals()).as("it may come back at once").hasSize(1);
        looks.once();
        write("alert-routing.yaml", ROUTING.formatted("team", "a"));
        looks.twice();
        assertThat(told()).containsExactly("s-1 3 chat");
        assertThat(signals())
                .containsExactly(
                        "rules.accepted ",
                        "rules.rejected FOLDER: error: has no rule file any more: bring them back, or, where there are to"
                                + " be no rules, leave a file with rules: []");

        Files.move(aside, folder.resolve("a.yaml"));
        looks.twice();
        assertThat(told()).containsExactly("s-1 3 chat", "s-1 3 team");
        assertThat(signals()).hasSize(3).last().isEqualTo("rules.accepted ");
    }

    @Test
    void whoWantsNoRulesLeavesAFileThatSaysSo() throws Exception {
        write("a.yaml", GOOD.formatted(3));
        looks.twice();
        write("a.yaml", "rules: []\n");
        looks.twice();
        assertThat(looks.sent())
                .last()
                .satisfies(update -> assertThat(update.texts().files()).containsValue("rules: []\n"));
        assertThat(signals()).containsExactly("rules.accepted ", "rules.accepted ");
    }

    /** A restart by Flink forgets what was seen, and not what the job was started with. */
    @Test
    void filesThatWereThereAtTheStartAreMissedAtTheFirstLook() throws Exception {
        stop();
        start(true);
        write("alert-routing.yaml", ROUTING.formatted("chat", "a"));
        looks.twice();
        assertThat(told()).isEmpty();
        assertThat(signals()).singleElement().asString().contains("has no rule file any more");
    }

    @Test
    void aDirectoryThatNeverHadRulesMayHaveARouting() throws Exception {
        write("alert-routing.yaml", ROUTING.formatted("chat", "a"));
        looks.twice();
        assertThat(told()).containsExactly("s-1 none chat");
    }
}
