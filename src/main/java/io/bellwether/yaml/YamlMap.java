package io.bellwether.yaml;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A mapping of a YAML file that remembers where it stands and which keys were asked for. Every complaint goes to one list,
 * so that an author sees all of them at once; a value that is wrong reads as its fallback.
 */
public final class YamlMap {

    private static final String ZONES = "a name such as Europe/Berlin or Asia/Shanghai";

    private final YamlFile file;
    private final Node node;
    private final YamlKeys keys;

    YamlMap(YamlFile file, String path, Node node) {
        this.file = file;
        this.node = node;
        this.keys = new YamlKeys(file, path, node);
    }

    /**
     * The top of a file. An empty file is an empty mapping.
     *
     * @param name of the file, for messages
     * @param problems where everything that is wrong is added, now and while the mapping is read
     * @return null where the text is no YAML mapping; that was then complained about
     */
    public static YamlMap root(String name, String text, List<YamlProblem> problems) {
        return root(name, text, problems, UnaryOperator.identity());
    }

    /**
     * The same with a meaning of texts, such as that of {@link Placeholders}.
     *
     * @param texts what a value means, by what is written; throws {@link IllegalArgumentException} with what is wrong.
     *     Keys are names, and refused where it gives something else for them
     */
    public static YamlMap root(String name, String text, List<YamlProblem> problems, UnaryOperator<String> texts) {
        YamlFile file = new YamlFile(name, problems, texts);
        Node node = file.compose(text);
        if (node == null) {
            return null;
        }
        YamlMap root = new YamlMap(file, "", node);
        return node instanceof MappingNode ? root : null;
    }

    /** From 1. */
    public int line() {
        return node.getStartMark().getLine() + 1;
    }

    /** Whether a key stands here, with whatever value. */
    public boolean has(String key) {
        return keys.look(key) != null;
    }

    /** Names of all keys that stand here. */
    public Set<String> names() {
        return keys.names();
    }

    /** Complains at a key's value, or at the mapping where it does not have that key. */
    public void error(String key, String message) {
        if (has(key)) {
            keys.look(key).error(message);
        } else {
            file.complain(node, keys.at(key), message);
        }
    }

    /** Says at a key's value, or at the mapping where it does not have that key, that something is probably not meant. */
    public void warn(String key, String message) {
        if (has(key)) {
            keys.look(key).warn(message);
        } else {
            file.warn(node, keys.at(key), message);
        }
    }

    /** The value of a key, or null where the key is missing. */
    public YamlValue value(String key) {
        return keys.ask(key);
    }

    /** The text of a scalar. */
    public String text(String key, String fallback) {
        YamlValue value = value(key);
        return value == null ? fallback : value.text(fallback);
    }

    /** The text as it stands, be it empty; the fallback where the key is missing or null. */
    public String textOr(String key, String fallback) {
        String text = textOrNull(key);
        return text == null ? fallback : text;
    }

    /** The text of a scalar; null where the key is missing or its value is {@code null}. */
    public String textOrNull(String key) {
        YamlValue value = value(key);
        return value == null || value.isNull() ? null : value.text(null);
    }

    /** The text of a scalar that must be there; empty, after a complaint, where it is not. */
    public String required(String key, String hint) {
        int before = file.problems().size();
        String text = text(key, "");
        if (text.isEmpty() && file.problems().size() == before) {
            error(key, "missing; " + hint);
        }
        return text;
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String key, boolean fallback) {
        YamlValue value = value(key);
        return value == null ? fallback : value.flag(fallback);
    }

    /** A whole number. */
    public long whole(String key, long fallback) {
        YamlValue value = value(key);
        return value == null ? fallback : value.whole(fallback);
    }

    /** A whole number within bounds; {@code fallback}, after a complaint, where it is beyond them. */
    public int whole(String key, int fallback, int least, int most) {
        long value = whole(key, fallback);
        if (value < least || value > most) {
            error(key, "must be " + least + " to " + most + ", not " + value);
            return fallback;
        }
        return (int) value;
    }

