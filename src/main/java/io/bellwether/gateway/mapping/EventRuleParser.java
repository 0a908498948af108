package io.bellwether.gateway.mapping;

import io.bellwether.event.EventField;
import io.bellwether.event.EventType;
import io.bellwether.yaml.YamlMap;
import io.bellwether.yaml.YamlValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads the entries under {@code events}: what is of the rule itself, and the fields of the event. */
final class EventRuleParser {

    private static final Set<String> OF_THE_RULE =
            Set.of("on", "when", "each", "type", "id", "key", "copy", "changed", "first");

    /** What tells no event from another: what it is kept by, and what may be said anew of the same event. */
    private static final Set<String> NO_IDENTITY = Set.of(
            "id", "type", "time", "source", "seq", "backfill", "text", "sentiment", "topics", "case_id", "case_source");

    private final ExpressionParser expressions;
    private final Set<String> dimensions;

    EventRuleParser(ExpressionParser expressions, Set<String> dimensions) {
        this.expressions = expressions;
        this.dimensions = dimensions;
    }

    /** @param ofSnapshots whether a rule may ask for what changed */
    List<MappingRule> parse(YamlMap map, Map<String, Expression> defaults, boolean ofSnapshots) {
        List<MappingRule> rules = new ArrayList<>();
        for (YamlMap entry : map.maps("events")) {
            rules.add(rule(entry, defaults, ofSnapshots));
        }
        return List.copyOf(rules);
    }

    private MappingRule rule(YamlMap map, Map<String, Expression> defaults, boolean ofSnapshots) {
        Guard when = expressions.guards().parse(map, "when");
        if (ofSnapshots) {
            when = ofChange(map, when);
        } else {
            map.refuse("changed", "is for the events under snapshot");
            map.refuse("first", "is for the events under snapshot");
        }
        List<Expression> key = new ArrayList<>();
        map.list("key").forEach(item -> key.add(expressions.parse(item)));
        Map<String, Expression> own = fields(map, OF_THE_RULE);
        Map<String, Expression> all = new LinkedHashMap<>(defaults);
        all.putAll(own);
        return new MappingRule(
                lower(map.words("on")),
                when,
                map.has("each") ? expressions.parse(map.value("each")) : null,
                type(map),
                map.has("id") ? expressions.parse(map.value("id")) : null,
                List.copyOf(key),
                map.has("copy") ? expressions.parse(map.value("copy")) : null,
                own.keySet().stream()
                        .filter(name -> !NO_IDENTITY.contains(name))
                        .toList(),
                all);
    }

    private static Guard ofChange(YamlMap map, Guard when) {
        List<Guard> parts = new ArrayList<>();
        if (map.has("first")) {
            parts.add(new Guard.FirstSeen(map.flag("first", true)));
        }
        if (map.has("changed")) {
            parts.add(new Guard.Changed(map.words("changed")));
        }
        if (parts.isEmpty()) {
            map.error("changed", "say changed or first: an event of a snapshot comes of what changed");
        }
        parts.add(when);
        return new Guard.All(List.copyOf(parts));
    }

    private Expression type(YamlMap map) {
        if (!map.has("type")) {
            map.error("type", "missing; the type of the event, such as ticket.created");
            return scope -> null;
        }
        YamlValue value = map.value("type");
        Expression type = expressions.parse(value);
        if (type instanceof Computed.Constant word
                && EventType.byWireName(word.node().asText()) == null) {
            value.error("is no type of event: " + word.node().asText() + "; docs/events.md lists them");
        }
        return type;
    }

    /** The fields of events under a mapping's keys, but for some. */
    Map<String, Expression> fields(YamlMap map, Set<String> others) {
        Map<String, Expression> fields = new LinkedHashMap<>();
        for (String name : map.names()) {
            if (others.contains(name)) {
                continue;
            }
            EventField field = EventField.byWireName(name);
            YamlValue value = map.value(name);
            if (field == null && !dimensions.contains(name)) {
                value.error("is no field of events; docs/events.md lists them, and further dimensions of yours stand"
                        + " under dimensions");
            }
            Expression expression = expressions.parse(value);
            if (field != null) {
                checkWords(field, expression, value);
            }
            fields.put(name, expression);
        }
        return fields;
    }

    /** What a mapping itself gives for a field of a vocabulary must be of it. */
    private static void checkWords(EventField field, Expression expression, YamlValue at) {
        if (field.words().isEmpty()) {
            return;
        }
        Set<String> said = new TreeSet<>();
        words(expression, said);
        said.removeAll(field.words());
        said.remove("");
        if (!said.isEmpty()) {
            at.error(field.wireName() + " cannot be " + String.join(", ", said) + "; it is one of "
                    + String.join(", ", field.words()));
        }
    }

    private static void words(Expression expression, Set<String> to) {
        if (expression instanceof Computed.Constant constant) {
            to.add(constant.node().asText());
        } else if (expression instanceof Computed.Looked looked) {
            to.addAll(looked.entries().values());
        } else if (expression instanceof Computed.First first) {
            first.of().forEach(one -> words(one, to));
        } else if (expression instanceof Computed.Choice choice) {
            choice.branches().forEach(branch -> words(branch.then(), to));
        } else if (expression instanceof Computed.Author author) {
            words(author.otherwise(), to);
        }
    }

    static List<String> lower(List<String> words) {
        return words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    }
}
