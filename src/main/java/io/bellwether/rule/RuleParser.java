package io.bellwether.rule;

import io.bellwether.yaml.Nearest;
import io.bellwether.yaml.Placeholders;
import io.bellwether.yaml.YamlMap;
import io.bellwether.yaml.YamlProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Reads one rule file. What could never work is refused here, with its place; what is only unwise is for {@link RuleLint}.
 */
final class RuleParser {

    private static final Pattern UID = Pattern.compile("[a-z0-9-]{3,64}");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");
    private static final String RUNBOOKS = "RUNBOOKS_URL";
    private static final Map<String, String> DEFAULTS =
            Map.of("GRAFANA_URL", "http://localhost:3000", RUNBOOKS, "docs/runbooks");

    /** Files of the same directory that hold something else, by their stems, and the keys that tell them. */
    private static final Map<String, Set<String>> OTHER_KINDS = Map.of(
            "alert-routing", Set.of("receivers", "routes"),
            "sla-policies", Set.of("policies", "calendars"));

    /** Names that rows and payloads need for themselves. */
    private static final Set<String> RESERVED =
            Set.of("rule", "severity", "transition", "shadow", "part", "rollup", "uid");

    private final String file;
    private final RuleContext context;
    private final List<YamlProblem> problems;

    RuleParser(String file, RuleContext context, List<YamlProblem> problems) {
        this.file = file;
        this.context = context;
        this.problems = problems;
    }

    /** Where the variable for runbooks says that they are. */
    static String runbooks(RuleContext context) {
        return value(RUNBOOKS, context);
    }

    private static String value(String variable, RuleContext context) {
        return context.environment().getOrDefault(variable, DEFAULTS.get(variable));
    }

    /** Whether a file of that stem holds something else than rules. */
    static boolean isOtherKind(String stem) {
        return OTHER_KINDS.containsKey(stem);
    }

    /** The rules of a file's text; fewer than it has where there are problems. */
    List<Rule> parse(String yaml) {
        List<Rule> rules = new ArrayList<>();
        YamlMap root = YamlMap.root(file, yaml, problems, this::resolve);
        if (root == null) {
            return rules;
        }
        String meant = otherKind(root);
        if (!meant.isEmpty()) {
            root.error(
                    "rules",
                    "missing: this looks like the file " + meant
                            + ".yaml, which is read under that name alone; rename it");
            return rules;
        }
        read(root, rules);
        root.done();
        return rules;
    }

    private void read(YamlMap root, List<Rule> into) {
        root.text("group", "");
        Defaults defaults = defaults(root.section("defaults"));
        for (YamlMap map : root.maps("rules")) {
            int before = problems.size();
            Rule rule = rule(map, defaults);
            map.done();
            boolean wrong = problems.subList(before, problems.size()).stream().anyMatch(YamlProblem::error);
            if (rule != null && !wrong) {
                into.add(rule);
            }
        }
        if (root.isList("rules") && root.list("rules").isEmpty()) {
            root.warn("rules", "lists no rule; write some, or remove the file");
        }
        if (!root.has("rules")) {
            root.error("rules", "missing; write the rules as a list under rules:");
        }
    }

