package io.bellwether.yaml;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A mapping of a YAML file that remembers where it stands and which keys were asked for. Every complaint goes to one list,
 * so that an author sees all of them at once; a value that is wrong reads as its fallback.
 */
public final class YamlMap {

    private final String file;
    private final String path;
    private final Node node;
    private final List<YamlProblem> problems;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();
    private final Set<String> refused = new HashSet<>();

    private YamlMap(String file, String path, Node node, List<YamlProblem> problems) {
        this.file = file;
        this.path = path;
        this.node = node;
        this.problems = problems;
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                add(tuple);
            }
        } else {
            complain(node, path, "must be a mapping (key: value)");
        }
    }

    private void add(NodeTuple tuple) {
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            complain(tuple.getKeyNode(), path, "a key must be a word");
        } else if (values.putIfAbsent(key.getValue(), tuple.getValueNode()) != null) {
            complain(key, at(key.getValue()), "stands here twice; remove one");
        } else {
            keys.put(key.getValue(), key);
        }
    }

    /** The top of a file, or null where the text is no YAML mapping. */
    public static YamlMap root(String file, String text, List<YamlProblem> problems) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(20);
        options.setNestingDepthLimit(20);
        try {
            Node node = new Yaml(options).compose(new StringReader(text));
            if (node == null) {
                problems.add(new YamlProblem(file, 1, 1, "", true, "the file is empty; remove it or write rules into it"));
                return null;
            }
            return new YamlMap(file, "", node, problems);
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            problems.add(new YamlProblem(file, mark == null ? 0 : mark.getLine() + 1,
                    mark == null ? 0 : mark.getColumn() + 1, "", true, "not YAML: " + e.getProblem()));
        } catch (YAMLException e) {
            problems.add(new YamlProblem(file, 0, 0, "", true, "not YAML: " + e.getMessage()));
        }
        return null;
    }

    public int line() {
        return node.getStartMark().getLine() + 1;
    }

    public boolean has(String key) {
        return values.containsKey(key);
    }

    /** Names of all keys that stand here. */
    public Set<String> names() {
        return values.keySet();
    }

    /** Complains at a key, or at the mapping where it does not have that key. */
    public void error(String key, String message) {
        Node where = values.containsKey(key) ? values.get(key) : node;
        complain(where, at(key), message);
    }

    private void complain(Node where, String field, String message) {
        Mark mark = where.getStartMark();
        problems.add(new YamlProblem(file, mark.getLine() + 1, mark.getColumn() + 1, field, true, message));
    }

    private String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** The text of a scalar. */
    public String text(String key, String fallback) {
        Node value = ask(key);
        if (value == null) {
            return fallback;
        }
        if (value instanceof ScalarNode scalar && !Tag.NULL.equals(scalar.getTag())) {
            return scalar.getValue().strip();
        }
        complain(value, at(key), "must be a text or a number");
        return fallback;
    }

    /** The text of a scalar; null where the key is missing or its value is {@code null}. */
    public String textOrNull(String key) {
        Node value = ask(key);
        if (value == null || Tag.NULL.equals(value.getTag())) {
            return null;
        }
        return text(key, null);
    }

    /** The text of a scalar that must be there. */
    public String required(String key, String hint) {
        String text = text(key, "");
        if (text.isEmpty()) {
            error(key, "missing; " + hint);
        }
        return text;
    }

    /** A list of lists of words. */
    public List<List<String>> wordLists(String key) {
        Node value = ask(key);
        if (value == null) {
            return List.of();
        }
        List<List<String>> lists = new ArrayList<>();
        if (value instanceof SequenceNode list) {
            for (Node item : list.getValue()) {
                lists.add(words(item, key));
            }
        } else {
            complain(value, at(key), "must be a list of lists");
        }
        return lists;
    }

    public boolean flag(String key, boolean fallback) {
        String text = text(key, Boolean.toString(fallback));
        if (!text.equals("true") && !text.equals("false")) {
            error(key, "must be true or false, not " + text);
            return fallback;
        }
        return text.equals("true");
    }

    public long whole(String key, long fallback) {
        String text = text(key, Long.toString(fallback));
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            error(key, "must be a whole number, not " + text);
            return fallback;
        }
    }

    /** A duration in ms. */
    public long duration(String key, long fallback) {
        if (!has(key)) {
            ask(key);
            return fallback;
        }
        String text = text(key, "");
        long millis = Durations.parse(text);
        if (millis < 0) {
            error(key, "must be a duration such as 30s, 5m, 2h or 1d, not " + text);
            return fallback;
        }
        return millis;
    }

    /** A list of words, or one word; empty where the key is missing. */
    public List<String> words(String key) {
        Node value = ask(key);
        if (value == null) {
            return List.of();
        }
        return words(value, key);
    }

    private List<String> words(Node value, String key) {
        List<Node> items = value instanceof SequenceNode list ? list.getValue() : List.of(value);
        List<String> words = new ArrayList<>();
        for (Node item : items) {
            if (item instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
                words.add(scalar.getValue().strip());
            } else {
                complain(item, at(key), "must be a word or a list of words");
            }
        }
        return words;
    }

    /** A mapping of names to a word or a list of words, sorted by name. */
    public Map<String, List<String>> wordsByName(String key) {
        Map<String, List<String>> all = new TreeMap<>();
        YamlMap map = map(key);
        if (map != null) {
            for (String name : map.names()) {
                all.put(name, map.words(name));
            }
        }
        return all;
    }

    /** A mapping of names to texts, sorted by name. */
    public Map<String, String> textByName(String key) {
        Map<String, String> all = new TreeMap<>();
        YamlMap map = map(key);
        if (map != null) {
            for (String name : map.names()) {
                all.put(name, map.text(name, ""));
            }
        }
        return all;
    }

    public boolean isMap(String key) {
        return values.get(key) instanceof MappingNode;
    }

    /** A mapping below this one, or null where the key is missing. */
    public YamlMap map(String key) {
        Node value = ask(key);
        return value == null ? null : new YamlMap(file, at(key), value, problems);
    }

    /** A list of mappings. */
    public List<YamlMap> maps(String key) {
        Node value = ask(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof SequenceNode list)) {
            complain(value, at(key), "must be a list; begin each entry with a dash");
            return List.of();
        }
        List<YamlMap> all = new ArrayList<>();
        for (Node item : list.getValue()) {
            all.add(new YamlMap(file, at(key) + "[" + all.size() + "]", item, problems));
        }
        return all;
    }

    /** Complains about a key that is understood but not taken. */
    public void refuse(String key, String message) {
        if (has(key)) {
            refused.add(key);
            error(key, message);
        }
    }

    private Node ask(String key) {
        asked.add(key);
        return values.get(key);
    }

    /** Complains about every key that nobody asked for. */
    public void done() {
        for (Map.Entry<String, Node> key : keys.entrySet()) {
            if (!asked.contains(key.getKey()) && !refused.contains(key.getKey())) {
                complain(key.getValue(), at(key.getKey()), "unknown key; known here: " + String.join(", ", asked));
            }
        }
    }
}
