package io.bellwether.alert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.bellwether.yaml.Times;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** How a {@link Transition} stands in JSON; {@link AlertLines} reads it. */
final class TransitionJson {

    private static final JsonFactory JSON = new JsonFactory();

    private TransitionJson() {}

    /** See {@link Transition#toJson}. */
    static String line(Transition of) {
        StringWriter out = new StringWriter(512);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            write(of, json);
            json.writeBooleanField("shadow", of.shadow());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a writer in memory failed", e);
        }
        return out.toString();
    }

    /** See {@link Transition#writeFields}. */
    static void write(Transition of, JsonGenerator json) throws IOException {
        json.writeStringField("alert_id", of.alertId());
        json.writeStringField("uid", of.uid());
        json.writeStringField("rule_version", of.ruleVersion());
        json.writeNumberField("seq", of.seq());
        json.writeStringField("transition", of.kind().wireName());
        json.writeStringField("reason", of.reason());
        json.writeStringField("severity", of.severity());
        json.writeStringField("previous_severity", of.previousSeverity());
        number(json, "value", of.value());
        number(json, "threshold", of.threshold());
        if (Double.isFinite(of.usual())) {
            json.writeNumberField("usual", of.usual());
        }
        json.writeNumberField("samples", of.samples());
        json.writeStringField("starts_at", Times.rfc3339(of.startsAt()));
        json.writeStringField("at", Times.rfc3339(of.at()));
        json.writeStringField("title", of.title());
        json.writeStringField("text", of.text());
        json.writeObjectFieldStart("labels");
        for (Map.Entry<String, String> label : new TreeMap<>(of.labels()).entrySet()) {
            json.writeStringField(label.getKey(), label.getValue());
        }
        json.writeEndObject();
        json.writeStringField("subject", of.subject());
        json.writeStringField("subject_source", of.source());
        json.writeStringField("runbook", of.runbook());
        json.writeStringField("dashboard", of.dashboard());
        if (!of.drivers().isEmpty()) {
            json.writeFieldName("drivers");
            Driver.write(of.drivers(), json);
        }
    }

    private static void number(JsonGenerator json, String name, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumberField(name, value);
        } else {
            json.writeNullField(name);
        }
    }
}
