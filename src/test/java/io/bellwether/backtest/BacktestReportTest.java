package io.bellwether.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BacktestReportTest {

    private static List<Episode> morning() {
        List<Episode> episodes = new ArrayList<>(Alerts.episodes(
                Alerts.change("wait", "refunds", 70, "firing", "warning", 70),
                Alerts.change("wait", "refunds", 70, "severity_changed", "page", 80),
                Alerts.change("wait", "refunds", 70, "resolved", "page", 130)));
        episodes.addAll(Alerts.episode("wait", "refunds", 140, 150));
        episodes.addAll(Alerts.episode("csat", "presale", 300, 301));
        episodes.addAll(Alerts.episodes(Alerts.ofCase("breached", "c-1", "page", 70)));
        return episodes;
    }

    private static final List<KnownIncident> TRUTH =
            List.of(Alerts.incident("out-1", 60, 120, "refunds"), Alerts.incident("surge-1", 400, 500, "presale"));

    @Test
    void saysWhatFiredHowOftenSomebodyWasWokenAndWhatWasFound() {
        String report = BacktestReport.of(Alerts.backtest(TRUTH, morning()));

        assertThat(report.lines())
                .containsExactly(
                        "2026-03-02T00:00:00Z to 2026-03-02T12:00:00Z: 12 h, 2.0 shifts of 6 h; 1,000 events",
                        "",
                        "rule                               worst    episodes  pages  right  wrong  flaps   open "
                                + " median length",
                        "wait                               page            2      1      2      0      1      0  10"
                                + " min",
                        "breached (cases)                   page            1      1      -      -      0      1  10 h"
                                + " 50 min",
                        "csat                               warning         1      0      0      1      0      0  1"
                                + " min",
                        "",
                        "silent, and why:",
                        "usual                              never far enough",
                        "",
                        "a shift: 1.0 pages (0.5 on series, 0.5 on single cases), 4.0 changes told one by one (3.5,"
                                + " 0.5)",
                        "grouped by the routes: 1.5 messages a shift, 2 in the busiest (hook 1.0, oncall 0.5)",
                        "incidents: 1 of 2 found (recall 0.50); precision 0.67 of what fires on series",
                        "found after 10 min (median); the last alert ended 30 min after the end (median)",
                        "missed: surge-1",
                        "out-1 was over 2 h after the history began; still learning: usual (10 h)",
                        "surge-1 was over 8 h 20 min after the history began; still learning: usual (10 h)");
    }

    @Test
    void whereNothingIsKnownItJudgesNothing() {
        String report = BacktestReport.of(Alerts.backtest(null, morning()));

        assertThat(report).doesNotContain("incidents", "precision").contains("wait", "-      -");
    }

    @Test
    void saysThatNoRuleFired() {
        assertThat(BacktestReport.of(Alerts.backtest(List.of(), List.of()))).contains("No rule fired.", "0.0 pages");
    }

    @Test
    void scriptsGetTheSame() throws Exception {
        JsonNode json = new ObjectMapper().readTree(BacktestJson.of(Alerts.backtest(TRUTH, morning()), null));

        assertThat(json.at("/rules/0/uid").asText()).isEqualTo("wait");
        assertThat(json.at("/rules/0/right").asInt()).isEqualTo(2);
        assertThat(json.at("/rules/1/right").isNull()).isTrue();
        assertThat(json.at("/per_shift/pages").asDouble()).isEqualTo(1.0);
        assertThat(json.at("/silent/0/why").asText()).isEqualTo("never far enough");
        assertThat(json.at("/per_shift/messages").asDouble()).isEqualTo(1.5);
        assertThat(json.at("/per_shift/messages_busiest").asInt()).isEqualTo(2);
        assertThat(json.at("/per_shift/messages_to/oncall").asDouble()).isEqualTo(0.5);
        assertThat(json.at("/truth/recall").asDouble()).isEqualTo(0.5);
        assertThat(json.at("/truth/incidents/0/found_after_s").asDouble()).isEqualTo(600);
        assertThat(json.at("/truth/incidents/0/over_after_s").asDouble()).isEqualTo(1_800);
        assertThat(json.at("/truth/incidents/1/found_by").isNull()).isTrue();
        assertThat(json.at("/truth/incidents/0/still_learning").toString()).isEqualTo("[\"usual\"]");
        assertThat(json.has("before")).isFalse();
    }

    @Test
    void scriptsSeeEachThatIsToldOnASeries() throws Exception {
        JsonNode json = new ObjectMapper().readTree(BacktestJson.of(Alerts.backtest(TRUTH, morning()), null));

        assertThat(json.at("/episodes"))
                .extracting(episode -> episode.path("uid").asText() + " "
                        + episode.path("right").asBoolean())
                .containsExactly("wait true", "wait true", "csat false");
        assertThat(json.at("/episodes/0/labels/queue").asText()).isEqualTo("refunds");
        assertThat(json.at("/episodes/0/started").asText()).isEqualTo("2026-03-02T01:10:00Z");
        assertThat(json.at("/episodes/0/length_s").asDouble()).isPositive();
    }

    @Test
    void twoVersionsAreToldApartByWhatBeganWhen() {
        List<Episode> later = new ArrayList<>(Alerts.episode("wait", "refunds", 75, 130));
        later.addAll(Alerts.episode("csat", "presale", 300, 301));

        String difference = Comparison.of(Alerts.backtest(TRUTH, morning()), Alerts.backtest(TRUTH, later));

        assertThat(difference.lines())
                .containsExactly(
                        "rule                                 before    after     gone      new",
                        "breached                                  1        0        1        0",
                        "csat                                      1        1        0        0",
                        "wait                                      2        1        2        1",
                        "",
                        "pages a shift: 1.0 before, 0.0 after; changes told: 4.0, 2.0; messages: 1.5, 1.5",
                        "precision: 0.67 before, 0.50 after; recall: 0.50, 0.50");
    }
}
