package io.bellwether.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActiveRuleTest {

    private static final String HOURS = """
        time_intervals:
          support: {zone: UTC, days: mon-fri, times: ["08:00-18:00"]}
          nights: {zone: UTC, times: ["22:00-06:00"]}
        """;

    private static final String RULE = """
        rules:
          - {uid: slow, title: T, metric: queue.offered, by: [queue], severity: info, op: ">", value: 3, active: support,
             annotations: {summary: S}}
        """;

    @TempDir
    Path folder;

    @BeforeEach
    void writes() throws IOException {
        write("alert-routing.yaml", HOURS);
        write("chat.yaml", RULE);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private RuleSet load() throws RuleFileException {
        return RuleSet.load(folder);
    }

    @Test
    void theHoursAreThoseOfTheRoutingFileBeside() throws RuleFileException {
        assertThat(load().seriesRules().get(0).active().text()).startsWith("UTC[0, 1, 2, 3, 4]");
    }

    @Test
    void theVersionChangesWithTheHoursThatARuleNamesAndWithNoOthers() throws IOException, RuleFileException {
        String before = load().version();

        write("alert-routing.yaml", HOURS.replace("06:00", "07:00"));
        assertThat(load().version()).isEqualTo(before);

        write("alert-routing.yaml", HOURS.replace("18:00", "20:00"));
        assertThat(load().version()).isNotEqualTo(before);
    }

    @Test
    void aNameThatNobodyDefinesIsRefusedWithTheKnownOnes() throws IOException {
        write("chat.yaml", RULE.replace("active: support", "active: suport"));

        assertThatThrownBy(this::load)
                .hasMessageContaining("chat.yaml:2:106: error: rules[0].active: there is no time interval suport;"
                        + " time_intervals of alert-routing.yaml has nights, support; did you mean support?");
        assertThat(RuleLint.check(folder, RuleContext.usual(Map.of())))
                .anySatisfy(problem -> assertThat(problem.error()).isTrue());
    }

    @Test
    void aRuleOnASignalHasHoursToo() throws IOException, RuleFileException {
        write("chat.yaml", """
            rules:
              - {uid: late, title: T, signal: sla.breached, severity: page, active: support, annotations: {summary: S}}
            """);
        RuleSet rules = load();
        assertThat(rules.signalRules().get(0).active().text()).startsWith("UTC[0, 1, 2, 3, 4]");

        write("alert-routing.yaml", HOURS.replace("18:00", "20:00"));
        assertThat(load().version()).isNotEqualTo(rules.version());
    }
}
