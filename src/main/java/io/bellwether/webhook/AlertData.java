package io.bellwether.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.alert.Transition;
import io.bellwether.notify.Batch;
import io.bellwether.notify.Change;
import io.bellwether.notify.LifeSign;
import io.bellwether.notify.Remarks;
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
 * What is told of a batch, as a JSON object. One change stands in it itself; several stand in {@code alerts}, at most
 * {@link #MAX_ALERTS} and about {@link #MAX_BYTES} of them, with the number of the rest.
 *
 * @param truncated how many changes are only counted
 */
public record AlertData(String json, int truncated) {

    public static final int MAX_ALERTS = 50;

    /** Standard Webhooks asks for bodies below 20 KB; the envelope needs some of it. */
    static final int MAX_BYTES = 18_000;

    private static final JsonFactory JSON = new JsonFactory();

    /** Of a batch. */
    public static AlertData of(Batch batch) {
        List<Change> changes = batch.changes();
        boolean alone = changes.size() == 1;
        List<byte[]> listed = alone ? List.of() : listed(changes);
        int truncated = alone ? 0 : changes.size() - listed.size();
        StringWriter out = new StringWriter(2048);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("delivery_id", batch.id());
            json.writeStringField("notification_reason", batch.reason().wireName());
            writeMap(json, "group", batch.group());
            if (alone) {
                writeFields(json, changes.get(0));
            } else {
                writeSummary(json, batch, truncated);
                writeAlerts(json, listed);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a buffer in memory failed", e);
        }
        return new AlertData(out.toString(), truncated);
    }

    /** Of a sign of life. */
    public static ObjectNode of(LifeSign.Beat beat) {
        return JsonBody.object()
                .put("every_seconds", beat.everyMillis() / 1000)
                .put("event_time", Times.rfc3339(beat.watermark()));
    }

    /**
     * An envelope: texts, and this object as {@code data} behind them. As UTF-8, in which half of a surrogate pair, which a
     * rule or an event may hold, becomes a question mark.
     */
    public byte[] within(Map<String, String> envelope) {
        StringWriter out = new StringWriter(json.length() + 512);
        try (JsonGenerator generator = JSON.createGenerator(out)) {
            generator.writeStartObject();
            for (Map.Entry<String, String> text : envelope.entrySet()) {
                generator.writeStringField(text.getKey(), text.getValue());
            }
            generator.writeFieldName("data");
            generator.writeRawValue(json);
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a buffer in memory failed", e);
        }
        return bytes(out);
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
            writeFields(json, change);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a buffer in memory failed", e);
        }
        return bytes(out);
    }

    /** The transition's own, and what is the receiver's alone, only where there is something to say. */
    private static void writeFields(JsonGenerator json, Change change) throws IOException {
        if (change.repeated()) {
            json.writeBooleanField("repeated", true);
        }
        if (change.delayMillis() > 0) {
            json.writeNumberField("delayed_seconds", change.delayMillis() / 1000);
        }
        writeRemarks(json, change.remarks());
        change.transition().writeFields(json);
    }

    private static void writeRemarks(JsonGenerator json, Remarks remarks) throws IOException {
        if (remarks.seen() != null) {
            json.writeObjectFieldStart("acknowledged");
            json.writeStringField("by", remarks.seen().by());
            json.writeStringField("at", Times.rfc3339(remarks.seen().at()));
            if (!remarks.seen().comment().isEmpty()) {
                json.writeStringField("comment", remarks.seen().comment());
            }
            json.writeEndObject();
        }
        if (remarks.silenced() != null) {
            json.writeObjectFieldStart("silenced");
            json.writeStringField("by", remarks.silenced().by());
            json.writeStringField("until", Times.rfc3339(remarks.silenced().until()));
            json.writeEndObject();
        }
        if (remarks.cases() != null) {
            json.writeObjectFieldStart("cases");
            json.writeNumberField("count", remarks.cases().count());
            json.writeStringField("oldest", remarks.cases().oldest());
            json.writeStringField("oldest_source", remarks.cases().source());
            json.writeStringField("since", Times.rfc3339(remarks.cases().since()));
            json.writeEndObject();
        }
    }

    private static byte[] bytes(StringWriter json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void writeSummary(JsonGenerator json, Batch batch, int truncated) throws IOException {
        json.writeNumberField("count", batch.changes().size());
        for (Transition.Kind kind : Transition.Kind.values()) {
            json.writeNumberField(kind.wireName(), batch.count(kind));
        }
        json.writeNumberField("truncated", truncated);
        json.writeArrayFieldStart("oldest_cases");
        for (String subject : batch.oldestCases()) {
            json.writeString(subject);
        }
        json.writeEndArray();
        if (batch.oldestSince().isPresent()) {
            json.writeStringField(
                    "oldest_since", Times.rfc3339(batch.oldestSince().getAsLong()));
        }
    }

    private static void writeAlerts(JsonGenerator json, List<byte[]> listed) throws IOException {
        json.writeArrayFieldStart("alerts");
        for (byte[] alert : listed) {
            json.writeRawValue(new String(alert, StandardCharsets.UTF_8));
        }
        json.writeEndArray();
    }

    private static void writeMap(JsonGenerator json, String name, Map<String, String> map) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> entry : new TreeMap<>(map).entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }
}
