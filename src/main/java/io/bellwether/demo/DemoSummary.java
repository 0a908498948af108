package io.bellwether.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is said at the end. */
record DemoSummary(Screen.Content content, long fired, long resolved, Screen screen, Style style) {

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        Figures figures = content.figures();
        lines.add(String.format(
                Locale.ROOT,
                "Ran %s: %,d events, %,d points, %,d records rejected; %,d alerts fired, %,d resolved.",
                Screen.span(content.now() - content.startedAt()),
                figures.events(),
                figures.points(),
                figures.rejected(),
                fired,
                resolved));
        List<IncidentBoard.Row> rows = content.incidents();
        if (!rows.isEmpty()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "Incidents: %d injected, %d alerted, %d resolved.",
                    rows.size(),
                    rows.stream().filter(IncidentBoard.Row::isAlerted).count(),
                    rows.stream().filter(IncidentBoard.Row::isResolved).count()));
        }
        for (IncidentBoard.Row row : rows) {
            lines.add("  " + screen.clock(row.incident().start()) + "  "
                    + row.incident().title() + ": " + outcome(row));
        }
        return lines;
    }

    private String outcome(IncidentBoard.Row row) {
        if (row.isMissed()) {
            return style.cross() + " no alert";
        }
        if (!row.isAlerted()) {
            return "no alert yet when the demo ended";
        }
        String alerted = style.tick() + " alerted after " + Screen.span(row.alertedAfterMillis()) + ", ";
        return alerted
                + (row.isResolved()
                        ? style.tick() + " resolved after " + Screen.span(row.resolvedAfterMillis())
                        : "not over yet when the demo ended");
    }
}
