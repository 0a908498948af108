package io.bellwether.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.rule.Rule;
import io.bellwether.rule.RuleSet;
import io.bellwether.rule.SeriesRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whoever is called finds behind the link of the alert what called. */
class RuleLinksTest {

    private static final Pattern LINK = Pattern.compile("^[^?]*/d/([\\w-]+)(?:\\?.*)?$");
    private static final Pattern VARIABLE = Pattern.compile("[?&]var-(\\w+)=");

    private final Map<String, JsonNode> dashboards = new TreeMap<>();

    RuleLinksTest() throws IOException {
        Boards.of(Boards.ENGLISH)
                .values()
                .forEach(dashboard -> dashboards.put(dashboard.get("uid").asText(), dashboard));
    }

    @Test
    void leadToADashboardThatShowsWhatTheRuleReads() throws Exception {
        List<String> missing = new ArrayList<>();
        for (Rule rule : RuleSet.load(Path.of("alert-rules")).rules()) {
            Matcher link = LINK.matcher(rule.about().dashboard());
            assertThat(link.matches()).as(rule.uid()).isTrue();
            JsonNode dashboard = dashboards.get(link.group(1));
            assertThat(dashboard).as(rule.uid()).isNotNull();
            List<String> variables = dashboard.get("templating").findValuesAsText("name");
            Matcher variable = VARIABLE.matcher(rule.about().dashboard());
            while (variable.find()) {
                assertThat(variables).as(rule.uid()).contains(variable.group(1));
            }
            if (rule instanceof SeriesRule series
                    && !shown(dashboard).contains(series.metric().fullName())) {
                missing.add(rule.uid() + ": " + series.metric().fullName() + " is not on " + link.group(1)
                        + " but on "
                        + dashboards.keySet().stream()
                                .filter(uid -> shown(dashboards.get(uid))
                                        .contains(series.metric().fullName()))
                                .toList());
            }
        }
        assertThat(missing).isEmpty();
    }

    private static List<String> shown(JsonNode dashboard) {
        List<String> shown = new ArrayList<>();
        for (DashboardQuery query : DashboardQuery.of(dashboard)) {
            if (!query.readsNumbers()) {
                continue;
            }
            // what is drawn by the half hour, where a sample is whole, is the same figure
            String measurement = query.measurement().wireName().replaceFirst("^satisfaction_interval$", "satisfaction");
            query.outputs().forEach(field -> shown.add(measurement + "." + field));
        }
        return shown;
    }
}
