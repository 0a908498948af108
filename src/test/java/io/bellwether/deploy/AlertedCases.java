package io.bellwether.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Cases that lead to one alert in each state that there is, of which a run is told, and the rules and routes for it. Queues are
 * named by the state and a tag, so alerts of several tags have nothing to do with each other.
 */
final class AlertedCases {

    /** One chat waits in a queue of each; of the last, tickets. */
    enum State {
        /** Has to last before it fires. */
        PENDING("video"),
        FIRING("chat"),
        /** Its receiver answers 503. */
        RETRIED("chat"),
        SILENCED("chat"),
        /** Somebody else is told of it after a while. */
        ESCALATING("chat"),
        /** Would be, if nobody saw to it. */
        SEEN_TO("chat"),
        /** Three alerts, that wait for others. */
        GROUPED("web");

        private final String channel;

        /** @param channel by which rules tell them apart */
        State(String channel) {
            this.channel = channel;
        }

        /** The queue of a tag. */
        String queue(String tag) {
            return name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + tag;
        }
    }

    private static final int TICKETS = 3;

    /** How many beginnings two tags lead to, one of them seen to: each state's, the tickets', and what is told to two. */
    static final int BEGINNINGS = 2 * (State.values().length - 1 + TICKETS + 1) + 1;

    /** How many of them are silenced. */
    static final int SILENCED = 2;

    /** How many changes alerts of two tags have: a beginning and an end each. */
    static final int CHANGES = 4 * (State.values().length - 1 + TICKETS);

    /** When a step of an escalation is due. */
    static final long STEP_MILLIS = 10_000;

    private static final String RULES = """
            group: kills
            rules:
              - uid: waits
                title: "Somebody waits in {{labels.queue}}"
                metric: queue.waiting
                where: {channel: [chat]}
                by: [queue]
                window: {size: 1s, every: 1s}
                levels: [{severity: warning, op: ">=", value: 1}]
                annotations: {summary: "{{value}} wait"}
              - uid: waits-long
                title: "Somebody waits for long in {{labels.queue}}"
                metric: queue.waiting
                where: {channel: [video]}
                by: [queue]
                window: {size: 1s, every: 1s}
                levels: [{severity: warning, op: ">=", value: 1, for: 12s}]
                annotations: {summary: "{{value}} wait"}
              - uid: missed
                title: "{{case}} missed {{clock}}"
                signal: sla.breached
                where: {clock: [first_reply]}
                severity: warning
                annotations: {summary: "{{case}} missed {{clock}}"}
            """;

    private static final String POLICIES = """
            policies:
              - name: tickets
                match: {channel: web}
                targets: {first_reply: 1s}
            """;

    private static final String ROUTING = """
            receivers:
              - {name: hook, type: webhook, url: "${URL}/hook", secret: "${SECRET}", allow_http_hosts: [127.0.0.1], allow_private: true}
              - {name: busy, type: webhook, url: "${URL}/busy", secret: "${SECRET}", allow_http_hosts: [127.0.0.1], allow_private: true}
              - {name: lead, type: webhook, url: "${URL}/lead", secret: "${SECRET}", allow_http_hosts: [127.0.0.1], allow_private: true}
            routes:
              - {match: {queue: "retried-.*"}, receiver: busy, group_by: [uid, queue], group_interval: 0s}
              - {match: {queue: "escalating-.*|seen-to-.*"}, receiver: hook, group_by: [uid, queue], group_interval: 0s, escalate: [{after: 10s, receiver: lead}]}
              - {match: {uid: missed}, receiver: hook, group_by: [uid, queue], group_wait: 10s, group_interval: 0s}
              - {match: {}, receiver: hook, group_by: [uid, queue], group_interval: 0s}
            """;

    /** Of a change of an alert. */
    static String queue(JsonNode change) {
        return change.path("labels").path("queue").asText();
    }

    private final KafkaProducer<String, String> producer;
    private final AlertedRun[] runs;
    private int commands;

    /** @param runs that are told all of it */
    AlertedCases(KafkaProducer<String, String> producer, AlertedRun... runs) {
        this.producer = producer;
        this.runs = runs;
    }

    static void writeRules(Path folder) throws Exception {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("rules.yaml"), RULES);
        Files.writeString(folder.resolve("sla-policies.yaml"), POLICIES);
        Files.writeString(folder.resolve("alert-routing.yaml"), ROUTING);
    }

    /** The cases of a tag begin. */
    void begin(String tag) throws Exception {
        long now = System.currentTimeMillis();
        List<Sent> events = new ArrayList<>();
        for (State state : State.values()) {
            if (state == State.GROUPED) {
                for (int i = 0; i < TICKETS; i++) {
                    events.add(event(now, state, tag, i, "ticket.created").with("actor", "CUSTOMER"));
                }
            } else {
                events.add(event(now, state, tag, 0, "chat.queued"));
            }
        }
        send(events);
    }

    /** The cases of a tag end, and with them all alerts. */
    void end(String tag) throws Exception {
        long now = System.currentTimeMillis();
        List<Sent> events = new ArrayList<>();
        for (State state : State.values()) {
            if (state == State.GROUPED) {
                for (int i = 0; i < TICKETS; i++) {
                    events.add(event(now, state, tag, i, "ticket.message").with("actor", "AGENT"));
                }
            } else {
                events.add(event(now, state, tag, 0, "chat.assigned").with("agent_id", "ann"));
            }
        }
        send(events);
    }

    /** Silences a queue for an hour. */
    void silence(String id, String queue) throws Exception {
        command("silence", id, queue);
    }

    /** Somebody sees to the alerts of a queue. */
    void acknowledge(String id, String queue) throws Exception {
        command("ack", id, queue);
    }

    /** Ends a silence. */
    void expire(String id) throws Exception {
        command("expire", id, null);
    }

    /** How many commands were given so far. */
    int commands() {
        return commands;
    }

    private void command(String type, String id, String queue) throws Exception {
        long now = System.currentTimeMillis();
        ObjectNode json = Deployment.JSON.createObjectNode();
        json.put("specversion", "1").put("type", type).put("id", id).put("by", "ann");
        json.put("at", Instant.ofEpochMilli(now).toString());
        if (queue != null) {
            json.putObject("matchers").put("queue", queue);
            json.put("ends_at", Instant.ofEpochMilli(now + 3_600_000).toString());
        }
        commands++;
        send(List.of(new Sent("control", null, now, json)));
    }

    /** @param topic the last part of its name */
    private record Sent(String topic, String key, long time, ObjectNode json) {

        Sent with(String field, String value) {
            json.put(field, value);
            return this;
        }
    }

    private static Sent event(long time, State state, String tag, int number, String type) {
        String caseId = state.queue(tag) + "-" + number;
        ObjectNode json = Deployment.JSON.createObjectNode();
        json.put("id", caseId + "-" + type).put("type", type).put("source", "desk");
        json.put("time", Instant.ofEpochMilli(time).toString());
        json.put("case_id", caseId).put("queue", state.queue(tag)).put("channel", state.channel);
        return new Sent(type.startsWith("ticket") ? "tickets" : "chats", caseId, time, json);
    }

    private void send(List<Sent> all) throws Exception {
        for (AlertedRun run : runs) {
            for (Sent one : all) {
                String value = Deployment.JSON.writeValueAsString(one.json());
                producer.send(new ProducerRecord<>(run.topic(one.topic()), null, one.time(), one.key(), value))
                        .get(60, TimeUnit.SECONDS);
            }
        }
    }
}
