package io.bellwether.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The board for planners looks ahead, and nothing on it takes tomorrow for now. */
class CapacityDashboardTest {

    private static final List<String> CAPACITY = List.of("capacity.json", "zh/capacity.json");

    @Test
    void itAloneLooksAhead() throws IOException {
        for (var board : Boards.all().entrySet()) {
            assertThat(board.getValue().get("time").get("to").asText())
                    .as(board.getKey())
                    .isEqualTo(CAPACITY.contains(board.getKey()) ? "now+1d" : "now");
        }
    }

    /** Of a range that ends tomorrow a tile would look for its newest value there, or show one of this morning. */
    @Test
    void whatIsOfNowLooksBackFromNow() throws IOException {
        for (String name : CAPACITY) {
            for (JsonNode panel : DashboardQuery.panels(Boards.all().get(name))) {
                if (!panel.get("type").asText().equals("timeseries")) {
                    assertThat(panel.path("timeFrom").asText())
                            .as(panel.get("title").asText())
                            .matches("15m|1d|7d");
                }
            }
        }
    }

    /** A board of now would be half empty with a time that ends tomorrow. */
    @Test
    void linksDoNotTakeTomorrowAlong() throws IOException {
        for (var board : Boards.all().entrySet()) {
            for (JsonNode link : board.getValue().get("links")) {
                if (CAPACITY.contains(board.getKey())
                        || link.get("url").asText().startsWith("/d/bellwether-capacity")) {
                    assertThat(link.get("keepTime").asBoolean())
                            .as("%s to %s", board.getKey(), link.get("url"))
                            .isFalse();
                }
            }
        }
    }

    /** Bounds of several queues, or of several half hours, do not add up to bounds. */
    @Test
    void boundsAreNeverAdded() throws IOException {
        for (DashboardQuery query : DashboardQuery.of(Boards.all().get("capacity.json"))) {
            assertThat(query.text()).as(query.where()).doesNotContainPattern("(sum|mean)\\(\"arrivals_(low|high)\"\\)");
        }
    }
}
