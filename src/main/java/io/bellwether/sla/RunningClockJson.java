package io.bellwether.sla;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.bellwether.event.SourceId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A {@link RunningClock} as a record of a topic that keeps the newest of each key. */
public final class RunningClockJson {

    /** Of the records' form. */
    private static final String VERSION = "1";

    private static final JsonFactory JSON = new JsonFactory();

    private RunningClockJson() {}

    /** What all clocks of a case have in front of their keys; of two cases never the same. */
    public static String caseKey(String source, String caseId) {
        return new SourceId(source, caseId).joined();
    }

    /** The key of one: {@code source|case|clock|instance}. */
    public static String key(RunningClock clock) {
        return caseKey(clock.source(), clock.caseId()) + '|' + clock.clock() + '|' + clock.instance();
    }

    /** The {@link #caseKey} of a {@link #key}; empty where it is none. */
    public static String caseKeyOf(String key) {
        int instance = key.lastIndexOf('|');
        int clock = instance < 0 ? -1 : key.lastIndexOf('|', instance - 1);
        return clock < 0 ? "" : key.substring(0, clock);
    }

    /** The record's value. */
    public static byte[] write(RunningClock clock) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(384);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("specversion", VERSION);
            json.writeStringField("source", clock.source());
            json.writeStringField("case_id", clock.caseId());
            json.writeStringField("clock", clock.clock());
            json.writeNumberField("instance", clock.instance());
            json.writeStringField("queue", clock.queue());
            json.writeStringField("tier", clock.tier());
            json.writeStringField("agent", clock.agent());
            json.writeStringField("policy", clock.policy());
            json.writeStringField("rule", clock.rule());
            json.writeStringField("state", clock.state().wireName());
            json.writeNumberField("risk", clock.risk());
            json.writeStringField("reason", clock.reason());
            json.writeNumberField("start", clock.start());
            json.writeNumberField("since", clock.since());
            json.writeNumberField("consumed_ms", clock.consumedMillis());
            json.writeNumberField("target_ms", clock.targetMillis());
            json.writeNumberField("deadline", clock.deadline());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a stream in memory failed", e);
        }
        return out.toByteArray();
    }
}
