package io.bellwether.job;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.bellwether.ingest.Letter;
import io.bellwether.ingest.LetterSink;
import io.bellwether.notify.Decision;
import io.bellwether.yaml.Times;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Decisions on their way to the topic of alerts. The key is the alert's id and the receiver: where a topic keeps the newest of
 * each key alone, that is the change of each alert, and what each receiver knows of it.
 */
final class DecisionLetters implements LetterSink.Format<Decision> {

    private static final long serialVersionUID = 1L;

    private static final JsonFactory JSON = new JsonFactory();

    private final String topic;

    DecisionLetters(String topic) {
        this.topic = topic;
    }

    @Override
    public Letter letter(Decision decision) {
        String key = decision.alertId() + "|" + decision.receiver();
        return new Letter(
                "what " + decision.receiver() + " knows of alert " + decision.alertId(),
                topic,
                key.getBytes(StandardCharsets.UTF_8),
                json(decision),
                Map.of());
    }

    private static byte[] json(Decision decision) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("specversion", AlertLetters.VERSION);
            json.writeStringField("record", "decision");
            json.writeStringField("alert_id", decision.alertId());
            json.writeStringField("uid", decision.uid());
            json.writeStringField("starts_at", Times.rfc3339(decision.startsAt()));
            json.writeNumberField("seq", decision.seq());
            json.writeStringField("transition", decision.transition().wireName());
            json.writeStringField("severity", decision.severity());
            json.writeStringField("receiver", decision.receiver());
            json.writeStringField("group_key", decision.groupKey());
            json.writeStringField("decision", decision.kind().wireName());
            json.writeStringField("reason", decision.reason());
            json.writeStringField("by", decision.by());
            json.writeStringField("at", Times.rfc3339(decision.at()));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a stream in memory failed", e);
        }
        return out.toByteArray();
    }
}
