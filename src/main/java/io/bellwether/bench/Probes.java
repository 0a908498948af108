package io.bellwether.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.event.Actor;
import io.bellwether.event.EventBuilder;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Status;
import io.bellwether.event.Visibility;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tickets whose way is followed: a customer who is angry at once, and whom nobody answers until the deadline. The point that
 * counts the ticket is known by its queue, which is used once in a pane.
 */
final class Probes {

    static final String ANGRY = "probe-angry";
    static final String BREACHED = "probe-breached";
    static final String SIGNALS = "probe";

    /** How long after its creation a probe's deadline is. */
    static final long DEADLINE_MILLIS = 3_000;

    private static final int ANGRY_MESSAGES = 3;
    private static final String SOURCE = "probe";
    private static final Pattern POINT =
            Pattern.compile("cases,queue=(probe-\\d+),rollup=queue .*\\bcreated=1i.* (\\d+)");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final long paneMillis;
    private final int perPane;
    private final Map<String, Long> sent = new ConcurrentHashMap<>();
    private final Map<String, Long> angry = new ConcurrentHashMap<>();
    private final Map<String, Long> breached = new ConcurrentHashMap<>();
    private final Map<String, Long> points = new ConcurrentHashMap<>();

    /** @param perPane most probes in one pane */
    Probes(long paneMillis, int perPane) {
        this.paneMillis = paneMillis;
        this.perPane = perPane;
    }

    /** The events of a probe at that moment, to be sent at once. */
    List<ServiceEvent> at(int number, long time) {
        String ticket = "probe-" + number;
        sent.put(ticket, time);
        List<ServiceEvent> events = new ArrayList<>();
        events.add(event(EventType.TICKET_CREATED, number, 0, time)
                .status(Status.NEW)
                .firstReplyDueAt(time + DEADLINE_MILLIS)
                .build());
        for (int message = 1; message <= ANGRY_MESSAGES; message++) {
            events.add(event(EventType.TICKET_MESSAGE, number, message, time)
                    .actor(Actor.CUSTOMER)
                    .visibility(Visibility.PUBLIC)
                    .sentiment(-1.0)
                    .build());
        }
        return events;
    }

    private EventBuilder event(EventType type, int number, int step, long time) {
        return ServiceEvent.of(type, "probe-" + number + '-' + step, time, SOURCE)
                .caseId("probe-" + number)
                .queue(queue(number));
    }

    private String queue(int number) {
        return "probe-" + number % perPane;
    }

    /** A line that the store has taken. */
    void point(String line, long now) {
        Matcher point = line.contains(SIGNALS) ? POINT.matcher(line) : null;
        if (point != null && point.matches()) {
            points.putIfAbsent(point.group(1) + '@' + point.group(2), now);
        }
    }

    /** A message that the receiver has taken. */
    void message(String body, long now) {
        try {
            JsonNode data = JSON.readTree(body).path("data");
            if (data.has("alerts")) {
                data.path("alerts").forEach(alert -> alert(alert, now));
            } else {
                alert(data, now);
            }
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a message is no JSON", e);
        }
    }

    private void alert(JsonNode alert, long now) {
        if (alert.path("transition").asText().equals("firing")) {
            Map<String, Long> of = alert.path("uid").asText().equals(ANGRY) ? angry : breached;
            of.putIfAbsent(alert.path("subject").asText(), now);
        }
    }

    int sent() {
        return sent.size();
    }

    /** Whether everything that was sent has come everywhere. */
    boolean allCame() {
        return angry.size() >= sent.size() && breached.size() >= sent.size() && points.size() >= sent.size();
    }

    /** From the event to the webhook that it causes. */
    Latency toWebhook() {
        return latency("event to webhook", angry, 0);
    }

    /** From the deadline to the webhook that says it is missed. */
    Latency fromDeadline() {
        return latency("deadline to webhook", breached, DEADLINE_MILLIS);
    }

    private Latency latency(String what, Map<String, Long> came, long afterMillis) {
        List<Long> millis = new ArrayList<>();
        sent.forEach((ticket, time) -> {
            Long then = came.get(ticket);
            if (then != null) {
                millis.add(then - time - afterMillis);
            }
        });
        return Latency.of(what, millis, sent.size());
    }

    /** From the event to the first point that counts it, in the store. */
    Latency toPoint() {
        return ofPoints("event to point in store", false);
    }

    /** From the end of the event's pane to that. */
    Latency fromPane() {
        return ofPoints("end of its pane to point in store", true);
    }

    private Latency ofPoints(String what, boolean fromPane) {
        List<Long> millis = new ArrayList<>();
        sent.forEach((ticket, time) -> {
            int number = Integer.parseInt(ticket.substring("probe-".length()));
            long pane = time - time % paneMillis;
            Long then = points.get(queue(number) + '@' + pane);
            if (then != null) {
                millis.add(then - (fromPane ? pane + paneMillis : time));
            }
        });
        return Latency.of(what, millis, sent.size());
    }
}
