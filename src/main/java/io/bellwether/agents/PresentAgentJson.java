package io.bellwether.agents;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A {@link PresentAgent} as a record of a topic that keeps the newest of each key. */
public final class PresentAgentJson {

    /** Of the records' form. */
    private static final String VERSION = "1";

    private static final JsonFactory JSON = new JsonFactory();

    private PresentAgentJson() {}

    /** The record's value. */
    public static byte[] write(PresentAgent agent) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(384);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("specversion", VERSION);
            json.writeStringField("source", agent.agent().source());
            json.writeStringField("agent", agent.agent().id());
            json.writeStringField("state", agent.state().wireName());
            json.writeStringField("reason", agent.reason());
            json.writeArrayFieldStart("queues");
            for (String queue : agent.queues()) {
                json.writeString(queue);
            }
            json.writeEndArray();
            json.writeNumberField("since", agent.since());
            json.writeNumberField("slots", agent.slots());
            json.writeNumberField("contacts", agent.contacts());
            json.writeNumberField("contacts_since", agent.contactsSince());
            json.writeNumberField("wrap_ups", agent.wrapUps());
            json.writeNumberField("wrap_up_since", agent.wrapUpSince());
            json.writeNumberField("idle_since", agent.idleSince());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a stream in memory failed", e);
        }
        return out.toByteArray();
    }
}
