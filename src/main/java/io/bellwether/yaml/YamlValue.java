package io.bellwether.yaml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A value of a YAML file that knows its place. What is wrong with it is added to the list of the file's problems, and it
 * reads as the fallback, so that reading goes on and an author sees all problems at once.
 */
public final class YamlValue {

    private static final Pattern HIDDEN = Pattern.compile("[\\p{Cc}\\u2028\\u2029&&[^\n\t]]");
    private static final Pattern LINES = Pattern.compile("[\n\t]");

    private final YamlFile file;
    private final String path;
    private final Node node;

    YamlValue(YamlFile file, String path, Node node) {
        this.file = file;
        this.path = path;
        this.node = node;
    }

    /** Name of the file. */
    public String file() {
        return file.name();
    }

    /** From 1. */
    public int line() {
        return node.getStartMark().getLine() + 1;
    }

    /** Whether it is a mapping. */
    public boolean isMap() {
        return node instanceof MappingNode;
    }

    /** Whether it is a list. */
    public boolean isList() {
        return node instanceof SequenceNode;
    }

    /** Whether nothing or {@code null} is written behind the key. */
    public boolean isNull() {
        return Tag.NULL.equals(node.getTag());
    }

    /** Whether it is a single value that is not null. */
    public boolean isText() {
        return node instanceof ScalarNode && !isNull();
    }

    /** Complains. */
    public void error(String message) {
        file.complain(node, path, message);
    }

    /** Says of what works that it is probably not meant. */
    public void warn(String message) {
        file.warn(node, path, message);
    }

    /** The text of a scalar, whatever type YAML gives it, without blanks and line breaks around it. */
    public String text(String fallback) {
        String text = read();
        return text == null ? fallback : text;
    }

    /** A scalar as it is written, with its placeholders unresolved. */
    public String written(String fallback) {
        if (isText()) {
            return ((ScalarNode) node).getValue().strip();
        }
        error("must be a text or a number");
        return fallback;
    }

    /**
     * What a scalar means; null, after a complaint, where that cannot be told. Complaints quote what is written, never
     * what a variable has put in its place.
     */
    private String read() {
        String written = written(null);
        if (written == null) {
            return null;
        }
        try {
            String text = file.texts().apply(written).strip();
            return isSeen(text) ? text : null;
        } catch (IllegalArgumentException e) {
            error(e.getMessage());
            return null;
        }
    }

    /** A text may have lines and tabs; other control characters nobody sees, and no store takes them. */
    private boolean isSeen(String text) {
        Matcher hidden = HIDDEN.matcher(text);
        if (hidden.find()) {
            error(String.format(
                    "has the control character U+%04X in it; take it out",
                    (int) hidden.group().charAt(0)));
            return false;
        }
        return true;
    }

    /** The text of a scalar that is a name or the value of a label: in one line. */
    public String word(String fallback) {
        String text = read();
        if (text != null && LINES.matcher(text).find()) {
            error("must be in one line, without tabs");
            return fallback;
        }
        return text == null ? fallback : text;
    }

    /** {@code true} or {@code false}, in these words. */
    public boolean flag(boolean fallback) {
        String text = read();
        if (text == null || text.equals("true") || text.equals("false")) {
            return text == null ? fallback : text.equals("true");
        }
        error("must be true or false, not " + written(""));
        return fallback;
    }

    /** A whole number. */
    public long whole(long fallback) {
        String text = read();
        if (text == null) {
            return fallback;
        }
        try {
            if (Numbers.isWhole(text)) {
                return Long.parseLong(text);
            }
        } catch (NumberFormatException e) {
            error("must be smaller in size than " + written(""));
            return fallback;
        }
        error("must be a whole number, not " + written(""));
        return fallback;
    }

    /** A duration in ms, 0 or more. */
    public long duration(long fallback) {
        String text = read();
        long millis = text == null ? -1 : Durations.parse(text);
        if (millis < 0 && text != null) {
            error("must be a duration such as 30s, 5m, 1h30m or 2d, not " + written(""));
        }
        return millis < 0 ? fallback : millis;
    }

    /** The constant of an enumeration that is named here. */
    public <E extends Enum<E>> E oneOf(E fallback) {
        String text = read();
        E[] constants = fallback.getDeclaringClass().getEnumConstants();
        for (E constant : constants) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        if (text != null) {
            error("must be one of " + Arrays.toString(constants) + ", not " + written(""));
        }
        return fallback;
    }

    /** A list's items; a single value is a list of one, null is none. */
    public List<YamlValue> items() {
        if (isNull()) {
            return List.of();
        }
        if (!(node instanceof SequenceNode list)) {
            return List.of(this);
        }
        List<YamlValue> items = new ArrayList<>();
        for (Node item : list.getValue()) {
            items.add(new YamlValue(file, path + "[" + items.size() + "]", item));
        }
        return items;
    }

    /** A list of words, or one word. */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        for (YamlValue item : items()) {
            String word = item.isText() ? item.word(null) : "";
            if (word != null && !word.isEmpty()) {
                words.add(word);
            } else if (word != null) {
                // the list's own name tells more than the number of an item that is empty
                file.complain(item.node, path, "must be a word or a list of words");
            }
        }
        return words;
    }

    /** A mapping; empty, after a complaint, where it is something else. */
    public YamlMap map() {
        return new YamlMap(file, path, node);
    }
}
