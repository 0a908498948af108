package io.bellwether.job;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.bellwether.alert.Transition;
import io.bellwether.ingest.Letter;
import io.bellwether.ingest.LetterSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Changes of alerts on their way to the topic that the list of alerts is made from; the key is the alert's id. */
final class AlertLetters implements LetterSink.Format<Transition> {

    private static final long serialVersionUID = 1L;

    /** Of the records' form. */
    static final String VERSION = "1";

    private static final JsonFactory JSON = new JsonFactory();

    private final String topic;

    AlertLetters(String topic) {
        this.topic = topic;
    }

    @Override
    public Letter letter(Transition transition) {
        return new Letter(
                "alert " + transition.alertId() + ", " + transition.kind().wireName(),
                topic,
                transition.alertId().getBytes(StandardCharsets.UTF_8),
                json(transition),
                Map.of());
    }

    private static byte[] json(Transition transition) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("specversion", VERSION);
            json.writeStringField("record", "transition");
            transition.writeFields(json);
            json.writeBooleanField("shadow", transition.shadow());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a stream in memory failed", e);
        }
        return out.toByteArray();
    }
}
