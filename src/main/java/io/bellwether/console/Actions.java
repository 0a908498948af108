package io.bellwether.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.console.Sessions.Session;
import io.bellwether.control.Acknowledgement;
import io.bellwether.control.AlertLine;
import io.bellwether.control.Command;
import io.bellwether.control.CommandException;
import io.bellwether.control.CommandJson;
import io.bellwether.control.Expiry;
import io.bellwether.control.Matchers;
import io.bellwether.control.Silence;
import io.bellwether.control.Standing;
import io.bellwether.ingest.TopicContents;
import io.bellwether.yaml.Durations;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.ServiceUnavailableResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** What leads tell the job of its alerts, by the topic of commands, as {@code bellwether alerts} does, with the name of the user. */
final class Actions {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String USUAL = "30d";

    private final Properties kafka;
    private final String topic;
    private final AlertsView alerts;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Actions(Properties kafka, String topic, AlertsView alerts, Clock clock) {
        this.kafka = kafka;
        this.topic = topic;
        this.alerts = alerts;
        this.clock = clock;
    }

    /** Somebody sees to an alert. */
    void acknowledge(Context context, Session session) {
        JsonNode body = body(context);
        AlertLine line = alert(context);
        long now = clock.millis();
        tell(
                context,
                session,
                "ack",
                line.alertId(),
                new Acknowledgement(
                        newId("k"),
                        now,
                        session.user(),
                        comment(body),
                        Matchers.ofAlert(line.alertId()),
                        now + duration(body, USUAL)));
    }

    /** Nobody is told of an alert, or of all that match, for a while. */
    void silence(Context context, Session session) {
        JsonNode body = body(context);
        long now = clock.millis();
        boolean untilResolved = body.path("until").asText().equals("resolved");
        tell(
                context,
                session,
                "silence",
                body.path("matchers").toString(),
                new Silence(
                        newId("s"),
                        now,
                        session.user(),
                        comment(body),
                        matchers(body),
                        now,
                        now + duration(body, untilResolved ? USUAL : ""),
                        untilResolved,
                        0));
    }

    /** A silence or an acknowledgement ends before its time. */
    void expire(Context context, Session session) {
        JsonNode body = body(context);
        Standing standing = alerts.standing(context.pathParam("id"));
        if (standing == null) {
            throw new NotFoundResponse("nothing of that id is in force");
        }
        // the clock of who began it may be ahead of this one
        long at = Math.max(clock.millis(), standing.at());
        tell(context, session, "expire", standing.id(), new Expiry(standing.id(), at, session.user(), comment(body)));
    }

    private void tell(Context context, Session session, String what, String on, Command command) {
        byte[] record = CommandJson.write(command);
        try {
            // as whoever reads it would take it
            CommandJson.read(record, clock.millis());
            TopicContents.write(kafka, topic, command.id().getBytes(StandardCharsets.UTF_8), record);
        } catch (CommandException e) {
            throw new BadRequestResponse(e.getMessage());
        } catch (IllegalStateException e) {
            Audit.line(session.user(), context, what, on, "failed");
            throw new ServiceUnavailableResponse(e.getMessage());
        }
        Audit.line(session.user(), context, what, on, command.id());
        context.status(202).json(Map.of("id", command.id()));
    }

    private AlertLine alert(Context context) {
        AlertLine line = alerts.find(context.pathParam("id"));
        if (line == null) {
            throw new NotFoundResponse("there is no alert of that id");
        }
        return line;
    }

    /** What was sent, which must be an object. */
    static JsonNode body(Context context) {
        try {
            JsonNode body = JSON.readTree(context.bodyAsBytes());
            if (body != null && body.isObject()) {
                return body;
            }
        } catch (IOException e) {
            throw new BadRequestResponse("the body must be a JSON object");
        }
        throw new BadRequestResponse("the body must be a JSON object");
    }

    private static String comment(JsonNode body) {
        return body.path("comment").asText("");
    }

    private static long duration(JsonNode body, String usual) {
        long millis = Durations.parse(body.path("for").asText(usual));
        if (millis <= 0) {
            throw new BadRequestResponse("for: must be a duration such as 30m, 2h or 1d");
        }
        return millis;
    }

    private static Matchers matchers(JsonNode body) {
        Map<String, String> written = new TreeMap<>();
        body.path("matchers")
                .properties()
                .forEach(matcher ->
                        written.put(matcher.getKey(), matcher.getValue().asText()));
        if (written.isEmpty()) {
            throw new BadRequestResponse("matchers: must say which alerts are meant");
        }
        try {
            return new Matchers(written);
        } catch (IllegalArgumentException e) {
            throw new BadRequestResponse("matchers: " + e.getMessage());
        }
    }

    private String newId(String kind) {
        byte[] bytes = new byte[6];
        random.nextBytes(bytes);
        return kind + '-' + HexFormat.of().formatHex(bytes);
    }
}
