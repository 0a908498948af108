package io.bellwether.demo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The screen's contents as lines for a log: the numbers every ten seconds, incidents, alerts and their ends when they come.
 * Of alerts on single cases the first of each rule is named; all others are in the number of those that fire.
 */
final class PlainLines {

    private static final long EVERY_MILLIS = 10_000;

    private final Screen screen;
    private final Style style;
    private final Set<String> said = new HashSet<>();
    private long saidAt = Long.MIN_VALUE;

    PlainLines(Screen screen, Style style) {
        this.screen = screen;
        this.style = style;
    }

    /**
     * What is new since the last call.
     *
     * @param episodes of alerts that were told, those that are over too
     */
    List<String> next(Screen.Content content, List<AlertInbox.Alert> episodes) {
        List<String> lines = new ArrayList<>();
        for (IncidentBoard.Row row : content.incidents()) {
            incident(row, lines);
        }
        for (AlertInbox.Alert alert : episodes) {
            alert(alert, lines);
        }
        if (saidAt == Long.MIN_VALUE || content.now() - saidAt >= EVERY_MILLIS) {
            saidAt = content.now();
            lines.add(screen.clock(content.now()) + "  " + numbers(content));
        }
        return lines;
    }

    private void incident(IncidentBoard.Row row, List<String> lines) {
        String name = row.incident().name();
        String title = row.incident().title();
        if (said.add(name)) {
            lines.add(screen.clock(row.incident().start()) + "  injected: " + title + " (" + name + "), until "
                    + screen.clock(row.incident().end()));
        }
        if (row.isAlerted() && said.add(name + " alerted")) {
            lines.add(screen.clock(row.alertedAt()) + "  " + style.tick() + " alerted after "
                    + Screen.span(row.alertedAfterMillis()) + ": " + title);
        }
        if (row.isResolved() && said.add(name + " resolved")) {
            lines.add(screen.clock(row.resolvedAt()) + "  " + style.tick() + " resolved after "
                    + Screen.span(row.resolvedAfterMillis()) + ": " + title);
        }
        if (row.isMissed() && said.add(name + " missed")) {
            lines.add(screen.clock(row.now()) + "  " + style.cross() + " no alert: " + title);
        }
    }

    private void alert(AlertInbox.Alert alert, List<String> lines) {
        boolean ofCase = !alert.subject().isEmpty();
        String episode = "alert " + alert.uid() + (ofCase ? "" : "@" + alert.queue() + "@" + alert.startsAt());
        if (said.add(episode)) {
            lines.add(screen.clock(alert.toldAt()) + "  " + alert.severity() + ": " + alert.title() + " (" + alert.uid()
                    + (ofCase ? "; further cases are counted only)" : ")"));
        }
        if (!ofCase && !alert.isFiring() && said.add(episode + " over")) {
            lines.add(screen.clock(alert.resolvedAt()) + "  over after "
                    + Screen.span(alert.resolvedAt() - alert.toldAt()) + ": " + alert.title());
        }
    }

    private String numbers(Screen.Content content) {
        Figures figures = content.figures();
        Figures.Queue total = figures.total();
        return number(figures.eventsPerSecond(), 1, "%.0f") + " events/s, "
                + number(figures.pointsPerSecond(), 1, "%.0f") + " points/s, lag "
                + number(figures.lagSeconds(), 1, "%.1f") + " s; waiting "
                + (total.waiting() == null ? style.none() : total.waiting()) + ", service level "
                + number(total.serviceLevel(), 100, "%.0f") + " %, SLA " + number(total.attainment(), 100, "%.0f")
                + " %, mood " + number(total.mood(), 1, "%+.2f") + "; "
                + firing(content.firing().size());
    }

    private static String firing(int alerts) {
        return alerts == 1 ? "1 alert firing" : alerts + " alerts firing";
    }

    private String number(Double value, double factor, String format) {
        return value == null ? style.none() : String.format(Locale.ROOT, format, value * factor);
    }
}
