package io.bellwether.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.event.AgentIds;
import io.bellwether.state.Versions;
import io.bellwether.yaml.YamlProblem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleTextsTest {

    private static final RuleReader READER = new RuleReader(10_000, Set.of("queue"), AgentIds.PLAIN, true);
    private static final String RULE = """
            rules:  # after ${SECRET}
              - {uid: slow, title: T, metric: queue.waiting, by: [queue], op: ">", value: 3, severity: page,
                 active: days, runbook: "${WIKI}/a", dashboard: "${GRAFANA_URL}", labels: {team: "$${TOKEN}"},
                 annotations: {summary: "${UNSET:-S}"}}
            """;
    private static final String ROUTING = """
            time_intervals: {days: {zone: UTC, times: ["08:00-20:00"]}}
            receivers: [{name: a, type: slack, url: "${SECRET}"}]
            """;

    @TempDir
    private Path folder;

    private static RuleTexts texts(String file, String text, String routing) {
        return new RuleTexts(Map.of(file, text), Map.of(), "alert-routing.yaml", routing);
    }

    private RuleTexts read() {
        List<YamlProblem> problems = new ArrayList<>();
        RuleTexts texts = RuleTexts.read(folder, problems);
        assertThat(problems).isEmpty();
        return texts;
    }

    @Test
    void isWhatRulesAndRoutingSayAndNothingElse() throws Exception {
        Files.writeString(folder.resolve("b.YML"), "rules: []");
        Files.writeString(folder.resolve("notes.md"), "x");
        Files.writeString(folder.resolve("sla-policies.yaml"), "policies: []");
        String without = read().digest();
        assertThat(read().files()).isEqualTo(Map.of("b.YML", "rules: []"));
        assertThat(read().routing()).isNull();

        Files.writeString(folder.resolve("sla-policies.yaml"), "policies: [a]");
        assertThat(read().digest()).isEqualTo(without);

        Files.writeString(folder.resolve("alert-routing.yml"), "");
        assertThat(read().routing()).isEmpty();
        assertThat(read().routingFile())
                .isEqualTo(folder.resolve("alert-routing.yml").toString());
        assertThat(read().digest()).as("an empty file is not none").isNotEqualTo(without);
    }

    @Test
    void whatCannotBeReadIsSaid() throws Exception {
        Files.write(folder.resolve("a.yaml"), new byte[] {(byte) 0xff, 'a'});
        Files.writeString(folder.resolve("alert-routing.yml"), "");
        Files.writeString(folder.resolve("alert-routing.yaml"), "");
        List<YamlProblem> problems = new ArrayList<>();
        RuleTexts.read(folder, problems);
        assertThat(problems).hasSize(2).allMatch(YamlProblem::error);
    }

    @Test
    void everyLetterAndEveryNameCountsForTheDigest() {
        assertThat(Set.of(
                        texts("a", "xy", null).digest(),
                        texts("a", "xz", null).digest(),
                        texts("ax", "y", null).digest(),
                        texts("a", "x", "y").digest(),
                        texts("a", "", "xy").digest()))
                .hasSize(5);
        assertThat(texts("a", "xy", "z").digest())
                .isEqualTo(texts("a", "xy", "z").digest());
    }

    @Test
    void onlyVariablesThatRulesUseTravelAndNoneOfTheRouting() {
        List<YamlProblem> problems = new ArrayList<>();
        Map<String, String> environment = Map.of(
                "SECRET", "s3cret", "TOKEN", "t0ken", "WIKI", "http://w", "HOME", "/h", "GRAFANA_URL", "http://g");
        RuleReader.Checked checked = READER.check(texts("a.yaml", RULE, ROUTING), environment, problems);

        assertThat(problems).isEmpty();
        assertThat(checked.texts().variables()).isEqualTo(Map.of("WIKI", "http://w", "GRAFANA_URL", "http://g"));
        assertThat(RuleUpdateCodec.INSTANCE.toBytes(new RuleUpdate("s", checked.texts())))
                .asString(StandardCharsets.ISO_8859_1)
                .doesNotContain("s3cret", "t0ken");
    }

    /** In another process, with another environment. */
    @Test
    void whatWasAcceptedIsReadTheSameEverywhere() {
        RuleReader.Checked checked =
                READER.check(texts("a.yaml", RULE, ROUTING), Map.of("WIKI", "http://w"), new ArrayList<>());
        RuleSet there = READER.read(checked.texts());

        assertThat(there.rules()).isEqualTo(checked.rules().rules()).hasSize(1);
        assertThat(there.version()).isEqualTo(checked.rules().version());
        assertThat(there.rules().get(0).about().runbook()).isEqualTo("http://w/a");
        assertThat(there.seriesRules().get(0).active().name()).isEqualTo("days");
    }

    /** Pairs of dollar signs are signs, counted from the left; only what no pair has taken begins a variable. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            $$                 | $            | false
            a$$b               | a$b          | false
            $${NAME}           | ${NAME}      | false
            ${NAME}            | value        | true
            $$${NAME}          | $value       | true
            $$$${NAME}         | $${NAME}     | false
            $$$$${NAME}        | $$value      | true
            5$$${NAME}         | 5$value      | true
            $5 $$${NAME:-x}    | $5 $value    | true
            $${NAME}${NAME}    | ${NAME}value | true
            ${NAME}$${NAME}    | value${NAME} | true
            ${NO:-$$}$${NAME}  | $${NAME}     | false
            ${NO:-$$}$$${NAME} | $$value      | true
            """)
    void dollarSignsComeOutTheSameWhereverTheTextTravels(String written, String meant, boolean travels)
            throws Exception {
        String rule = RULE.replace("${WIKI}/a", written);
        RuleReader.Checked checked = READER.check(
                texts("a.yaml", rule, ROUTING), Map.of("NAME", "value", "TOKEN", "t0ken"), new ArrayList<>());
        assertThat(checked.rules().rules())
                .extracting(it -> it.about().runbook())
                .containsExactly(meant);
        assertThat(checked.texts().variables()).isEqualTo(travels ? Map.of("NAME", "value") : Map.of());

        byte[] shipped = RuleUpdateCodec.INSTANCE.toBytes(new RuleUpdate("s", checked.texts()));
        RuleTexts there =
                RuleUpdateCodec.INSTANCE.fromBytes(shipped, Versions.CURRENT).texts();
        assertThat(READER.read(there).rules()).isEqualTo(checked.rules().rules());
    }

    @Test
    void aVersionIsThatOfTheDirectory() throws Exception {
        Files.writeString(folder.resolve("a.yaml"), RULE.replace("${WIKI}", "w"));
        Files.writeString(folder.resolve("alert-routing.yaml"), ROUTING);
        RuleContext context = new RuleContext(10_000, Set.of("queue"), AgentIds.PLAIN, true, Map.of());
        assertThat(READER.read(read()).version())
                .isEqualTo(RuleSet.load(folder, context).version());
    }

    @Test
    void nobodyReadsWhatWasNotAccepted() {
        assertThatThrownBy(() -> READER.read(texts("a.yaml", RULE, null)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a.yaml:");
    }
}
