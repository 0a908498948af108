package io.bellwether.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.control.AlertBoard;
import io.bellwether.control.AlertLine;
import io.bellwether.control.Command;
import io.bellwether.control.CommandJson;
import io.bellwether.control.Standing;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What fires, what fired lately and what people said of it, as the topics of alerts and of commands say. */
final class AlertsView {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_FIRING = 1_000;
    private static final int MOST_RECENT = 100;
    /** A month of alerts on single cases would fill the memory. */
    private static final int MOST_ENDED = 1_000;

    private static final int FORGET_EVERY = 1_000;
    /** So often what is in force is looked at, though nobody said anything: silences end by themselves. */
    private static final long LOOK_MILLIS = 5_000;

    private final Clock clock;
    private final AlertBoard board;
    private boolean news = true;
    private long taken;
    private long lookedAt;
    private byte[] last = {};

    AlertsView(Clock clock) {
        this.clock = clock;
        this.board = new AlertBoard(clock::millis);
    }

    synchronized void alert(byte[] record) {
        if (record != null) {
            board.alert(record);
            news = true;
            if (++taken % FORGET_EVERY == 0) {
                board.forgetEnded(MOST_ENDED);
            }
        }
    }

    synchronized void command(byte[] record) {
        if (record != null) {
            board.command(record);
            news = true;
        }
    }

    /** All that is shown of alerts; the same object as long as it is the same. */
    synchronized byte[] all() {
        long now = clock.millis();
        if (news || now - lookedAt >= LOOK_MILLIS) {
            byte[] next = write(now);
            last = Arrays.equals(next, last) ? last : next;
            news = false;
            lookedAt = now;
        }
        return last;
    }

    /** One alert with each of its changes and what was decided of telling it; null where there is none of that id. */
    synchronized byte[] one(String alertId) {
        AlertLine line = find(alertId);
        if (line == null) {
            return null;
        }
        ObjectNode json = json(line, clock.millis());
        ArrayNode events = json.putArray("events");
        line.events().forEach(events::add);
        return bytes(json);
    }

    /** Null where there is none of that id. */
    synchronized AlertLine find(String alertId) {
        return board.alerts(true).stream()
                .filter(line -> line.alertId().equals(alertId))
                .findFirst()
                .orElse(null);
    }

    /** All that is known of alerts, by the uid of their rule. */
    synchronized Map<String, List<AlertLine>> byRule() {
        return board.alerts(true).stream().collect(Collectors.groupingBy(line -> line.text("uid")));
    }

    /** What is in force or to come under that id; null where nothing is. */
    synchronized Standing standing(String id) {
        return board.standing(id).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    private byte[] write(long now) {
        List<AlertLine> alerts = board.alerts(true);
        ObjectNode json = JSON.createObjectNode();
        ArrayNode firing = json.putArray("firing");
        alerts.stream().filter(AlertLine::isFiring).limit(MOST_FIRING).forEach(line -> firing.add(json(line, now)));
        json.put("firing_count", alerts.stream().filter(AlertLine::isFiring).count());
        ArrayNode recent = json.putArray("recent");
        alerts.stream()
                .filter(line -> !line.isFiring())
                .sorted(Comparator.comparing((AlertLine line) -> line.text("at"))
                        .reversed())
                .limit(MOST_RECENT)
                .forEach(line -> recent.add(json(line, now)));
        ArrayNode standing = json.putArray("standing");
        for (Standing one : board.standing("")) {
            ObjectNode said = command(one);
            said.put("about", board.about(one).size());
            standing.add(said);
        }
        json.put("unreadable", board.unreadable());
        return bytes(json);
    }

    private ObjectNode json(AlertLine line, long now) {
        ObjectNode json = line.newest().deepCopy();
        json.remove(List.of("specversion", "record", "rule_version"));
        json.put("firing", line.isFiring());
        board.controls()
                .acknowledgement(line.occurrence(), now)
                .ifPresent(ack -> json.set("acknowledged", command(ack)));
        board.controls().silence(line.occurrence(), now).ifPresent(silence -> json.set("silenced", command(silence)));
        return json;
    }

    private static ObjectNode command(Command command) {
        try {
            JsonNode json = JSON.readTree(CommandJson.write(command));
            return (ObjectNode) json;
        } catch (IOException e) {
            throw new IllegalStateException("a command is written as JSON", e);
        }
    }

    private static byte[] bytes(JsonNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (IOException e) {
            throw new IllegalStateException("a tree is written as JSON", e);
        }
    }
}
