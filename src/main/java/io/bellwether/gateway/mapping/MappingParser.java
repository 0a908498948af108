package io.bellwether.gateway.mapping;

import io.bellwether.gateway.sender.SenderPlanParser;
import io.bellwether.yaml.YamlMap;
import io.bellwether.yaml.YamlProblem;
import io.bellwether.yaml.YamlValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a mapping: unknown keys are errors, and all problems are told at once. */
final class MappingParser {

    private final YamlMap root;
    private final ExpressionParser expressions;
    private final EventRuleParser rules;

    private MappingParser(YamlMap root) {
        this.root = root;
        this.expressions = new ExpressionParser(tables(root.section("tables")));
        this.rules = new EventRuleParser(expressions, Set.copyOf(root.words("dimensions")));
    }

    static Mapping parse(String file, String yaml) throws MappingException {
        List<YamlProblem> problems = new ArrayList<>();
        YamlMap root = YamlMap.root(file, yaml, problems);
        Mapping mapping = root == null ? null : new MappingParser(root).mapping(file);
        List<YamlProblem> errors = problems.stream().filter(YamlProblem::error).toList();
        if (!errors.isEmpty()) {
            throw new MappingException(errors);
        }
        return mapping;
    }

    private static Map<String, Map<String, String>> tables(YamlMap map) {
        Map<String, Map<String, String>> tables = new HashMap<>();
        for (String name : map.names()) {
            tables.put(name, SourceOptions.smallKeys(map.textByName(name)));
        }
        return tables;
    }

    private Mapping mapping(String file) {
        root.text("title", "");
        if (!root.has("kind")) {
            root.error("kind", "missing; what the product calls the event of a payload, such as $.type");
        }
        YamlMap defaultFields = root.section("defaults");
        Map<String, Expression> defaults = rules.fields(defaultFields, Set.of());
        Mapping mapping = new Mapping(
                root.text("name", file),
                form(),
                expansions(),
                root.has("split") ? path(root.value("split")) : null,
                expression(root, "kind"),
                new HashSet<>(EventRuleParser.lower(root.words("ignore"))),
                root.has("id") ? expression(root, "id") : null,
                rules.parse(root, defaults, false),
                root.has("snapshot") ? snapshot(root.map("snapshot")) : null,
                root.textByName("settings"),
                root.has("signature") ? SenderPlanParser.parse(root.map("signature")) : null,
                handshakes());
        if (mapping.rules().isEmpty() && mapping.snapshot() == null) {
            root.error("events", "missing; the events that payloads become");
        }
        root.done();
        return mapping;
    }

    private Mapping.BodyForm form() {
        String form = root.text("body", "json");
        if (!form.equals("json") && !form.equals("form")) {
            root.error("body", "must be json or form, not " + form);
        }
        return form.equals("form") ? Mapping.BodyForm.FORM : Mapping.BodyForm.JSON;
    }

    private List<Mapping.Expansion> expansions() {
        List<Mapping.Expansion> expansions = new ArrayList<>();
        YamlMap map = root.section("expand");
        for (String key : map.names()) {
            YamlValue value = map.value(key);
            String form = value.word("");
            if (!form.equals("json") && !form.equals("base64_json")) {
                value.error("must be json or base64_json: what the text at that path holds");
            }
            try {
                expansions.add(new Mapping.Expansion(PayloadPath.of(key), form.equals("base64_json")));
            } catch (IllegalArgumentException e) {
                value.error(e.getMessage());
            }
        }
        return List.copyOf(expansions);
    }

    private static PayloadPath path(YamlValue value) {
        try {
            return PayloadPath.of(value.text("$"));
        } catch (IllegalArgumentException e) {
            value.error(e.getMessage());
            return null;
        }
    }

    private List<HandshakePlan> handshakes() {
        List<HandshakePlan> plans = new ArrayList<>();
        for (YamlMap map : root.maps("handshake")) {
            String method = map.text("method", "POST");
            if (!method.equals("GET") && !method.equals("POST")) {
                map.error("method", "must be GET or POST, not " + method);
            }
            if (!map.has("answer")) {
                map.error("answer", "missing; what the product wants to hear, such as $.challenge or query:challenge");
            }
            boolean body = map.text("answer", "").equals("body");
            plans.add(new HandshakePlan(
                    method,
                    expressions.guards().parse(map, "when"),
                    map.flag("signed", true),
                    body ? null : expression(map, "answer")));
            map.done();
        }
        return List.copyOf(plans);
    }

    private Expression expression(YamlMap map, String key) {
        return map.has(key) ? expressions.parse(map.value(key)) : scope -> null;
    }

    private SnapshotPlan snapshot(YamlMap map) {
        if (!map.has("case")) {
            map.error("case", "missing; the id of the case");
        }
        if (!map.has("time")) {
            map.error("time", "missing; when the case became so, as $.ticket.updated_at");
        }
        YamlMap watched = map.section("watch");
        Map<String, Expression> watch = new LinkedHashMap<>();
        watched.names().forEach(name -> watch.put(name, expressions.parse(watched.value(name))));
        SnapshotPlan plan = new SnapshotPlan(
                EventRuleParser.lower(map.words("on")),
                expressions.guards().parse(map, "when"),
                expression(map, "case"),
                expression(map, "time"),
                map.has("order") ? expression(map, "order") : null,
                map.has("remember") ? map.positive("remember", 0) : 0,
                watch,
                rules.parse(map, Map.of(), true));
        map.done();
        return plan;
    }
}
