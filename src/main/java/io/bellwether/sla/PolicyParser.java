package io.bellwether.sla;

import io.bellwether.event.AgentIds;
import io.bellwether.metric.Series;
import io.bellwether.yaml.Nearest;
import io.bellwether.yaml.Placeholders;
import io.bellwether.yaml.YamlMap;
import io.bellwether.yaml.YamlProblem;
import io.bellwether.yaml.YamlValue;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads a policy file (docs/sla.md) and names everything that is wrong with it. Stateful: one parser per file. */
final class PolicyParser {
    private static final Pattern DIMENSION = Pattern.compile("[a-z][a-z0-9_]*");

    private final List<YamlProblem> problems = new ArrayList<>();
    private final Map<String, WorkCalendar> calendars = new LinkedHashMap<>();
    private final TargetsParser targets = new TargetsParser(this);
    private final AgentIds agents;
    private final Map<String, Integer> dimensions = new TreeMap<>();

    private PolicyParser(AgentIds agents) {
        this.agents = agents;
    }

    static PolicyBook parse(String file, String text, AgentIds agents) throws PolicyException {
        return new PolicyParser(agents).book(file, text);
    }

    private PolicyBook book(String file, String text) throws PolicyException {
        CalendarParser calendarParser = new CalendarParser(problems);
        List<Policy> policies = new ArrayList<>();
        boolean applyToOpen = false;
        YamlMap root = YamlMap.root(file, text, problems, Placeholders::literal);
        if (root != null) {
            applyToOpen = root.flag("apply_to_open", false);
            calendars(root.section("calendars"), calendarParser);
            policies(root.list("policies"), applyToOpen, policies);
            // anchors for the rest of the file may be kept here
            root.value("x-shared");
            root.done();
            if (root.names().isEmpty()) {
                root.error("", "is empty: write calendars and policies into it, or remove it");
            }
        }
        if (!problems.isEmpty()) {
            throw new PolicyException(problems);
        }
        String content = text + calendarParser.included();
        return new PolicyBook(file, content, applyToOpen, policies, targets.all(), calendars.values(), dimensions);
    }

    private void calendars(YamlMap map, CalendarParser parser) {
        calendars.put(WorkCalendar.ALWAYS.name(), WorkCalendar.ALWAYS);
        for (String name : map.names()) {
            if (name.equals(WorkCalendar.ALWAYS.name())) {
                map.error(name, "is built in and cannot be defined");
            } else {
                calendars.put(name, parser.calendar(name, map.value(name)));
            }
        }
    }

    private void policies(List<YamlValue> items, boolean applyToOpen, List<Policy> into) {
        Set<String> names = new HashSet<>();
        for (YamlValue item : items) {
            Policy policy = policy(item.map(), into.size() + 1, applyToOpen);
            if (!policy.name().isEmpty() && !names.add(policy.name())) {
                item.error("has the name of an earlier policy: " + policy.name());
            }
            into.add(policy);
        }
        if (problems.isEmpty()) {
            for (int i = 0; i < into.size(); i++) {
                reach(items.get(i), into.get(i), into.subList(0, i));
            }
        }
    }

    /** What no case ever comes to is a mistake: somebody meant it to hold for some. */
    private static void reach(YamlValue item, Policy policy, List<Policy> earlier) {
        if (!Reach.isPossible(policy.match())) {
            item.error("matches no case: nothing has all that match asks for; correct it, or remove the policy");
            return;
        }
        for (Policy other : earlier) {
            if (Reach.isHidden(policy.match(), List.of(other.match()))) {
                item.error("is never reached: " + nameOf(other) + " in line " + other.line()
                        + " matches every case that this one does; put this one before it, or remove it");
                return;
            }
        }
        if (Reach.isHidden(policy.match(), earlier.stream().map(Policy::match).toList())) {
            item.error("is never reached: the policies before it together match every case that this one does; put it"
                    + " before them, or remove it");
        }
    }

    private static String nameOf(Policy policy) {
        return policy.name().isEmpty() ? "the policy" : policy.name();
    }

    private Policy policy(YamlMap map, int index, boolean applyToOpen) {
        Policy none = Policy.NONE;
        WorkCalendar calendar = calendar(map, "calendar", WorkCalendar.ALWAYS);
        AtRisk atRisk = AtRiskParser.parse(map, AtRisk.DEFAULT);
        String name = map.required("name", "every alert and number names the policy");
        List<Match> match = matches(map.section("match"));
        Policy policy = new Policy(
                index,
                name,
                map.line(),
                match,
                calendar,
                targets.parse(map.section("targets"), calendar, atRisk, match),
                timed(map.value("timed"), match),
                atRisk,
                reply(map),
                anchor(map.value("frt_anchor"), match),
                choice(map.value("reopen"), none.reopen()),
                choice(map.value("on_change"), none.onChange()),
                choice(map.value("after_solve"), none.afterSolve()),
                map.has("ignore_reopen_solved_within") ? positive(map.value("ignore_reopen_solved_within")) : 0,
                map.flag("apply_to_open", applyToOpen));
        map.done();
        return policy;
    }

