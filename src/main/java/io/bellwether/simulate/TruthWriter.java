package io.bellwether.simulate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.bellwether.yaml.Times;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the truth as JSON lines: first the incidents ({@code "kind":"incident"}), then the intervals. */
public final class TruthWriter {
    private TruthWriter() {}

    /** Writes to a stream, which stays open. */
    public static void write(List<Incident> incidents, List<Truth.Row> rows, OutputStream out) throws IOException {
        try (JsonGenerator json = new JsonFactory()
                .configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false)
                .createGenerator(out)) {
            json.setRootValueSeparator(null);
            for (Incident incident : incidents) {
                write(incident, json);
                json.writeRaw('\n');
            }
            for (Truth.Row row : rows) {
                write(row, json);
                json.writeRaw('\n');
            }
        }
    }

    private static void write(Incident incident, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", "incident");
        json.writeStringField("name", incident.name());
        json.writeStringField("incident", incident.kind().wireName());
        json.writeStringField("title", incident.title());
        json.writeStringField("start", time(incident.start()));
        json.writeStringField("end", time(incident.end()));
        json.writeObjectFieldStart("affected");
        for (Map.Entry<String, List<String>> dimension : new TreeMap<>(incident.affected()).entrySet()) {
            writeList(dimension.getKey(), dimension.getValue(), json);
        }
        json.writeEndObject();
        json.writeNumberField("strength", incident.strength());
        writeList("expected_signals", incident.expectedSignals(), json);
        json.writeStringField("explanation", incident.explanation());
        json.writeEndObject();
    }

    private static void writeList(String name, List<String> values, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private static void write(Truth.Row row, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", "interval");
        json.writeStringField("queue", row.queue());
        json.writeStringField("start", time(row.start()));
        json.writeStringField("end", time(row.start() + Truth.INTERVAL));
        json.writeNumberField("offered", row.offered());
        json.writeNumberField("answered", row.answered());
        json.writeNumberField("abandoned", row.abandoned());
        json.writeNumberField("short_abandoned", row.shortAbandoned());
        json.writeNumberField("answered_in_threshold", row.answeredInThreshold());
        json.writeNumberField("abandoned_in_threshold", row.abandonedInThreshold());
        json.writeNumberField("transferred", row.transferred());
        json.writeNumberField("overflow", row.overflow());
        json.writeNumberField("callback", row.callback());
        json.writeNumberField("pending", row.pending());
        json.writeNumberField("wait_answered_s", row.waitAnsweredMillis() / 1000.0);
        json.writeNumberField("waiting_at_end", row.waitingAtEnd());
        json.writeEndObject();
    }

    private static String time(long millis) {
        return Times.rfc3339(millis);
    }
}
