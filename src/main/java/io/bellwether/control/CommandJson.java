package io.bellwether.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.bellwether.yaml.Durations;
import io.bellwether.yaml.Times;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Commands as they stand in their topic: one JSON object each. */
public final class CommandJson {

    /** Of the form below. A record without it is taken for one of this. */
    static final String VERSION = "1";

    private static final JsonFactory JSON = new JsonFactory();

    private CommandJson() {}

    /**
     * Reads one.
     *
     * @param now epoch ms: a command from further ahead than ten minutes is refused, for nobody could take it back before
     */
    public static Command read(byte[] record, long now) throws CommandException {
        return new CommandReader(record, now).command();
    }

    /** Writes one so that {@link #read} gives an equal one. */
    public static byte[] write(Command command) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("specversion", VERSION);
            json.writeStringField("type", CommandKind.of(command).wireName());
            json.writeStringField("id", command.id());
            json.writeStringField("at", Times.rfc3339(command.at()));
            json.writeStringField("by", command.by());
            json.writeStringField("comment", command.comment());
            if (command instanceof Standing standing) {
                writeStanding(standing, json);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a stream in memory failed", e);
        }
        return out.toByteArray();
    }

    private static void writeStanding(Standing standing, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("matchers");
        for (Map.Entry<String, String> matcher : standing.matchers().written().entrySet()) {
            json.writeStringField(matcher.getKey(), matcher.getValue());
        }
        json.writeEndObject();
        json.writeStringField("ends_at", Times.rfc3339(standing.endsAt()));
        if (standing instanceof Silence silence) {
            json.writeStringField("starts_at", Times.rfc3339(silence.startsAt()));
            if (silence.untilResolved()) {
                json.writeStringField("until", "resolved");
            }
            if (silence.noticeMillis() > 0) {
                json.writeStringField("expires_notice", Durations.shortest(silence.noticeMillis()));
            }
        }
    }
}
