package io.bellwether.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.control.AlertBoard;
import io.bellwether.control.AlertLine;
import io.bellwether.control.Silence;
import io.bellwether.control.Standing;
import io.bellwether.file.Unusable;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bellwether alerts list}, {@code show} and {@code silences}: what there is to be seen. */
final class AlertViews {

    private AlertViews() {}

    /** What fires. */
    @Command(
            name = "list",
            description = {
                "List the alerts that fire, the newest first, with who sees to them and what silences them.",
                "",
                "Read from the topics of alerts and of commands: what is older than their retention is not known.",
                ""
            },
            footer = {
                "",
                "Examples:",
                "  bellwether alerts list --config bellwether.yaml",
                "  bellwether alerts list --all --json"
            },
            mixinStandardHelpOptions = true)
    static final class ListCommand extends BoardCommand {

        @Option(names = "--all", description = "Also alerts that have ended.")
        private boolean all;

        @Override
        void run(PrintWriter out) throws Unusable {
            AlertBoard board = options().board();
            List<AlertLine> alerts = board.alerts(all);
            if (options().json()) {
                ObjectNode json = BoardOptions.object();
                ArrayNode list = json.putArray("alerts");
                alerts.forEach(line -> list.add(json(line, board, options().now())));
                json.put("unreadable", board.unreadable());
                out.println(json);
            } else {
                for (AlertLine line : alerts) {
                    lines(line, board, options()).forEach(out::println);
                }
                out.println(
                        alerts.isEmpty()
                                ? (all ? "No alerts." : "Nothing fires.")
                                : RulesCommand.count(alerts.size(), "alert"));
                unreadable(board, out);
            }
        }
    }

    /** One alert. */
    @Command(
            name = "show",
            description = {"Show an alert: what it says, each change of it, and who was told of it when and why.", ""},
            footer = {
                "",
                "Examples:",
                "  bellwether alerts show 9c1e4f --config bellwether.yaml",
                "",
                "The beginning of an id is enough where no other alert has it."
            },
            mixinStandardHelpOptions = true)
    static final class ShowCommand extends BoardCommand {

        @Parameters(paramLabel = "ID", description = "Of the alert, or its beginning.")
        private String id;

        @Override
        void run(PrintWriter out) throws Unusable {
            ZonedTimes times = options().times();
            AlertBoard board = options().board();
            AlertLine line = BoardOptions.alert(board, id);
            if (options().json()) {
                ObjectNode json = json(line, board, options().now());
                ArrayNode events = json.putArray("events");
                line.events().forEach(events::add);
                out.println(json);
            } else {
                out.println("alert_id  " + line.alertId());
                lines(line, board, options()).forEach(out::println);
                if (!line.text("runbook").isEmpty()) {
                    out.println("    runbook: " + line.text("runbook"));
                }
                line.events().forEach(event -> out.println("    " + event(event, times)));
            }
        }
    }

    /** What people said. */
    @Command(
            name = "silences",
            description = {
                "List silences and acknowledgements in force or to come, the one that ends first in front.",
                ""
            },
            footer = {"", "Examples:", "  bellwether alerts silences --config bellwether.yaml"},
            mixinStandardHelpOptions = true)
    static final class SilencesCommand extends BoardCommand {

        @Override
        void run(PrintWriter out) throws Unusable {
            AlertBoard board = options().board();
            List<Standing> standing = board.standing("");
            if (options().json()) {
                ObjectNode json = BoardOptions.object();
                ArrayNode list = json.putArray("silences");
                standing.forEach(one -> list.add(BoardOptions.json(one)));
                out.println(json);
            } else {
                ZonedTimes times = options().times();
                standing.forEach(one -> out.println(line(one, board, times)));
                out.println(standing.isEmpty() ? "None." : standing.size() + " in force or to come");
                unreadable(board, out);
            }
        }
    }

    private static void unreadable(AlertBoard board, PrintWriter out) {
        if (board.unreadable() > 0) {
            out.println(RulesCommand.count(board.unreadable(), "record") + " of the topics could not be read");
        }
    }

    static String line(Standing one, AlertBoard board, ZonedTimes times) {
        boolean silence = one instanceof Silence;
        return one.id() + "  " + (silence ? "silence" : "ack") + " by " + one.by() + ": " + one.matchers()
                + (silence ? ", from " + times.of(one.startsAt()) : "")
                + (one instanceof Silence s && s.untilResolved() ? " until resolved, at the latest " : " until ")
                + times.of(one.endsAt())
                + (one.comment().isEmpty() ? "" : " (" + one.comment() + ")")
                + "; " + RulesCommand.count(board.about(one).size(), "alert") + " now";
    }

    private static List<String> lines(AlertLine line, AlertBoard board, BoardOptions options) throws Unusable {
        ZonedTimes times = options.times();
        String labels = line.occurrence().labels().entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(" "));
        String subject = line.text("subject").isEmpty() ? "" : "  case " + line.text("subject");
        return List.of(
                BoardOptions.shortId(line.alertId()) + "  " + line.text("severity") + "  " + line.text("uid") + "  "
                        + labels + subject + "  since " + times.at(line.text("starts_at")) + "  "
                        + state(line, board, options.now(), times),
                "    " + line.text("title") + ": " + line.text("text"));
    }

    private static String state(AlertLine line, AlertBoard board, long now, ZonedTimes times) {
        StringBuilder state =
                new StringBuilder(line.isFiring() ? "firing" : "resolved at " + times.at(line.text("at")));
        if (line.newest().path("shadow").asBoolean()) {
            state.append(" (shadow: nobody is told)");
        }
        if (line.isFiring()) {
            board.controls().acknowledgement(line.occurrence(), now).ifPresent(ack -> state.append(", seen to by ")
                    .append(ack.by()));
            board.controls().silence(line.occurrence(), now).ifPresent(silence -> state.append(", silenced by ")
                    .append(silence.by())
                    .append(silence.untilResolved() ? " until resolved (" : " until ")
                    .append(silence.untilResolved() ? silence.id() : times.of(silence.endsAt()))
                    .append(silence.untilResolved() ? ")" : " (" + silence.id() + ")"));
        }
        return state.toString();
    }

    private static String event(JsonNode event, ZonedTimes times) {
        String at = times.at(event.path("at").asText()) + "  ";
        if (event.path("record").asText().equals("transition")) {
            return at + event.path("transition").asText() + " ("
                    + event.path("reason").asText() + "), "
                    + event.path("severity").asText();
        }
        return at + event.path("receiver").asText() + ": "
                + event.path("decision").asText() + " (" + event.path("reason").asText() + ")";
    }

    private static ObjectNode json(AlertLine line, AlertBoard board, long now) {
        ObjectNode json = line.newest().deepCopy();
        json.remove(List.of("specversion", "record"));
        json.put("firing", line.isFiring());
        board.controls()
                .acknowledgement(line.occurrence(), now)
                .ifPresent(ack -> json.set("acknowledged", BoardOptions.json(ack)));
        board.controls()
                .silence(line.occurrence(), now)
                .ifPresent(silence -> json.set("silenced", BoardOptions.json(silence)));
        return json;
    }
}
