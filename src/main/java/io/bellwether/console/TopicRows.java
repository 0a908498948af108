package io.bellwether.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a topic of the job says is so now, in the form in which browsers get it: a row of numbers and of places in a list of words,
 * so that a hundred thousand clocks are some ten megabytes. Written once, whoever asks.
 *
 * <p>A row has a number for good. What changed since it was asked last is a step from one version to the next.
 */
final class TopicRows {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** What stands between the parts of a list: as a word it is one. */
    private static final String BETWEEN = "\n";

    private final String text;
    private final List<String> wordFields;
    private final List<String> numberFields;
    private final Map<String, Row> byKey = new HashMap<>();
    private final Map<String, Integer> words = new LinkedHashMap<>();
    private final List<String> wordList = new ArrayList<>();
    private final Map<Long, byte[]> changed = new LinkedHashMap<>();
    /** Keys that were known before the topic was begun anew, and have not come since. */
    private Set<String> unconfirmed = Set.of();

    private long nextId;
    private int toldWords;
    private long version;
    private int unreadable;
    private byte[] whole;

    private record Row(long id, byte[] json) {}

    /**
     * Rows of these fields, in the order in which the page knows them.
     *
     * @param text the field whose values seldom come twice
     */
    private TopicRows(String text, List<String> words, List<String> numbers) {
        this.text = text;
        this.wordFields = words;
        this.numberFields = numbers;
    }

    static TopicRows ofClocks() {
        return new TopicRows(
                "case_id",
                List.of("source", "clock", "queue", "tier", "agent", "policy", "rule", "state", "reason"),
                List.of("instance", "risk", "start", "since", "consumed_ms", "target_ms", "deadline"));
    }

    static TopicRows ofContacts() {
        return new TopicRows(
                "case_id",
                List.of("source", "state", "queue", "channel", "tier", "priority", "agent_source", "agent"),
                List.of("since", "held_since", "case_since", "threshold_ms"));
    }

    static TopicRows ofPresence() {
        return new TopicRows(
                "agent",
                List.of("source", "state", "reason", "queues"),
                List.of("since", "slots", "contacts", "contacts_since", "wrap_ups", "wrap_up_since", "idle_since"));
    }

    /** The topic is read from its beginning. */
    synchronized void begins() {
        unconfirmed = new HashSet<>(byKey.keySet());
    }

    /** All of it has been read: what did not come again has ended. */
    synchronized void reached() {
        for (String key : unconfirmed) {
            changed.put(byKey.remove(key).id(), null);
        }
        unconfirmed = Set.of();
    }

    /** Takes a record of the topic. */
    synchronized void take(String key, byte[] value) {
        if (!unconfirmed.isEmpty()) {
            unconfirmed.remove(key);
        }
        if (value == null) {
            Row ended = byKey.remove(key);
            if (ended != null) {
                changed.put(ended.id(), null);
            }
            return;
        }
        try {
            JsonNode said = JSON.readTree(value);
            Row before = byKey.get(key);
            long id = before == null ? nextId++ : before.id();
            byte[] row = row(id, said);
            if (before != null && Arrays.equals(before.json(), row)) {
                return;
            }
            byKey.put(key, new Row(id, row));
            changed.put(id, row);
        } catch (IOException e) {
            unreadable++;
        }
    }

    private byte[] row(long id, JsonNode said) throws IOException {
        ArrayNode row = JsonNodeFactory.instance.arrayNode();
        row.add(id);
        row.add(said.path(text).asText());
        wordFields.forEach(name -> row.add(word(said.path(name))));
        numberFields.forEach(name -> row.add(said.path(name).asLong()));
        return JSON.writeValueAsBytes(row);
    }

    private int word(JsonNode said) {
        if (!said.isArray()) {
            return word(said.asText());
        }
        List<String> parts = new ArrayList<>();
        said.forEach(part -> parts.add(part.asText()));
        return word(String.join(BETWEEN, parts));
    }

    private int word(String said) {
        return words.computeIfAbsent(said, word -> {
            wordList.add(word);
            return wordList.size() - 1;
        });
    }

    synchronized int size() {
        return byKey.size();
    }

    synchronized int unreadable() {
        return unreadable;
    }

    /** What has changed since this was asked last; null where nothing has. */
    synchronized byte[] step() {
        if (changed.isEmpty()) {
            return null;
        }
        whole = null;
        Writer out = new Writer();
        out.text("{\"from\":" + version + ",\"to\":" + ++version + ",\"word\":" + toldWords + ",\"words\":");
        out.json(wordList.subList(toldWords, wordList.size()));
        toldWords = wordList.size();
        out.text(",\"set\":");
        out.rows(changed.values());
        out.text(",\"end\":");
        out.json(changed.entrySet().stream()
                .filter(one -> one.getValue() == null)
                .map(Map.Entry::getKey)
                .toList());
        out.text("}");
        changed.clear();
        return out.bytes();
    }

    /** All rows, as of the last step or later; what is of later comes once more with the next step. */
    synchronized byte[] whole() {
        if (whole == null) {
            Writer out = new Writer();
            out.text("{\"version\":" + version + ",\"words\":");
            out.json(wordList);
            out.text(",\"rows\":");
            out.rows(byKey.values().stream().map(Row::json).toList());
            out.text("}");
            whole = out.bytes();
        }
        return whole;
    }

    private static final class Writer {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 12);

        void text(String text) {
            out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        }

        void json(Object value) {
            try {
                out.writeBytes(JSON.writeValueAsBytes(value));
            } catch (IOException e) {
                throw new IllegalStateException("words and numbers are written as JSON", e);
            }
        }

        void rows(Iterable<byte[]> rows) {
            char before = '[';
            for (byte[] row : rows) {
                if (row != null) {
                    out.write(before);
                    out.writeBytes(row);
                    before = ',';
                }
            }
            text(before == '[' ? "[]" : "]");
        }

        byte[] bytes() {
            return out.toByteArray();
        }
    }
}
