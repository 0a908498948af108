package io.bellwether.webhook.standard;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.bellwether.notify.Batch;
import io.bellwether.notify.Change;
import io.bellwether.yaml.Times;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The JSON body {@code {type, timestamp, data}}. One change stands in {@code data} itself; several stand in
 * {@code data.alerts}, at most {@link #MAX_ALERTS} and about {@link #MAX_BYTES} of them, with the number of the rest.
 *
 * @param truncated how many changes are only counted
 */
record Payload(byte[] body, int truncated) {

    static final int MAX_ALERTS = 50;

    /** Standard Webhooks asks for bodies below 20 KB; the envelope needs some of it. */
    static final int MAX_BYTES = 18_000;

    private static final JsonFactory JSON = new JsonFactory();

    static Payload of(Batch batch) {
        List<Change> changes = batch.changes();
        boolean alone = changes.size() == 1;
        List<byte[]> listed = alone ? List.of() : listed(changes);
        int truncated = alone ? 0 : changes.size() - listed.size();
        StringWriter out = new StringWriter(2048);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("type", "alert." + batch.kind().wireName());
            json.writeStringField("timestamp", Times.rfc3339(batch.at()));
            json.writeObjectFieldStart("data");
            json.writeStringField("delivery_id", batch.id());
            json.writeStringField("notification_reason", batch.reason().wireName());
            writeMap(json, "group", batch.group());
            if (alone) {
                writeChange(json, changes.get(0));
            } else {
                writeSummary(json, batch, truncated);
                writeAlerts(json, listed);
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a buffer in memory failed", e);
        }
        return new Payload(bytes(out), truncated);
    }

    private static List<byte[]> listed(List<Change> changes) {
        List<byte[]> listed = new ArrayList<>();
        int bytes = 0;
        for (Change change : changes) {
            byte[] alert = alert(change);
            bytes += alert.length;
            if (listed.size() == MAX_ALERTS || (bytes > MAX_BYTES && !listed.isEmpty())) {
                break;
            }
            listed.add(alert);
        }
        return listed;
    }

    private static byte[] alert(Change change) {
        StringWriter out = new StringWriter(512);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("delivery_id", change.deliveryId());
            writeChange(json, change);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a buffer in memory failed", e);
        }
        return bytes(out);
    }

    /** Half of a surrogate pair, which a rule or an event may hold and UTF-8 cannot, becomes a question mark. */
    private static byte[] bytes(StringWriter json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void writeSummary(JsonGenerator json, Batch batch, int truncated) throws IOException {
        json.writeNumberField("count", batch.changes().size());
        for (Change.Kind kind : Change.Kind.values()) {
            json.writeNumberField(kind.wireName(), batch.count(kind));
        }
        json.writeNumberField("truncated", truncated);
        json.writeArrayFieldStart("oldest_cases");
        for (String subject : batch.oldestCases()) {
            json.writeString(subject);
        }
        json.writeEndArray();
    }

    private static void writeAlerts(JsonGenerator json, List<byte[]> listed) throws IOException {
        json.writeArrayFieldStart("alerts");
        for (byte[] alert : listed) {
            json.writeRawValue(new String(alert, StandardCharsets.UTF_8));
        }
        json.writeEndArray();
    }

    /** The fields of a transition by the names and in the order that they have everywhere else. */
    private static void writeChange(JsonGenerator json, Change change) throws IOException {
        json.writeStringField("alert_id", change.alertId());
        json.writeStringField("uid", change.uid());
        json.writeStringField("rule_version", change.ruleVersion());
        json.writeNumberField("seq", change.seq());
        json.writeStringField("transition", change.kind().wireName());
        json.writeStringField("reason", change.reason());
        json.writeStringField("severity", change.severity());
        json.writeStringField("previous_severity", change.previousSeverity());
        writeNumber(json, "value", change.value());
        writeNumber(json, "threshold", change.threshold());
        json.writeNumberField("samples", change.samples());
        json.writeStringField("starts_at", Times.rfc3339(change.startsAt()));
        json.writeStringField("at", Times.rfc3339(change.at()));
        json.writeStringField("title", change.title());
        json.writeStringField("text", change.text());
        writeMap(json, "labels", change.labels());
        json.writeStringField("subject", change.subject());
        json.writeStringField("subject_source", change.source());
        json.writeStringField("runbook", change.runbook());
        json.writeStringField("dashboard", change.dashboard());
    }

    private static void writeMap(JsonGenerator json, String name, Map<String, String> map) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> entry : new TreeMap<>(map).entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }

    private static void writeNumber(JsonGenerator json, String name, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumberField(name, value);
        } else {
            json.writeNullField(name);
        }
    }
}