    /** The stem of the file that somebody meant whose keys are not those of rules; empty where it is one of rules. */
    private static String otherKind(YamlMap root) {
        if (root.has("rules")) {
            return "";
        }
        return OTHER_KINDS.entrySet().stream()
                .filter(kind -> kind.getValue().stream().anyMatch(root::has))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    private record Defaults(String owner, String dashboard, String mode, int maxSeries, Map<String, String> labels) {}

    private Defaults defaults(YamlMap map) {
        Defaults defaults = new Defaults(
                map.text("owner", ""),
                map.text("dashboard", ""),
                map.text("mode", "live"),
                LimitsParser.parse(map, 0),
                map.textByName("labels"));
        map.done();
        return defaults;
    }

    private Rule rule(YamlMap map, Defaults defaults) {
        boolean signal = map.has("signal");
        if (signal) {
            map.refuse("metric", "a rule has either metric or signal; remove one");
        } else if (!map.has("metric") && !map.has("burn_rate") && !map.has("absent")) {
            map.error("metric", "missing; name a metric (measurement.field) or a signal");
        }
        Rule.About about = about(map, defaults);
        return signal
                ? new SignalRuleParser(map, context).parse(about)
                : new SeriesRuleParser(map, context).parse(about);
    }

    private Rule.About about(YamlMap map, Defaults defaults) {
        String uid = map.required("uid", "give the rule a name that never changes, such as chat-service-level-low");
        if (!uid.isEmpty() && !UID.matcher(uid).matches()) {
            map.error("uid", "must be 3 to 64 of a-z, 0-9 and -, not " + uid);
        }
        String mode = map.text("mode", defaults.mode());
        if (!mode.equals("live") && !mode.equals("shadow")) {
            map.error("mode", "must be live or shadow, not " + mode);
        }
        Map<String, String> labels = new TreeMap<>(defaults.labels());
        labels.putAll(map.textByName("labels"));
        labels.keySet().forEach(name -> checkLabel(map, name));
        YamlMap annotations = map.section("annotations");
        String summary = annotations.text("summary", "");
        annotations.done();
        if (summary.isEmpty()) {
            map.error("annotations", "missing; write annotations: {summary: \"…\"}, the text that people get");
        }
        return new Rule.About(
                uid,
                map.required("title", "one line that somebody woken at night understands"),
                map.text("owner", defaults.owner()),
                map.flag("enabled", true),
                mode.equals("shadow"),
                LimitsParser.parse(map, defaults.maxSeries()),
                labels,
                summary,
                map.text("runbook", ""),
                map.text("dashboard", defaults.dashboard()),
                file,
                map.line());
    }

    private static void checkLabel(YamlMap map, String name) {
        if (!NAME.matcher(name).matches() || RESERVED.contains(name)) {
            map.error("labels", "label " + name + " must be of a-z, 0-9 and _ and none of " + RESERVED);
        }
    }

    private String resolve(String text) {
        return Placeholders.resolve(text, name -> value(name, context));
    }

    /** Complains about values in {@code where} that are no values but look like those of policies. */
    static void checkWhere(YamlMap map, Map<String, List<String>> where) {
        where.forEach((name, values) -> {
            if (values.isEmpty()) {
                map.error("where", name + " has no value; write " + name + ": value or a list");
            }
            for (String value : values) {
                if (value.startsWith("!") || value.equals("*")) {
                    map.error(
                            "where",
                            name + " takes values themselves, not " + value + ": list those that are meant"
                                    + (value.equals("*") ? ", or move " + name + " to by" : ""));
                }
            }
        });
    }

    /** Complains about a name that is no dimension of the settings. */
    static void checkDimension(YamlMap map, String key, String name, Set<String> known) {
        if (!known.contains(name)) {
            map.error(
                    key,
                    name + " is not a dimension; known: " + String.join(", ", new TreeSet<>(known))
                            + "; add it to the settings, or correct it" + Nearest.hint(name, known));
        }
    }

    /** Complains about placeholders that cannot be filled in. */
    static void checkTexts(YamlMap map, Rule.About about, Predicate<String> known, String names) {
        checkText(map, "title", about.title(), known, names);
        checkText(map, "annotations", about.summary(), known, names);
        checkText(map, "runbook", about.runbook(), known, names);
        checkText(map, "dashboard", about.dashboard(), known, names);
    }

    /** Complains about placeholders with which something is wrong, by what is wrong with each; empty for nothing. */
    static void checkNames(YamlMap map, Rule.About about, UnaryOperator<String> problem) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("title", about.title());
        texts.put("annotations", about.summary());
        texts.put("runbook", about.runbook());
        texts.put("dashboard", about.dashboard());
        texts.forEach((key, text) -> Template.names(text).stream()
                .map(problem)
                .filter(wrong -> !wrong.isEmpty())
                .forEach(wrong -> map.error(key, wrong)));
    }

    private static void checkText(YamlMap map, String key, String text, Predicate<String> known, String names) {
        String problem = Template.problem(text, known, names);
        if (!problem.isEmpty()) {
            map.error(key, problem);
        }
    }
}
