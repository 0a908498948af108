package io.bellwether.queue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.bellwether.event.SourceId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A {@link PresentContact} as a record of a topic that keeps the newest of each key. */
public final class PresentContactJson {

    /** Of the records' form. */
    private static final String VERSION = "1";

    private static final JsonFactory JSON = new JsonFactory();

    private PresentContactJson() {}

    /** The key: {@code source|case|contact} or {@code source|case|callback}. */
    public static String key(PresentContact contact) {
        return contact.caseId().joined() + (contact.state().ofCallback() ? "|callback" : "|contact");
    }

    /** The {@link SourceId#joined} of the case of a {@link #key}; empty where it is none. */
    public static String caseKeyOf(String key) {
        return key.substring(0, Math.max(0, key.lastIndexOf('|')));
    }

    /** The record's value. */
    public static byte[] write(PresentContact contact) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(384);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("specversion", VERSION);
            json.writeStringField("source", contact.caseId().source());
            json.writeStringField("case_id", contact.caseId().id());
            json.writeStringField("state", contact.state().wireName());
            json.writeStringField("queue", contact.queue());
            json.writeStringField("channel", contact.channel());
            json.writeStringField("tier", contact.tier());
            json.writeStringField("priority", contact.priority());
            SourceId agent = contact.agent();
            json.writeStringField("agent_source", agent == null ? "" : agent.source());
            json.writeStringField("agent", agent == null ? "" : agent.id());
            json.writeNumberField("since", contact.since());
            json.writeNumberField("held_since", contact.heldSince());
            json.writeNumberField("case_since", contact.caseSince());
            json.writeNumberField("threshold_ms", contact.thresholdMillis());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a stream in memory failed", e);
        }
        return out.toByteArray();
    }
}
