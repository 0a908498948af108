package io.bellwether.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.metric.Metric;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Dashboards show every number where somebody would look for it, in panels that Grafana can draw. */
class DashboardPanelsTest {

    /** What is in no panel, and why. */
    private static final Set<String> NOT_DRAWN = new TreeSet<>(Set.of(
            // other means and percentiles of what is drawn
            "coaching.first_reply_p90_s",
            "coaching.response_p90_s",
            "queue.chat_response_mean_s",
            "queue.chat_wait_mean_s",
            "queue.handle_p90_s",
            "queue_interval.handle_p90_s",
            "queue_interval.wait_p50_s",
            "queue_interval.wait_p95_s",
            "sla.mean_s",
            "sla.p99_s",
            // parts of what is drawn, to compute it otherwise
            "after_service.bought",
            "after_service.pending",
            "coaching.negative",
            "platform.numerator",
            "queue.abandoned_in_threshold",
            "queue_interval.abandoned_in_threshold",
            "sentiment.positive",
            "sentiment_trend.cases",
            "sentiment_trend.mean",
            "sla.count",
            // drawn by the half hour of the request, where a sample is whole
            "satisfaction.csat_high",
            "satisfaction.csat_low",
            "satisfaction.dissatisfied",
            "satisfaction.mean",
            "satisfaction.mean_high",
            "satisfaction.mean_low",
            "satisfaction.nps",
            "satisfaction.nps_high",
            "satisfaction.nps_low",
            "satisfaction.requested",
            // drawn by the moment, where somebody can still do something
            "queue_interval.callback",
            "queue_interval.handed_over",
            "queue_interval.missed",
            "queue_interval.overflow",
            "queue_interval.timed_out",
            "queue_interval.transferred",
            "queue_interval.transferred_external",
            "queue_interval.transferred_in",
            "queue_interval.transferred_out"));

    /** An operator finds every number somewhere: drawn, or as a part of what is drawn; the others are told here, and why. */
    @Test
    void everyMetricIsDrawnSomewhere() throws IOException {
        Set<String> read = new TreeSet<>();
        for (JsonNode dashboard : Boards.of(Boards.ENGLISH).values()) {
            for (DashboardQuery query : DashboardQuery.of(dashboard)) {
                for (String measurement : query.measurements()) {
                    query.names().forEach(field -> read.add(measurement + "." + field));
                    query.outputs().forEach(field -> read.add(measurement + "." + field));
                }
            }
        }
        Set<String> missing = new TreeSet<>();
        for (Metric metric : Metric.all()) {
            if (!read.contains(metric.fullName())) {
                missing.add(metric.fullName());
            }
        }
        assertThat(missing).isEqualTo(NOT_DRAWN);
    }

    /** What a panel of a classic dashboard needs, of the kinds that are used here. */
    @Test
    void everyPanelCanBeDrawn() throws IOException {
        for (JsonNode dashboard : Boards.all().values()) {
            canBeDrawn(dashboard);
        }
    }

    private static void canBeDrawn(JsonNode dashboard) {
        Set<Integer> ids = new HashSet<>();
        for (JsonNode panel : dashboard.get("panels")) {
            String title = panel.get("title").asText();
            assertThat(ids.add(panel.get("id").asInt()))
                    .as("%s has an id of its own", title)
                    .isTrue();
            if (!panel.get("type").asText().equals("row")) {
                isOfAKnownKind(panel, title);
                continue;
            }
            assertThat(panel.get("collapsed").asBoolean())
                    .as("%s holds its panels", title)
                    .isTrue();
            assertThat(panel.get("panels")).as(title).isNotEmpty();
            doNotOverlap(panel.get("panels"));
            for (JsonNode within : panel.get("panels")) {
                String name = title + ": " + within.get("title").asText();
                assertThat(ids.add(within.get("id").asInt()))
                        .as("%s has an id of its own", name)
                        .isTrue();
                assertThat(within.get("gridPos").get("y").asInt())
                        .as("%s stands under its row", name)
                        .isGreaterThan(panel.get("gridPos").get("y").asInt());
                isOfAKnownKind(within, name);
            }
        }
        doNotOverlap(dashboard.get("panels"));
    }

    private static void isOfAKnownKind(JsonNode panel, String title) {
        String options =
                switch (panel.get("type").asText()) {
                    case "stat" -> "reduceOptions";
                    case "timeseries" -> "legend";
                    case "table" -> "showHeader";
                    default -> throw new AssertionError(title + ": a panel of type " + panel.get("type"));
                };
        assertThat(panel.get("options").has(options))
                .as("%s: options.%s", title, options)
                .isTrue();
        assertThat(panel.get("fieldConfig").get("defaults").isObject())
                .as(title)
                .isTrue();
        assertThat(panel.get("fieldConfig").get("overrides").isArray())
                .as(title)
                .isTrue();
        Set<String> letters = new HashSet<>();
        for (JsonNode target : panel.get("targets")) {
            assertThat(letters.add(target.get("refId").asText()))
                    .as("%s: refId", title)
                    .isTrue();
            assertThat(target.get("rawQuery").asBoolean())
                    .as("%s: rawQuery", title)
                    .isTrue();
            assertThat(target.get("resultFormat").asText()).as(title).isIn("time_series", "table");
        }
    }

    private static void doNotOverlap(JsonNode panels) {
        Set<List<Integer>> taken = new HashSet<>();
        for (JsonNode panel : panels) {
            JsonNode place = panel.get("gridPos");
            int x = place.get("x").asInt();
            int w = place.get("w").asInt();
            assertThat(x >= 0 && w > 0 && x + w <= 24)
                    .as("%s lies within the 24 columns", panel.get("title"))
                    .isTrue();
            for (int row = 0; row < place.get("h").asInt(); row++) {
                for (int column = x; column < x + w; column++) {
                    assertThat(taken.add(List.of(place.get("y").asInt() + row, column)))
                            .as("%s overlaps", panel.get("title"))
                            .isTrue();
                }
            }
        }
    }
}
