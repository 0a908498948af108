package io.bellwether.yaml;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The keys of one mapping: which stand there, which were asked for, and what is wrong with the others. */
final class YamlKeys {

    private final YamlFile file;
    private final String path;
    private final Map<String, YamlValue> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();
    private final Set<String> refused = new HashSet<>();

    /** Complains about what is no mapping, and about keys that cannot be any. */
    YamlKeys(YamlFile file, String path, Node node) {
        this.file = file;
        this.path = path;
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(this::add);
        } else {
            file.complain(node, path, "must be a mapping (key: value)");
        }
    }

    private void add(NodeTuple tuple) {
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            file.complain(tuple.getKeyNode(), path, "a key must be a word");
            return;
        }
        String name = key.getValue();
        if (name.codePoints().anyMatch(Character::isISOControl)) {
            file.complain(key, path, "a key must be in one line and without control characters");
            return;
        }
        if (!isPlain(name)) {
            file.complain(key, path, "no variable is replaced in a key; write the name itself");
        }
        if (values.putIfAbsent(name, new YamlValue(file, at(name), tuple.getValueNode())) != null) {
            file.complain(key, at(name), "stands here twice; remove one");
        } else {
            keys.put(name, key);
        }
    }

    private boolean isPlain(String name) {
        try {
            return name.equals(file.texts().apply(name));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** A key's path from the top of the file, for messages. */
    String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    Set<String> names() {
        return values.keySet();
    }

    /** The value of a key, or null; who looks has not asked for it. */
    YamlValue look(String key) {
        return values.get(key);
    }

    /** The value of a key, or null; it is known from now on. */
    YamlValue ask(String key) {
        asked.add(key);
        return values.get(key);
    }

    /** A key that stands here is understood but not taken. */
    void refuse(String key) {
        refused.add(key);
    }

    /** Complains about every key that nobody asked for. */
    void complainOfUnknown() {
        for (Map.Entry<String, Node> key : keys.entrySet()) {
            if (!asked.contains(key.getKey()) && !refused.contains(key.getKey())) {
                file.complain(
                        key.getValue(),
                        at(key.getKey()),
                        "unknown key; known here: " + String.join(", ", asked) + Nearest.hint(key.getKey(), asked));
            }
        }
    }
}
