package io.bellwether.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Graphs of dashboards say something to who looks at them, and nothing that is not so. */
class DashboardGraphsTest {

    private static Collection<JsonNode> boards() throws IOException {
        return Boards.all().values();
    }

    /** A share of what happened in ten seconds is all or nothing; and none of something is no line at the foot of 100 %. */
    @ParameterizedTest
    @MethodSource("boards")
    void sharesCanBeRead(JsonNode dashboard) {
        for (JsonNode panel : graphs(dashboard)) {
            String title = panel.get("title").asText();
            JsonNode defaults = panel.get("fieldConfig").get("defaults");
            if (!defaults.get("unit").asText().equals("percentunit")) {
                continue;
            }
            assertThat(!defaults.has("min")
                            || defaults.has("max")
                            || defaults.get("custom").has("axisSoftMax"))
                    .as("%s: where its axis ends", title)
                    .isTrue();
            for (JsonNode target : panel.get("targets")) {
                if (Pattern.compile("\\b(sum|mean|min|max)\\(")
                        .matcher(target.get("query").asText())
                        .find()) {
                    assertThat(panel.path("interval").asText())
                            .as("%s: a step", title)
                            .matches("([5-9]|[1-9][0-9]+)m|[1-9][0-9]*[hd]");
                }
            }
        }
    }

    private static List<JsonNode> graphs(JsonNode dashboard) {
        return DashboardQuery.panels(dashboard).stream()
                .filter(panel -> panel.get("type").asText().equals("timeseries"))
                .toList();
    }

    /** A legend of many queues is cut off below. */
    @ParameterizedTest
    @MethodSource("boards")
    void theWorstStandsFirst(JsonNode dashboard) {
        for (JsonNode panel : graphs(dashboard)) {
            String alias = panel.get("targets").get(0).path("alias").asText();
            JsonNode legend = panel.get("options").get("legend");
            if (alias.startsWith("$tag_") && legend.get("displayMode").asText().equals("table")) {
                assertThat(legend.path("sortBy").asText())
                        .as(panel.get("title").asText())
                        .isEqualTo("Last *");
            }
        }
    }

    /** The least value and the least lower end may be of two queues. */
    @ParameterizedTest
    @MethodSource("boards")
    void anIntervalIsOfItsValue(JsonNode dashboard) {
        for (DashboardQuery query : DashboardQuery.of(dashboard)) {
            boolean interval = query.outputs().stream().anyMatch(output -> output.matches("\\w+_(low|high)(_s)?"));
            if (interval) {
                assertThat(Pattern.compile("\\b(min|max)\\(")
                                .matcher(query.text())
                                .results()
                                .count())
                        .as(query.where())
                        .isLessThan(2);
            }
        }
    }

    /** All solved would lend weight to a rate of those few of which something is known. */
    @ParameterizedTest
    @MethodSource("boards")
    void aRateIsWeighedByWhatItIsAShareOf(JsonNode dashboard) {
        assertThat(DashboardQuery.of(dashboard)).allSatisfy(query -> assertThat(query.text())
                .as(query.where())
                .doesNotContainPattern("\"\\w+_(rate|share|per_solved)\" \\* "));
    }
}
