package io.bellwether.demo;

import io.bellwether.simulate.Incident;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws the one screen of the demo: lines of text out of values, nothing else. */
final class Screen {

    static final int MAX_COLUMNS = 100;
    static final int MAX_LINES = 30;
    private static final int MIN_COLUMNS = 80;
    private static final int FEW_LINES = 26;

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final Style style;
    private final ZoneId zone;

    Screen(Style style, ZoneId zone) {
        this.style = style;
        this.zone = zone;
    }

    /**
     * Everything on the screen.
     *
     * @param startedAt epoch ms
     * @param now epoch ms
     * @param incidents that have begun, oldest first
     * @param next incident, or null
     * @param firing alerts, most important first
     */
    record Content(
            long startedAt,
            long now,
            DemoPlaces places,
            Figures figures,
            List<IncidentBoard.Row> incidents,
            Incident next,
            List<AlertInbox.Alert> firing) {}

    /** No more lines than the terminal is high, none longer than it is wide or than 80 columns. */
    List<String> draw(Content content, int terminalLines, int terminalColumns) {
        int width = Math.max(MIN_COLUMNS, Math.min(MAX_COLUMNS, terminalColumns));
        int height = Math.min(MAX_LINES, terminalLines);
        List<String> lines = new ArrayList<>(head(content, width));
        boolean roomy = height >= FEW_LINES;
        gap(lines, roomy);
        lines.addAll(new QueueTable(style).draw(content.figures(), width));
        gap(lines, roomy);
        int room = Math.max(2, height - lines.size() - 2 - (roomy ? 1 : 0));
        int alerts = Math.min(Math.max(1, content.firing().size()), Math.max(1, room / 2));
        lines.addAll(incidents(content, width, room - alerts));
        gap(lines, roomy);
        lines.addAll(alerts(content.firing(), width, alerts));
        return lines.size() > height ? lines.subList(0, Math.max(1, height)) : lines;
    }

    private static void gap(List<String> lines, boolean roomy) {
        if (roomy) {
            lines.add("");
        }
    }

    private List<String> head(Content content, int width) {
        DemoPlaces places = content.places();
        Figures figures = content.figures();
        String running = " running " + span(content.now() - content.startedAt()) + "   Ctrl-C ends it";
        String title = "Bellwether demo";
        String what =
                style.fit("  a simulated contact centre, a day in minutes", width - title.length() - running.length());
        return List.of(
                style.bold(title)
                        + style.dim(what)
                        + " ".repeat(Math.max(0, width - title.length() - what.length() - running.length()))
                        + running,
                label("look at") + style.bold(style.fit(places.page(), width - 10)),
                label("Flink") + style.fit(places.webUi() + "   store " + places.console(), width - 10),
                label("try there") + style.fit(DemoPlaces.SAMPLE_QUERY, width - 10),
                label("webhooks") + style.fit(places.webhooks() + "   log " + places.log(), width - 10),
                label("flow")
                        + style.fit(
                                number(figures.eventsPerSecond(), "%.0f") + " events/s   "
                                        + number(figures.pointsPerSecond(), "%.0f") + " points/s   lag "
                                        + number(figures.lagSeconds(), "%.1f") + " s   "
                                        + count(figures.events()) + " events, " + count(figures.points()) + " points, "
                                        + count(figures.rejected()) + " rejected",
                                width - 10));
    }

    private String label(String text) {
        return style.dim(style.left(text, 10));
    }

    private List<String> incidents(Content content, int width, int room) {
        int title = width - 50;
        List<String> lines = new ArrayList<>();
        lines.add(style.bold("INJECTED  UNTIL     " + style.left("INCIDENT", title) + "  ALERTED      RESOLVED"));
        List<IncidentBoard.Row> rows = content.incidents();
        int shown = Math.min(rows.size(), Math.max(1, room - 1));
        for (IncidentBoard.Row row : rows.subList(rows.size() - shown, rows.size())) {
            lines.add(incident(row, title));
        }
        if (content.next() != null) {
            lines.add(style.dim(clock(content.next().start()) + "  next      "
                    + style.fit(content.next().title(), title) + ", in "
                    + span(content.next().start() - content.now())));
        }
        return lines;
    }

    private String incident(IncidentBoard.Row row, int title) {
        Incident incident = row.incident();
        return clock(incident.start()) + "  " + clock(incident.end()) + "  " + style.left(incident.title(), title)
                + "  " + alerted(row) + "  " + resolved(row);
    }

    private String alerted(IncidentBoard.Row row) {
        if (row.isAlerted()) {
            return style.good(style.left(style.tick() + " after " + span(row.alertedAfterMillis()), 13));
        }
        return row.isMissed() ? style.bad(style.left(style.cross() + " missed", 13)) : style.left(style.none(), 13);
    }

    private String resolved(IncidentBoard.Row row) {
        return row.isResolved() ? style.good(style.tick() + " after " + span(row.resolvedAfterMillis())) : style.none();
    }

    private List<String> alerts(List<AlertInbox.Alert> firing, int width, int room) {
        List<String> lines = new ArrayList<>();
        List<List<AlertInbox.Alert>> groups = groups(firing);
        int shown = Math.min(room, groups.size());
        lines.add(style.bold("FIRING    SINCE     ALERT")
                + style.dim(groups.size() > shown ? "   (" + shown + " of " + groups.size() + ")" : ""));
        if (firing.isEmpty()) {
            lines.add(style.dim("none"));
        }
        groups.subList(0, shown).forEach(group -> lines.add(alert(group, width)));
        return lines;
    }

    private String alert(List<AlertInbox.Alert> group, int width) {
        AlertInbox.Alert newest = group.get(0);
        String severity = style.left(newest.severity(), 10);
        String more = group.size() == 1 ? "" : "  and " + (group.size() - 1) + " more";
        return (newest.severity().equals("page") ? style.bad(severity) : style.warn(severity))
                + clock(newest.startsAt()) + "  " + style.fit(newest.title(), width - 20 - more.length()) + more;
    }

    /** Alerts on a series each by themselves, those on cases together by rule; in the order of their first. */
    private static List<List<AlertInbox.Alert>> groups(List<AlertInbox.Alert> firing) {
        Map<String, List<AlertInbox.Alert>> groups = new LinkedHashMap<>();
        for (AlertInbox.Alert alert : firing) {
            String key = alert.subject().isEmpty() ? "series " + groups.size() : "cases " + alert.uid();
            groups.computeIfAbsent(key, any -> new ArrayList<>()).add(alert);
        }
        return List.copyOf(groups.values());
    }

    private String number(Double value, String format) {
        return value == null ? style.none() : String.format(Locale.ROOT, format, value);
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    String clock(long time) {
        return CLOCK.format(Instant.ofEpochMilli(time).atZone(zone));
    }

    /** {@code 42 s}, {@code 3:07}, {@code 1:02:03}. */
    static String span(long millis) {
        long seconds = Math.max(0, millis) / 1000;
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds % 3600 / 60, seconds % 60);
    }
}