    /** A time zone that must be named; UTC, after a complaint, where it is not. */
    public ZoneId requiredZone(String key) {
        String text = required(key, ZONES);
        return text.isEmpty() ? ZoneOffset.UTC : zone(key, "UTC");
    }

    /** A time zone by its name; {@code fallback} where the key is missing or, after a complaint, names none. */
    public ZoneId zone(String key, String fallback) {
        String text = text(key, fallback);
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            error(key, "is no time zone: " + text + "; use " + ZONES);
            return ZoneId.of(fallback);
        }
    }

    /** A duration in ms. */
    public long duration(String key, long fallback) {
        YamlValue value = value(key);
        return value == null ? fallback : value.duration(fallback);
    }

    /** A duration in ms that is longer than nothing. */
    public long positive(String key, long fallback) {
        long millis = duration(key, fallback);
        if (millis <= 0) {
            error(key, "must be longer than nothing");
            return fallback;
        }
        return millis;
    }

    /** A list of words, or one word; empty where the key is missing. */
    public List<String> words(String key) {
        YamlValue value = value(key);
        return isNothing(value) ? List.of() : value.words();
    }

    /**
     * Whether there is nothing to read. A key with nothing behind it is complained about: what stood there is missing, and
     * that would mean something else than what is written, such as all queues or no level.
     */
    private static boolean isNothing(YamlValue value) {
        if (value != null && value.isNull()) {
            value.error("has nothing behind it; write a value, or remove the key");
            return true;
        }
        return value == null;
    }

    /** A mapping of names to a word or a list of words, sorted by name. */
    public Map<String, List<String>> wordsByName(String key) {
        Map<String, List<String>> all = new TreeMap<>();
        YamlMap map = section(key);
        map.names().forEach(name -> all.put(name, map.words(name)));
        return all;
    }

    /** A mapping of names to texts, sorted by name. */
    public Map<String, String> textByName(String key) {
        Map<String, String> all = new TreeMap<>();
        YamlMap map = section(key);
        map.names().forEach(name -> all.put(name, map.value(name).word("")));
        return all;
    }

    /** Whether a key's value is a mapping. */
    public boolean isMap(String key) {
        return has(key) && keys.look(key).isMap();
    }

    /** Whether a key's value is a list. */
    public boolean isList(String key) {
        return has(key) && keys.look(key).isList();
    }

    /** A mapping below this one, or null where the key is missing. */
    public YamlMap map(String key) {
        YamlValue value = value(key);
        return value == null ? null : value.map();
    }

    /** A mapping below this one; empty, and standing where this one stands, where the key is missing. */
    public YamlMap section(String key) {
        return isNothing(value(key)) ? noSection(key) : value(key).map();
    }

    /** The same, also where the key has nothing behind it: for what has a default for each of its keys. */
    public YamlMap sectionOrDefaults(String key) {
        YamlValue value = value(key);
        return value == null || value.isNull() ? noSection(key) : value.map();
    }

    private YamlMap noSection(String key) {
        return new YamlMap(file, keys.at(key), YamlFile.nothing(node.getStartMark()));
    }

    /** A list of any values; empty where the key is missing. */
    public List<YamlValue> list(String key) {
        YamlValue value = value(key);
        if (isNothing(value)) {
            return List.of();
        }
        if (!value.isList()) {
            value.error("must be a list; begin each entry with a dash");
            return List.of();
        }
        return value.items();
    }

    /** A list of mappings; empty where the key is missing. */
    public List<YamlMap> maps(String key) {
        return list(key).stream().map(YamlValue::map).toList();
    }

    /** Complains about a key that is understood but not taken. */
    public void refuse(String key, String message) {
        if (has(key)) {
            keys.refuse(key);
            error(key, message);
        }
    }

    /** Complains about every key that nobody asked for. */
    public void done() {
        keys.complainOfUnknown();
    }
}
