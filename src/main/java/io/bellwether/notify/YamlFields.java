package io.bellwether.notify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes typed values out of {@link YamlNode}s and collects what is wrong with them. */
final class YamlFields {

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

    private final String file;
    private final List<RoutingProblem> problems = new ArrayList<>();

    YamlFields(String file) {
        this.file = file;
    }

    void problem(int line, String field, String message) {
        problems.add(new RoutingProblem(file, line, field, message));
    }

    void throwIfAny() throws RoutingException {
        if (!problems.isEmpty()) {
            throw new RoutingException(problems);
        }
    }

    void onlyKeys(YamlNode node, String path, Set<String> known) {
        if (node.fields() == null) {
            problem(node.line(), path, "must be a mapping with the keys " + String.join(", ", known));
            return;
        }
        node.fields().forEach((name, value) -> {
            if (!known.contains(name)) {
                problem(value.line(), join(path, name), "unknown key: one of " + String.join(", ", known));
            }
        });
    }

    int line(YamlNode node, String name) {
        YamlNode value = get(node, name);
        return value == null ? node.line() : value.line();
    }

    /** A text that must be there. */
    String text(YamlNode node, String path, String name) {
        String text = textOr(node, path, name, "");
        if (text.isEmpty() && node.fields() != null) {
            problem(line(node, name), join(path, name), "is missing");
        }
        return text;
    }

    String textOr(YamlNode node, String path, String name, String otherwise) {
        YamlNode value = get(node, name);
        if (value == null) {
            return otherwise;
        }
        if (value.text() == null) {
            problem(value.line(), join(path, name), "must be a single value");
            return otherwise;
        }
        return value.text();
    }

    /** A list of texts, or one text as a list of one; empty where the key is missing. */
    List<String> texts(YamlNode node, String path, String name) {
        YamlNode value = get(node, name);
        if (value == null) {
            return List.of();
        }
        List<YamlNode> items = value.items() == null ? List.of(value) : value.items();
        List<String> texts = new ArrayList<>();
        for (YamlNode item : items) {
            if (item.text() == null || item.text().isEmpty()) {
                problem(item.line(), join(path, name), "must be a text or a list of texts");
            } else {
                texts.add(item.text());
            }
        }
        return texts;
    }

    boolean flag(YamlNode node, String path, String name) {
        String text = textOr(node, path, name, "false");
        if (!text.equals("true") && !text.equals("false")) {
            problem(line(node, name), join(path, name), "must be true or false");
        }
        return text.equals("true");
    }

    /** A duration such as {@code 30s}; 0 where the key is missing. */
    long millis(YamlNode node, String path, String name, long longest) {
        Matcher matcher = DURATION.matcher(textOr(node, path, name, "0s"));
        if (!matcher.matches()) {
            problem(line(node, name), join(path, name), "must be a duration such as 500ms, 30s, 5m or 2h");
            return 0;
        }
        long unit = switch (matcher.group(2)) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            default -> 86_400_000;
        };
        long millis = Long.parseLong(matcher.group(1)) * unit;
        if (millis > longest) {
            problem(line(node, name), join(path, name), "must be at most " + longest / 60_000 + "m");
        }
        return millis;
    }

    List<YamlNode> items(YamlNode node, String path, String name) {
        YamlNode value = get(node, name);
        if (value == null || (value.text() != null && value.text().isEmpty())) {
            return List.of();
        }
        if (value.items() == null) {
            problem(value.line(), join(path, name), "must be a list");
            return List.of();
        }
        return value.items();
    }

    Map<String, YamlNode> fields(YamlNode node, String path, String name) {
        YamlNode value = get(node, name);
        if (value == null) {
            return Map.of();
        }
        if (value.fields() == null) {
            problem(value.line(), join(path, name), "must be a mapping of labels to regular expressions; {} matches all");
            return Map.of();
        }
        return value.fields();
    }

    private static YamlNode get(YamlNode node, String name) {
        return node.fields() == null ? null : node.fields().get(name);
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
