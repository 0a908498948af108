package io.bellwether.report;

import io.bellwether.file.FileProblem;
import io.bellwether.influx.Row;
import io.bellwether.influx.RowSource;
import io.bellwether.influx.StoreException;
import io.bellwether.metric.Measurement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Puts the alerts that began in a period together out of their changes, and what was told and said of them. */
final class AlertReader {

    private static final List<String> SEVERITIES = List.of("info", "warning", "page");
    private static final String NOTIFICATIONS = "notifications";

    /** One alert from its beginning to its end. */
    private record Episode(String alert, long startsAt) {}

    private static final class Life {
        private String rule = "";
        private String severity = "";
        private long end = -1;
    }

    /** So long after the period it is looked for how alerts that began in it ended, and what was done about them. */
    private static final long BEYOND_MILLIS = 7 * 86_400_000L;

    private final Period period;
    private final Map<Episode, Life> lives = new HashMap<>();
    private final Set<Episode> told = new HashSet<>();
    private final Set<Episode> acknowledged = new HashSet<>();
    private final Set<Episode> silenced = new HashSet<>();
    private boolean anyDecision;
    private long until;

    AlertReader(Period period) {
        this.period = period;
        this.until = period.from();
    }

    void read(RowSource live) throws StoreException, FileProblem {
        live.readAll(
                List.of(
                        reading(Measurement.ALERT_EVENTS.wireName(), "end_ms", this::change),
                        reading(NOTIFICATIONS, "reason", this::decision)),
                share -> {});
    }

    private RowSource.Reading reading(String measurement, String field, Consumer<Row> each) {
        List<String> fields = List.of("alert_id", "starts_at", field);
        long end = period.to() + BEYOND_MILLIS;
        return new RowSource.Reading(new RowSource.Query(measurement, "", fields, period.from(), end), each);
    }

    private void change(Row row) {
        until = Math.max(until, row.time());
        Episode episode = episode(row);
        if (episode.startsAt() < period.from() || episode.startsAt() >= period.to()) {
            return;
        }
        Life life = lives.computeIfAbsent(episode, none -> new Life());
        life.rule = row.tag("rule");
        if (SEVERITIES.indexOf(row.tag("severity")) > SEVERITIES.indexOf(life.severity)) {
            life.severity = row.tag("severity");
        }
        if (row.tag("transition").equals("resolved")) {
            life.end = (long) row.number("end_ms");
        }
    }

    /** Whoever is told that somebody sees to it, or is not told again since somebody does. */
    private void decision(Row row) {
        anyDecision = true;
        if (row.tag("decision").equals("told")) {
            told.add(episode(row));
        }
        switch (row.text("reason")) {
            case "acknowledged" -> acknowledged.add(episode(row));
            case "silenced" -> silenced.add(episode(row));
            default -> {}
        }
    }

    private static Episode episode(Row row) {
        return new Episode(row.text("alert_id"), (long) row.number("starts_at"));
    }

    /** By rule, those with most alerts first. */
    List<AlertsOfRule> rules() {
        Map<String, AlertsOfRule> rules = new TreeMap<>();
        lives.forEach((episode, life) -> rules.merge(life.rule, tally(episode, life), (one, other) -> {
            AlertsOfRule both = one.and(other);
            return new AlertsOfRule(
                    life.rule,
                    SEVERITIES.indexOf(one.severity()) > SEVERITIES.indexOf(other.severity())
                            ? one.severity()
                            : other.severity(),
                    both.alerts(),
                    both.open(),
                    both.seconds(),
                    both.told(),
                    both.acknowledged(),
                    both.silenced());
        }));
        List<AlertsOfRule> all = new ArrayList<>(rules.values());
        all.sort(Comparator.comparingInt((AlertsOfRule rule) -> -rule.alerts()).thenComparing(AlertsOfRule::rule));
        return all;
    }

    private AlertsOfRule tally(Episode episode, Life life) {
        boolean isOpen = life.end < 0;
        boolean wasTold = told.contains(episode);
        boolean wasSeen = acknowledged.contains(episode);
        long end = isOpen ? Math.max(until, episode.startsAt()) : life.end;
        return new AlertsOfRule(
                life.rule,
                life.severity,
                1,
                isOpen ? 1 : 0,
                List.of((end - episode.startsAt()) / 1000.0),
                wasTold ? 1 : 0,
                wasTold && wasSeen ? 1 : 0,
                wasTold && !wasSeen && silenced.contains(episode) ? 1 : 0);
    }

    boolean knowsDecisions() {
        return anyDecision;
    }
}
