package io.bellwether.yaml;

import java.io.StringReader;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * What a YAML text says, in one form: without comments, layout, quotes and the order of keys, with values as they are
 * written. It depends on the text alone, and on nothing that reads a meaning into it.
 */
public final class CanonicalYaml {

    private CanonicalYaml() {}

    /** The form of a text that was read before without complaint; equal for texts that say the same. */
    public static String of(String text) {
        Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
        return root == null ? "{}" : form(root);
    }

    private static String form(Node node) {
        if (node instanceof MappingNode mapping) {
            Map<String, String> keys = new TreeMap<>();
            for (NodeTuple tuple : mapping.getValue()) {
                keys.put(form(tuple.getKeyNode()), form(tuple.getValueNode()));
            }
            return keys.entrySet().stream()
                    .map(entry -> entry.getKey() + ":" + entry.getValue())
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream().map(CanonicalYaml::form).collect(Collectors.joining(",", "[", "]"));
        }
        String value = ((ScalarNode) node).getValue();
        return node.getTag().equals(Tag.NULL)
                ? "~"
                : "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
