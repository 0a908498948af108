package io.bellwether.demo;

import io.bellwether.simulate.Incident;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts incidents that were injected and alerts that were received side by side. */
final class IncidentBoard {

    /** How long after its end an incident may still cause an alert: queues recover after it, not at it. */
    static final long AFTERMATH_MILLIS = 60_000;

    private final List<Incident> incidents;
    private final Map<String, String> measurements;

    /**
     * A board.
     *
     * @param incidents that will be injected, in order
     * @param measurements what each rule looks at: {@code uid} to the first part of its metric's name
     */
    IncidentBoard(List<Incident> incidents, Map<String, String> measurements) {
        this.incidents = List.copyOf(incidents);
        this.measurements = Map.copyOf(measurements);
    }

    /**
     * How an incident was noticed.
     *
     * @param alertedAt when the first alert of it arrived; -1 for not yet
     * @param resolvedAt when the last of its alerts was over, after its own end; -1 for not yet
     * @param now of the look
     */
    record Row(Incident incident, long alertedAt, long resolvedAt, long now) {

        boolean isAlerted() {
            return alertedAt >= 0;
        }

        boolean isResolved() {
            return resolvedAt >= 0;
        }

        /** Over, and no alert came of it. */
        boolean isMissed() {
            return !isAlerted() && now > incident.end() + AFTERMATH_MILLIS;
        }

        long alertedAfterMillis() {
            return alertedAt - incident.start();
        }

        long resolvedAfterMillis() {
            return resolvedAt - incident.start();
        }
    }

    /** The incidents that have begun, oldest first. */
    List<Row> begun(List<AlertInbox.Alert> alerts, long now) {
        List<Row> rows = new ArrayList<>();
        for (Incident incident : incidents) {
            if (incident.start() <= now) {
                rows.add(row(incident, alerts, now));
            }
        }
        return rows;
    }

    /** The incident that comes next, or null. */
    Incident next(long now) {
        return incidents.stream()
                .filter(incident -> incident.start() > now)
                .findFirst()
                .orElse(null);
    }

    private Row row(Incident incident, List<AlertInbox.Alert> alerts, long now) {
        List<AlertInbox.Alert> caused =
                alerts.stream().filter(alert -> isCausedBy(incident, alert)).toList();
        long alertedAt =
                caused.stream().mapToLong(AlertInbox.Alert::toldAt).min().orElse(-1);
        boolean over =
                now >= incident.end() && !caused.isEmpty() && caused.stream().noneMatch(AlertInbox.Alert::isFiring);
        long resolvedAt = over
                ? caused.stream().mapToLong(AlertInbox.Alert::resolvedAt).max().orElseThrow()
                : -1;
        return new Row(incident, alertedAt, resolvedAt, now);
    }

    /** An alert on a series of an affected queue, in the incident's time, on a measurement that the incident moves. */
    private boolean isCausedBy(Incident incident, AlertInbox.Alert alert) {
        String measurement = measurements.getOrDefault(alert.uid(), "");
        return alert.subject().isEmpty()
                && incident.queues().contains(alert.queue())
                && alert.toldAt() >= incident.start()
                && alert.toldAt() <= incident.end() + AFTERMATH_MILLIS
                && incident.expectedSignals().stream().anyMatch(signal -> signal.startsWith(measurement + '.'));
    }
}
