package io.bellwether.sla;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
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
 * A node of a YAML file that knows its place and its path, so that every error can name both. Only the node graph of
 * the library is used: no object is ever constructed from tags.
 */
final class Yaml {
    private final String file;
    private final String path;
    private final Node node;

    private Yaml(String file, String path, Node node) {
        this.file = file;
        this.path = path;
        this.node = node;
    }

    /** The root of a document, which must be a mapping. */
    static Yaml parse(String file, String text) throws PolicyException {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(100);
        options.setNestingDepthLimit(32);
        try {
            Node root = new org.yaml.snakeyaml.Yaml(options).compose(new StringReader(text));
            if (!(root instanceof MappingNode)) {
                throw new PolicyException(file, 1, 1, "", "must be a mapping with calendars and policies");
            }
            return new Yaml(file, "", root);
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            int line = mark == null ? 0 : mark.getLine() + 1;
            int column = mark == null ? 0 : mark.getColumn() + 1;
            throw new PolicyException(file, line, column, "", "is not YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw new PolicyException(file, 0, 0, "", "is not YAML: " + e.getMessage());
        }
    }

    int line() {
        return node.getStartMark().getLine() + 1;
    }

    String path() {
        return path;
    }

    String file() {
        return file;
    }

    PolicyException error(String problem) {
        return new PolicyException(file, line(), node.getStartMark().getColumn() + 1, path, problem);
    }

    boolean isMap() {
        return node instanceof MappingNode;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    boolean isText() {
        return node instanceof ScalarNode scalar && scalar.getTag() != Tag.NULL;
    }

    /** A scalar as it is written, whatever type YAML gives it. */
    String text() throws PolicyException {
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank() && !Tag.NULL.equals(scalar.getTag())) {
            return scalar.getValue().strip();
        }
        throw error("must be a text");
    }

    boolean bool() throws PolicyException {
        return switch (text()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw error("must be true or false, is " + text());
        };
    }

    /** One of an enumeration's names. */
    <E extends Enum<E>> E oneOf(Class<E> type) throws PolicyException {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text())) {
                return constant;
            }
        }
        throw error("must be one of " + List.of(type.getEnumConstants()) + ", is " + text());
    }

    /** A list's items; a single value is a list of one. */
    List<Yaml> items() throws PolicyException {
        if (!isList()) {
            if (isMap()) {
                throw error("must be a value or a list, is a mapping");
            }
            return List.of(this);
        }
        List<Yaml> items = new ArrayList<>();
        for (Node item : ((SequenceNode) node).getValue()) {
            items.add(new Yaml(file, path + "[" + (items.size() + 1) + "]", item));
        }
        return items;
    }

    /** A mapping's entries in the order of the file. */
    Map<String, Yaml> entries() throws PolicyException {
        if (!(node instanceof MappingNode mapping)) {
            throw error("must be a mapping");
        }
        Map<String, Yaml> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Yaml key = new Yaml(file, path, tuple.getKeyNode());
            String name = key.text();
            Yaml value = new Yaml(file, path.isEmpty() ? name : path + "." + name, tuple.getValueNode());
            if (entries.put(name, value) != null) {
                throw key.error("has the key " + name + " twice");
            }
        }
        return entries;
    }

    /** A mapping's entries, none of which may have another name than these. */
    Map<String, Yaml> fields(Set<String> known) throws PolicyException {
        Map<String, Yaml> entries = entries();
        for (Map.Entry<String, Yaml> entry : entries.entrySet()) {
            if (!known.contains(entry.getKey())) {
                throw entry.getValue()
                        .error("is not known here; known are " + String.join(", ", known.stream().sorted().toList()));
            }
        }
        return entries;
    }
}
