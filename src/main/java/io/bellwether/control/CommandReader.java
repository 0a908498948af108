package io.bellwether.control;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bellwether.event.EventTime;
import io.bellwether.event.RejectionReason;
import io.bellwether.yaml.Durations;
import io.bellwether.yaml.Nearest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads one record, strictly: a misspelt field of a silence would silence something else than was meant. */
final class CommandReader {

    private static final int LARGEST = 64 << 10;
    private static final long MAX_FUTURE_MILLIS = 600_000;
    private static final long DAY_MILLIS = 86_400_000;

    /** How long what was given no end holds. */
    static final long USUAL_MILLIS = 30 * DAY_MILLIS;

    private static final int LONGEST_DAYS = 366;
    private static final int MOST_MATCHERS = 20;
    private static final int LONGEST_PATTERN = 512;
    private static final int LONGEST_BY = 128;
    private static final int LONGEST_COMMENT = 1_024;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,63}");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\u2028\\u2029]+");
    private static final List<String> EVERYWHERE = List.of("specversion", "type", "id", "at", "by", "comment");

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private final JsonNode fields;
    private final long now;

    CommandReader(byte[] record, long now) throws CommandException {
        this.fields = parse(record);
        this.now = now;
    }

    private static JsonNode parse(byte[] record) throws CommandException {
        if (record == null || record.length == 0) {
            throw new CommandException(RejectionReason.NOT_JSON, "the record is empty");
        }
        if (record.length > LARGEST) {
            throw new CommandException(
                    RejectionReason.TOO_LARGE, "the record has " + record.length + " bytes; at most " + LARGEST);
        }
        try {
            JsonNode json = JSON.readTree(record);
            if (json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException e) {
            throw new CommandException(
                    RejectionReason.NOT_JSON,
                    e.getOriginalMessage().startsWith("Duplicate field")
                            ? "a field comes twice"
                            : "the record is no JSON object");
        } catch (IOException e) {
            throw new CommandException(RejectionReason.NOT_JSON, "the record is no JSON object");
        }
        throw new CommandException(RejectionReason.NOT_JSON, "the record is no JSON object");
    }

    Command command() throws CommandException {
        String version = text("specversion", CommandJson.VERSION, 16);
        if (!version.equals(CommandJson.VERSION)) {
            throw bad("specversion", "must be \"" + CommandJson.VERSION + "\": this release reads no other");
        }
        CommandKind kind = kind();
        onlyKnown(kind);
        String id = required("id", RejectionReason.NO_ID, 64);
        if (!ID.matcher(id).matches()) {
            throw bad("id", "must be 1 to 64 letters, digits and . _ -");
        }
        long at = at();
        String by = required("by", RejectionReason.BAD_FIELD, LONGEST_BY);
        String comment = text("comment", "", LONGEST_COMMENT);
        return switch (kind) {
            case EXPIRE -> new Expiry(id, at, by, comment);
            case ACKNOWLEDGE ->
                new Acknowledgement(id, at, by, comment, matchers(), end("ends_at", at, at + USUAL_MILLIS));
            case SILENCE -> silence(id, at, by, comment);
        };
    }

    private CommandKind kind() throws CommandException {
        String type = required("type", RejectionReason.NO_TYPE, 64);
        List<String> known =
                Arrays.stream(CommandKind.values()).map(CommandKind::wireName).toList();
        return CommandKind.of(type)
                .orElseThrow(() -> new CommandException(
                        RejectionReason.UNKNOWN_TYPE,
                        "type: must be one of " + String.join(", ", known) + Nearest.hint(type, known)));
    }

    private void onlyKnown(CommandKind kind) throws CommandException {
        List<String> known = new ArrayList<>(EVERYWHERE);
        known.addAll(kind.fields());
        List<String> names = new ArrayList<>();
        fields.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            if (!known.contains(name)) {
                String shown = NAME.matcher(name).matches() ? name : "a field";
                throw bad(shown, "is unknown in type " + kind.wireName() + Nearest.hint(name, known));
            }
        }
    }

    private long at() throws CommandException {
        if (isAbsent("at")) {
            throw new CommandException(RejectionReason.NO_TIME, "at: is missing; write when the command was given");
        }
        long at = time("at", RejectionReason.BAD_TIME);
        if (at > now + MAX_FUTURE_MILLIS) {
            throw new CommandException(
                    RejectionReason.FUTURE, "at: is more than ten minutes ahead; set the clock of who sends it");
        }
        return at;
    }

    private Silence silence(String id, long at, String by, String comment) throws CommandException {
        String until = text("until", "", 64);
        if (!until.isEmpty() && !until.equals("resolved")) {
            throw bad("until", "must be \"resolved\", or be left out; a time belongs into ends_at");
        }
        if (until.isEmpty() && isAbsent("ends_at")) {
            throw bad("ends_at", "is missing; write when the silence ends, or until: \"resolved\"");
        }
        long startsAt = isAbsent("starts_at") ? at : time("starts_at", RejectionReason.BAD_FIELD);
        long endsAt = end("ends_at", startsAt, startsAt + USUAL_MILLIS);
        return new Silence(id, at, by, comment, matchers(), startsAt, endsAt, !until.isEmpty(), notice());
    }

    private long notice() throws CommandException {
        String text = text("expires_notice", "0", 64);
        long millis = Durations.parse(text);
        if (millis < 0 || millis > LONGEST_DAYS * DAY_MILLIS) {
            throw bad("expires_notice", "must be a duration such as 10m: how long before its end to say so");
        }
        return millis;
    }

    private long end(String name, long startsAt, long fallback) throws CommandException {
        if (isAbsent(name)) {
            return fallback;
        }
        long endsAt = time(name, RejectionReason.BAD_FIELD);
        if (endsAt <= startsAt) {
            throw bad(name, "must be after its beginning");
        }
        if (endsAt > startsAt + LONGEST_DAYS * DAY_MILLIS) {
            throw bad(name, "must be within " + LONGEST_DAYS + " days of its beginning");
        }
        return endsAt;
    }

    private Matchers matchers() throws CommandException {
        JsonNode all = fields.get("matchers");
        if (all == null || !all.isObject() || all.isEmpty()) {
            throw bad("matchers", "must say which alerts are meant, such as {\"queue\": \"vip\"}");
        }
        if (all.size() > MOST_MATCHERS) {
            throw bad("matchers", "are more than " + MOST_MATCHERS);
        }
        Map<String, String> written = new TreeMap<>();
        for (Map.Entry<String, JsonNode> matcher : all.properties()) {
            String name = matcher.getKey();
            if (!NAME.matcher(name).matches()) {
                throw bad("matchers", "has a name that no label has; labels are letters, digits, _ . -");
            }
            written.put(name, pattern("matchers." + name, matcher.getValue()));
        }
        return new Matchers(written);
    }

    private static String pattern(String field, JsonNode value) throws CommandException {
        if (!value.isTextual() || value.textValue().length() > LONGEST_PATTERN) {
            throw bad(field, "must be a regular expression, a text of at most " + LONGEST_PATTERN + " characters");
        }
        try {
            return Matchers.compile(value.textValue()).pattern();
        } catch (IllegalArgumentException e) {
            throw bad(field, e.getMessage());
        }
    }

    private long time(String name, RejectionReason reason) throws CommandException {
        JsonNode value = fields.get(name);
        long time = value.isTextual() ? EventTime.parse(value.textValue()) : EventTime.INVALID;
        if (time == EventTime.INVALID) {
            throw new CommandException(reason, name + ": must be a time such as 2026-03-02T08:00:00Z");
        }
        return time;
    }

    private String required(String name, RejectionReason missing, int longest) throws CommandException {
        String text = text(name, "", longest);
        if (text.isBlank()) {
            throw new CommandException(missing, name + ": is missing or empty");
        }
        return text;
    }

    private String text(String name, String fallback, int longest) throws CommandException {
        if (isAbsent(name)) {
            return fallback;
        }
        JsonNode value = fields.get(name);
        if (!value.isTextual() || value.textValue().length() > longest) {
            throw bad(name, "must be a text of at most " + longest + " characters");
        }
        return CONTROL.matcher(value.textValue()).replaceAll(" ").strip();
    }

    private boolean isAbsent(String name) {
        return !fields.hasNonNull(name);
    }

    private static CommandException bad(String field, String problem) {
        return new CommandException(RejectionReason.BAD_FIELD, field + ": " + problem);
    }
}
