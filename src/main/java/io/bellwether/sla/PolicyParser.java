package io.bellwether.sla;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a policy file (docs/sla.md). Stateful: one parser per file. */
final class PolicyParser {
    private static final Set<String> FILE_KEYS = Set.of("apply_to_open", "calendars", "policies", "x-shared");
    private static final Set<String> POLICY_KEYS = Set.of(
            "name",
            "match",
            "calendar",
            "targets",
            "timed",
            "at_risk",
            "reply",
            "frt_anchor",
            "reopen",
            "on_change",
            "after_solve",
            "ignore_reopen_solved_within",
            "apply_to_open");
    private static final Set<String> REPLY_KEYS = Set.of("light_agent", "private_note", "bot", "automated");
    private static final Set<String> AT_RISK_KEYS = Set.of("elapsed", "left", "left_share");
    private static final Pattern DIMENSION = Pattern.compile("[a-z][a-z0-9_]*");

    private final Map<String, WorkCalendar> calendars = new LinkedHashMap<>();
    private final TargetsParser targets = new TargetsParser(this);
    private final Set<String> dimensions = new HashSet<>();

    static PolicyBook parse(String file, String text) throws PolicyException {
        return new PolicyParser().book(file, text);
    }

    private PolicyBook book(String file, String text) throws PolicyException {
        Map<String, Yaml> fields = Yaml.parse(file, text).fields(FILE_KEYS);
        boolean applyToOpen = fields.containsKey("apply_to_open") && fields.get("apply_to_open").bool();
        CalendarParser calendarParser = new CalendarParser();
        calendars.put(WorkCalendar.ALWAYS.name(), WorkCalendar.ALWAYS);
        if (fields.containsKey("calendars")) {
            for (Map.Entry<String, Yaml> entry : fields.get("calendars").entries().entrySet()) {
                if (calendars.containsKey(entry.getKey())) {
                    throw entry.getValue().error("is built in and cannot be defined");
                }
                calendars.put(entry.getKey(), calendarParser.calendar(entry.getKey(), entry.getValue()));
            }
        }
        List<Policy> policies = new ArrayList<>();
        Set<String> names = new HashSet<>();
        if (fields.containsKey("policies")) {
            for (Yaml item : fields.get("policies").items()) {
                Policy policy = policy(item, policies.size() + 1, applyToOpen);
                if (!names.add(policy.name())) {
                    throw item.error("has the name of an earlier policy: " + policy.name());
                }
                policies.add(policy);
            }
        }
        String content = text + calendarParser.included();
        return new PolicyBook(file, content, applyToOpen, policies, targets.all(), calendars.values(), dimensions);
    }

    private Policy policy(Yaml yaml, int index, boolean applyToOpen) throws PolicyException {
        Map<String, Yaml> fields = yaml.fields(POLICY_KEYS);
        if (!fields.containsKey("name")) {
            throw yaml.error("has no name");
        }
        Policy none = Policy.NONE;
        WorkCalendar calendar =
                fields.containsKey("calendar") ? calendar(fields.get("calendar")) : WorkCalendar.ALWAYS;
        AtRisk atRisk = fields.containsKey("at_risk") ? atRisk(fields.get("at_risk")) : AtRisk.DEFAULT;
        return new Policy(
                index,
                fields.get("name").text(),
                yaml.line(),
                fields.containsKey("match") ? matches(fields.get("match")) : List.of(),
                calendar,
                targets.parse(fields.get("targets"), calendar, atRisk),
                fields.containsKey("timed") ? timed(fields.get("timed")) : Set.of(),
                atRisk,
                fields.containsKey("reply") ? reply(fields.get("reply")) : ReplyRules.STRICT,
                choice(fields.get("frt_anchor"), none.anchor()),
                choice(fields.get("reopen"), none.reopen()),
                choice(fields.get("on_change"), none.onChange()),
                choice(fields.get("after_solve"), none.afterSolve()),
                fields.containsKey("ignore_reopen_solved_within")
                        ? Durations.millis(fields.get("ignore_reopen_solved_within"))
                        : 0,
                fields.containsKey("apply_to_open") ? fields.get("apply_to_open").bool() : applyToOpen);
    }

    private static <E extends Enum<E>> E choice(Yaml yaml, E otherwise) throws PolicyException {
        return yaml == null ? otherwise : yaml.oneOf(otherwise.getDeclaringClass());
    }

