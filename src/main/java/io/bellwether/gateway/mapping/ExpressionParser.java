package io.bellwether.gateway.mapping;

import com.fasterxml.jackson.databind.node.BooleanNode;
import io.bellwether.yaml.YamlMap;
import io.bellwether.yaml.YamlValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** Reads values of a mapping: paths, words, texts with braces, and mappings that say more. */
final class ExpressionParser {

    private static final Map<String, Computed.Named.From> PLACES = Map.of(
            "header:", Computed.Named.From.HEADER,
            "query:", Computed.Named.From.QUERY,
            "setting:", Computed.Named.From.SETTING,
            "was:", Computed.Named.From.WAS);

    private static final Expression NOTHING = scope -> null;

    private final Map<String, Map<String, String>> tables;
    private final GuardParser guards = new GuardParser(this);

    /** @param tables of the mapping, by name, with their keys in small letters */
    ExpressionParser(Map<String, Map<String, String>> tables) {
        this.tables = tables;
    }

    GuardParser guards() {
        return guards;
    }

    /** What a value stands for; nothing, after a complaint, where it cannot be read. {@code null} is nothing. */
    Expression parse(YamlValue value) {
        if (value.isNull()) {
            return NOTHING;
        }
        if (value.isMap()) {
            return map(value.map());
        }
        if (value.isList()) {
            return new Computed.First(value.items().stream().map(this::parse).toList());
        }
        String text = value.text("");
        if (text.equals("true") || text.equals("false")) {
            return new Computed.Constant(BooleanNode.valueOf(text.equals("true")));
        }
        return parse(text, value);
    }

    /** The same of the text of a key or a value; complaints go to that value. */
    Expression parse(String text, YamlValue at) {
        try {
            return text(text);
        } catch (IllegalArgumentException e) {
            at.error(e.getMessage());
            return NOTHING;
        }
    }

    private static Expression text(String text) {
        if (text.startsWith("$")) {
            return PayloadPath.of(text);
        }
        for (Map.Entry<String, Computed.Named.From> place : PLACES.entrySet()) {
            if (text.startsWith(place.getKey())) {
                return new Computed.Named(
                        place.getValue(),
                        text.substring(place.getKey().length()).strip());
            }
        }
        if (text.startsWith("=")) {
            return Computed.Constant.of(text.substring(1));
        }
        return text.indexOf('{') < 0 ? Computed.Constant.of(text) : joined(text);
    }

    private static Expression joined(String text) {
        List<Expression> parts = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf('{', at);
            int from = open < 0 ? text.length() : open;
            if (from > at) {
                parts.add(Computed.Constant.of(text.substring(at, from)));
            }
            if (open < 0) {
                break;
            }
            int close = text.indexOf('}', open);
            if (close < 0) {
                throw new IllegalArgumentException("has a { that no } closes; begin a text that has one itself with =");
            }
            parts.add(text(text.substring(open + 1, close).strip()));
            at = close + 1;
        }
        return new Computed.Joined(List.copyOf(parts));
    }

    private Expression map(YamlMap map) {
        Expression expression = base(map);
        expression = items(map, expression);
        if (map.has("match")) {
            expression = matched(map, expression);
        }
        if (map.has("table")) {
            expression = looked(map, expression);
        }
        if (map.has("as")) {
            expression = converted(map, expression);
        }
        if (map.has("author")) {
            expression = new Computed.Author(parse(map.value("author")), expression);
        }
        if (map.has("else")) {
            expression = new Computed.First(List.of(expression, parse(map.value("else"))));
        }
        map.done();
        return expression;
    }

    private Expression base(YamlMap map) {
        List<Expression> bases = new ArrayList<>();
        if (map.has("of")) {
            bases.add(parse(map.value("of")));
        }
        if (map.has("first")) {
            bases.add(new Computed.First(
                    map.list("first").stream().map(this::parse).toList()));
        }
        if (map.has("choose")) {
            bases.add(choice(map));
        }
        if (bases.size() != 1 && !(bases.isEmpty() && map.has("author"))) {
            map.error("of", "say one of of, first and choose: where the value comes from");
        }
        return bases.isEmpty() ? NOTHING : bases.get(0);
    }

    private Expression choice(YamlMap map) {
        List<Computed.Branch> branches = new ArrayList<>();
        for (YamlMap branch : map.maps("choose")) {
            Guard when = guards.parse(branch, "when");
            if (!branch.has("then")) {
                branch.error("then", "missing; the value where the condition holds");
            }
            branches.add(new Computed.Branch(when, branch.has("then") ? parse(branch.value("then")) : NOTHING));
            branch.done();
        }
        return new Computed.Choice(List.copyOf(branches));
    }

    private Expression items(YamlMap map, Expression list) {
        if (map.has("find") && map.has("each")) {
            map.error("each", "stands beside find: the first of the items, or all of them");
        }
        String key = map.has("find") ? "find" : map.has("each") ? "each" : null;
        if (key == null) {
            map.refuse("where", "is for the items of a list; say with find or each what is taken of them");
            return list;
        }
        return new Computed.OfItems(list, guards.parse(map, "where"), parse(map.value(key)), key.equals("each"));
    }

    private Expression matched(YamlMap map, Expression of) {
        String pattern = map.text("match", "");
        try {
            return new Computed.Matched(of, Pattern.compile(pattern));
        } catch (PatternSyntaxException e) {
            map.error("match", "is no regular expression: " + e.getDescription());
            return of;
        }
    }

    private Expression looked(YamlMap map, Expression of) {
        boolean silent = map.has("else");
        if (map.isMap("table")) {
            Map<String, String> entries = SourceOptions.smallKeys(map.textByName("table"));
            return new Computed.Looked(of, "", entries, silent);
        }
        String name = map.text("table", "");
        Map<String, String> entries = tables.get(name);
        if (entries == null) {
            map.error("table", "there is no table " + name + " under tables; known: " + tables.keySet());
            return of;
        }
        return new Computed.Looked(of, name, entries, silent);
    }

    private Expression converted(YamlMap map, Expression of) {
        String name = map.text("as", "");
        for (Conversion form : Conversion.values()) {
            if (form.word.equals(name)) {
                return new Computed.Converted(of, form);
            }
        }
        map.error(
                "as",
                "must be one of "
                        + Arrays.stream(Conversion.values())
                                .map(form -> form.word)
                                .collect(Collectors.joining(", ")) + ", not "
                        + name);
        return of;
    }
}
