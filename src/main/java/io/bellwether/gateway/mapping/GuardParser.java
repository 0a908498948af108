package io.bellwether.gateway.mapping;

import io.bellwether.yaml.YamlMap;
import io.bellwether.yaml.YamlValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads conditions: a mapping of expressions to what they must be, all of which must hold; a list of such mappings, one of
 * which must.
 */
final class GuardParser {

    private final ExpressionParser expressions;

    GuardParser(ExpressionParser expressions) {
        this.expressions = expressions;
    }

    /** The condition under a key; one that always holds where there is none. */
    Guard parse(YamlMap map, String key) {
        YamlValue value = map.value(key);
        if (value == null) {
            return Guard.ALWAYS;
        }
        return parse(value);
    }

    private Guard parse(YamlValue value) {
        if (value.isList()) {
            return new Guard.Any(value.items().stream().map(this::parse).toList());
        }
        YamlMap map = value.map();
        List<Guard> parts = new ArrayList<>();
        for (String name : map.names()) {
            YamlValue wanted = map.value(name);
            parts.add(name.equals("any") ? parse(wanted) : part(name, wanted));
        }
        return new Guard.All(List.copyOf(parts));
    }

    /** {@code null} is absence, a word or a list of words what it must be, a mapping says more. */
    private Guard part(String name, YamlValue wanted) {
        Expression of = expressions.parse(name, wanted);
        if (wanted.isNull()) {
            return new Guard.Present(of, false, name + ": null");
        }
        return wanted.isMap() ? special(name, of, wanted.map()) : oneOf(name, of, wanted, false);
    }

    private Guard special(String name, Expression of, YamlMap map) {
        List<Guard> parts = new ArrayList<>();
        if (map.has("present")) {
            boolean present = map.flag("present", true);
            parts.add(new Guard.Present(of, present, name + ": {present: " + present + "}"));
        }
        if (map.has("told")) {
            boolean told = map.flag("told", true);
            if (of instanceof PayloadPath path) {
                parts.add(new Guard.Told(path, told, name + ": {told: " + told + "}"));
            } else {
                map.error("told", "is asked of a path alone, such as $.assignee_id");
            }
        }
        if (map.has("not")) {
            parts.add(oneOf(name, of, map.value("not"), true));
        }
        same(name, of, map, "is", parts);
        same(name, of, map, "is_not", parts);
        map.done();
        if (parts.isEmpty()) {
            map.error("present", "say what the value must be: present, told, not, is or is_not");
        }
        return new Guard.All(List.copyOf(parts));
    }

    private void same(String name, Expression of, YamlMap map, String key, List<Guard> parts) {
        if (map.has(key)) {
            Expression other = expressions.parse(map.value(key));
            parts.add(new Guard.Same(of, other, key.equals("is"), name + ": {" + key + ": …}"));
        }
    }

    private static Guard oneOf(String name, Expression of, YamlValue wanted, boolean inverted) {
        List<String> words = wanted.words();
        Set<String> small = new HashSet<>();
        words.forEach(word -> small.add(word.toLowerCase(Locale.ROOT)));
        String written = words.size() == 1 ? words.get(0) : words.toString();
        return new Guard.OneOf(of, Set.copyOf(small), inverted, name + ": " + (inverted ? "not " : "") + written);
    }
}
