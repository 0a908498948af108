package io.bellwether.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.control.AlertBoard;
import io.bellwether.control.AlertLine;
import io.bellwether.control.Command;
import io.bellwether.control.CommandException;
import io.bellwether.control.CommandJson;
import io.bellwether.file.Unusable;
import io.bellwether.ingest.TopicContents;
import io.bellwether.job.Inputs;
import io.bellwether.settings.KafkaSettings;
import io.bellwether.settings.SettingsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Where the commands about alerts ask and tell: the broker of the settings. */
final class BoardOptions {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SHOWN = 8;
    private static final int UNTOLD_SECONDS = 5;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings, of which kafka is read. Without this option the defaults hold.")
    private Path config;

    @Option(names = "--json", description = "Print one JSON object instead of lines.")
    private boolean json;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description =
                    "Time zone of what is printed, such as Asia/Shanghai. Default: that of this machine. JSON is in UTC.")
    private String zone;

    private final long now = System.currentTimeMillis();

    boolean json() {
        return json;
    }

    /** Writes times for whoever reads them here. */
    ZonedTimes times() throws Unusable {
        return ZonedTimes.of(zone);
    }

    /** Nobody said where Kafka is, so it may well not be where it is looked for. */
    private int patienceSeconds() {
        return config == null ? UNTOLD_SECONDS : TopicContents.TIMEOUT_SECONDS;
    }

    /** When the command was given, epoch ms. */
    long now() {
        return now;
    }

    KafkaSettings kafka() throws Unusable {
        try {
            return new Inputs(config, null).known().needing("kafka").kafka();
        } catch (SettingsException e) {
            throw new Unusable(e.getMessage());
        }
    }

    /** What both topics say now. */
    AlertBoard board() throws Unusable {
        KafkaSettings kafka = kafka();
        AlertBoard board = new AlertBoard(now);
        boolean there;
        try {
            there = TopicContents.read(kafka.clientProperties(), kafka.alerts(), patienceSeconds(), board::alert);
        } catch (IllegalStateException e) {
            String hint = config == null ? "; --config FILE names the settings that say where Kafka is" : "";
            throw new Unusable(e.getMessage() + hint);
        }
        if (!there) {
            throw new Unusable("Kafka at " + kafka.servers() + " has no topic " + kafka.alerts()
                    + ": a job of this release makes it at its start; is kafka.topics.alerts the one of the job?");
        }
        TopicContents.read(kafka.clientProperties(), kafka.control(), board::command);
        return board;
    }

    /** Gives a command to the job, as whoever reads it would take it. */
    void send(Command command) throws Unusable {
        byte[] record = CommandJson.write(command);
        try {
            CommandJson.read(record, now);
        } catch (CommandException e) {
            throw new Unusable(e.getMessage());
        }
        KafkaSettings kafka = kafka();
        TopicContents.write(
                kafka.clientProperties(), kafka.control(), command.id().getBytes(StandardCharsets.UTF_8), record);
    }

    /** The one alert whose id begins so. */
    static AlertLine alert(AlertBoard board, String beginning) throws Unusable {
        List<AlertLine> found = board.find(beginning);
        if (found.size() == 1) {
            return found.get(0);
        }
        throw new Unusable(
                found.isEmpty()
                        ? "no alert has an id that begins with " + beginning
                                + "; bellwether alerts list --all names them"
                        : beginning + " is the beginning of " + found.size() + " alerts; write more of it: "
                                + found.stream()
                                        .limit(SHOWN)
                                        .map(line -> shortId(line.alertId()))
                                        .collect(Collectors.joining(", ")));
    }

    /** As people copy it. */
    static String shortId(String alertId) {
        return alertId.substring(0, Math.min(12, alertId.length()));
    }

    /** A name for a silence or an acknowledgement that nobody else has. */
    static String newId(String kind) {
        byte[] random = new byte[4];
        new SecureRandom().nextBytes(random);
        return kind + '-' + HexFormat.of().formatHex(random);
    }

    /** A command as the topic has it, for programs. */
    static JsonNode json(Command command) {
        try {
            return JSON.readTree(CommandJson.write(command));
        } catch (IOException e) {
            throw new IllegalStateException("a command is written as JSON", e);
        }
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }
}