    WorkCalendar calendar(Yaml yaml) throws PolicyException {
        WorkCalendar calendar = calendars.get(yaml.text());
        if (calendar == null) {
            throw yaml.error("names no calendar; there are " + String.join(", ", calendars.keySet()));
        }
        return calendar;
    }

    /** A dimension's name, remembered for {@link PolicyBook#dimensions()}. */
    String dimension(String name, Yaml at) throws PolicyException {
        if (!DIMENSION.matcher(name).matches()) {
            throw at.error("is not the name of a dimension: small letters, digits and _ only");
        }
        if (!name.equals(Subject.KIND)) {
            dimensions.add(name);
        }
        return name;
    }

    private List<Match> matches(Yaml yaml) throws PolicyException {
        List<Match> matches = new ArrayList<>();
        for (Map.Entry<String, Yaml> entry : yaml.entries().entrySet()) {
            matches.add(match(dimension(entry.getKey(), entry.getValue()), entry.getValue()));
        }
        return List.copyOf(matches);
    }

    private static Match match(String dimension, Yaml yaml) throws PolicyException {
        Set<String> values = new HashSet<>();
        int negated = 0;
        List<Yaml> items = yaml.items();
        for (Yaml item : items) {
            String text = item.text();
            if (text.equals("*") && items.size() == 1) {
                return new Match(dimension, Set.of(), false, true);
            }
            negated += text.startsWith("!") ? 1 : 0;
            String value = text.startsWith("!") ? text.substring(1) : text;
            checkKind(dimension, value, item);
            values.add(value);
        }
        if (items.isEmpty() || negated != 0 && negated != items.size()) {
            throw yaml.error(items.isEmpty() ? "lists no value" : "mixes values with and without !; use one kind");
        }
        return new Match(dimension, Set.copyOf(values), negated > 0, false);
    }

    static void checkKind(String dimension, String value, Yaml at) throws PolicyException {
        if (dimension.equals(Subject.KIND) && !value.equals(Subject.CHAT) && !value.equals(Subject.TICKET)) {
            throw at.error("must be chat or ticket, is " + value);
        }
    }

    private static Set<ClockKind> timed(Yaml yaml) throws PolicyException {
        EnumSet<ClockKind> kinds = EnumSet.noneOf(ClockKind.class);
        for (Yaml item : yaml.items()) {
            kinds.add(clock(item.text(), item));
        }
        return kinds;
    }

    static ClockKind clock(String name, Yaml at) throws PolicyException {
        ClockKind kind = ClockKind.byWireName(name);
        if (kind == null) {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < ClockKind.count(); i++) {
                names.add(ClockKind.of(i).wireName());
            }
            throw at.error("is no clock; there are " + String.join(", ", names));
        }
        return kind;
    }

    static AtRisk atRisk(Yaml yaml) throws PolicyException {
        if (!yaml.isMap()) {
            if (yaml.text().equals("off")) {
                return AtRisk.NEVER;
            }
            throw yaml.error("must be off or a mapping of elapsed, left, left_share");
        }
        Map<String, Yaml> fields = yaml.fields(AT_RISK_KEYS);
        boolean named = fields.containsKey("left") || fields.containsKey("left_share");
        AtRisk usual = AtRisk.DEFAULT;
        return new AtRisk(
                fields.containsKey("elapsed") ? shareOrOff(fields.get("elapsed")) : usual.elapsed(),
                named ? fields.containsKey("left") ? millisOrOff(fields.get("left")) : AtRisk.OFF : usual.left(),
                named
                        ? fields.containsKey("left_share") ? shareOrOff(fields.get("left_share")) : AtRisk.OFF
                        : usual.leftShare(),
                !named);
    }

    private static int shareOrOff(Yaml yaml) throws PolicyException {
        return yaml.text().equals("off") ? AtRisk.OFF : Durations.share(yaml);
    }

    private static long millisOrOff(Yaml yaml) throws PolicyException {
        return yaml.text().equals("off") ? AtRisk.OFF : Durations.millis(yaml);
    }

    private static ReplyRules reply(Yaml yaml) throws PolicyException {
        Map<String, Boolean> flags = new HashMap<>();
        for (Map.Entry<String, Yaml> entry : yaml.fields(REPLY_KEYS).entrySet()) {
            flags.put(entry.getKey(), entry.getValue().bool());
        }
        return new ReplyRules(
                flags.getOrDefault("light_agent", false),
                flags.getOrDefault("private_note", false),
                flags.getOrDefault("bot", false),
                flags.getOrDefault("automated", false));
    }
}
