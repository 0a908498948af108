package io.bellwether.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReplaySummaryTest {

    /** An alert has the time of what it did, in the middle of a pane or after the last. */
    @Test
    void windowsAreThoseOfFiguresAndNotTheTimesOfAlerts() {
        ReplaySummary summary = new ReplaySummary();
        summary.point("alert_events,rule=late,transition=firing value=1 1772442000001");
        summary.point("queue,rollup=all offered=1i 1772442010000");
        summary.point("queue,rollup=all offered=0i 1772442020000");
        summary.point("alert_events,rule=late,transition=resolved value=1 1772442029000");
        assertThat(summary.toJson())
                .contains("\"first_window\" : \"2026-03-02T09:00:10Z\"", "\"last_window\" : \"2026-03-02T09:00:20Z\"")
                .contains("\"alert_events\" : 2");
    }
}