    private static <E extends Enum<E>> E choice(YamlValue value, E otherwise) {
        return value == null ? otherwise : value.oneOf(otherwise);
    }

    /** Milliseconds, more than 0. */
    static long positive(YamlValue value) {
        long millis = value.duration(1);
        if (millis == 0) {
            value.error("must be a duration such as 30s, 10m, 1h30m or 2d, not " + value.text(""));
        }
        return Math.max(1, millis);
    }

    /** The calendar that a key names. */
    WorkCalendar calendar(YamlMap map, String key, WorkCalendar fallback) {
        YamlValue value = map.value(key);
        if (value == null) {
            return fallback;
        }
        WorkCalendar calendar = calendars.get(value.text(""));
        if (calendar == null) {
            value.error("names no calendar; there are " + String.join(", ", calendars.keySet()));
        }
        return calendar == null ? fallback : calendar;
    }

    /** A dimension's name, remembered for {@link PolicyBook#dimensions()}. */
    String dimension(String name, YamlValue at) {
        if (!DIMENSION.matcher(name).matches()) {
            at.error("is not the name of a dimension: small letters, digits and _ only");
        } else if (!name.equals(Subject.KIND)) {
            dimensions.putIfAbsent(name, at.line());
        }
        if (AgentIds.areValuesOf(name) && !agents.isTold()) {
            at.error("agent_ids is off in the settings: nothing is told apart by agent; remove it");
        }
        return name;
    }

    /** A value of a dimension as events have it behind the door: agents are written as their system knows them. */
    String value(String dimension, String written) {
        boolean id = AgentIds.areValuesOf(dimension) && !written.equals(Series.NONE) && !written.equals("*");
        return id ? agents.of(written) : written;
    }

    private List<Match> matches(YamlMap map) {
        List<Match> matches = new ArrayList<>();
        for (String name : map.names()) {
            YamlValue value = map.value(name);
            matches.add(match(dimension(name, value), value));
        }
        return List.copyOf(matches);
    }

    private Match match(String dimension, YamlValue value) {
        Set<String> values = new HashSet<>();
        int negated = 0;
        List<String> words = value.words();
        if (words.equals(List.of("*"))) {
            return new Match(dimension, Set.of(), false, true);
        }
        for (String word : words) {
            boolean not = word.startsWith("!");
            negated += not ? 1 : 0;
            String name = not ? word.substring(1).strip() : word;
            if (name.equals("*") || name.isEmpty()) {
                value.error(
                        name.isEmpty()
                                ? "has a ! without a value"
                                : not
                                        ? "!* is no value; write none for an absent one"
                                        : "* is no value among others; write \"*\" alone for any present one");
            }
            values.add(value(dimension, name));
        }
        values.forEach(each -> checkKind(dimension, each, value));
        boolean none = value.items().isEmpty();
        if (none || negated != 0 && negated != words.size()) {
            value.error(none ? "lists no value" : "mixes values with and without !; use one kind");
        }
        return new Match(dimension, Set.copyOf(values), negated > 0, false);
    }

    static void checkKind(String dimension, String value, YamlValue at) {
        if (dimension.equals(Subject.KIND) && !value.equals(Subject.CHAT) && !value.equals(Subject.TICKET)) {
            at.error("must be chat or ticket, not " + value);
        }
    }

    private static Policy.Anchor anchor(YamlValue value, List<Match> match) {
        if (value != null && !Reach.allows(match, Subject.KIND, Subject.CHAT)) {
            value.error("is for chats alone, and none comes to this policy; remove it");
        }
        return choice(value, Policy.NONE.anchor());
    }

    /** Complains of a clock that no case has which comes there. */
    static void requireCases(ClockKind kind, List<Match> conditions, YamlValue at) {
        if (kind.ofChat() && !Reach.allows(conditions, Subject.KIND, Subject.CHAT)) {
            at.error("is never used: chats alone have " + kind.wireName()
                    + ", and none comes here; remove it, or look at match");
        }
    }

    private static Set<ClockKind> timed(YamlValue value, List<Match> match) {
        EnumSet<ClockKind> kinds = EnumSet.noneOf(ClockKind.class);
        for (YamlValue item : value == null ? List.<YamlValue>of() : value.items()) {
            ClockKind kind = clock(item.text(""), item);
            if (kind != null) {
                requireCases(kind, match, item);
                kinds.add(kind);
            }
        }
        return kinds;
    }

    /** The clock of that name, or null after a complaint. */
    static ClockKind clock(String name, YamlValue at) {
        ClockKind kind = ClockKind.byWireName(name);
        if (kind == null) {
            List<String> names = ClockKind.wireNames();
            at.error("is no clock; there are " + String.join(", ", names) + Nearest.hint(name, names));
        }
        return kind;
    }

    private static ReplyRules reply(YamlMap policy) {
        if (!policy.has("reply")) {
            policy.value("reply");
            return ReplyRules.STRICT;
        }
        YamlMap map = policy.section("reply");
        ReplyRules rules = new ReplyRules(
                map.flag("light_agent", false),
                map.flag("private_note", false),
                map.flag("bot", false),
                map.flag("automated", false));
        map.done();
        return rules;
    }
}
