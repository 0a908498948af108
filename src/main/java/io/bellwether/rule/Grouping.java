package io.bellwether.rule;

import io.bellwether.event.RejectionReason;
import io.bellwether.event.SurveyKind;
import io.bellwether.metric.Measurement;
import io.bellwether.metric.Metric;
import io.bellwether.metric.PipelineMetrics;
import io.bellwether.metric.QueueMetrics;
import io.bellwether.metric.Windowing;
import io.bellwether.sla.ClockKind;
import io.bellwether.yaml.Nearest;
import io.bellwether.yaml.YamlMap;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which series a rule looks at: {@code by} and {@code where}, checked against what the measurement has. */
record Grouping(Measurement measurement, List<String> by, Map<String, List<String>> where) {

    /** Values that a measurement's own tags can have; tags that are not here can have any. */
    private static final Map<String, List<String>> TAG_VALUES = Map.of(
            "clock", ClockKind.wireNames(),
            "side", List.of("customer", "agent"),
            "kind", Arrays.stream(SurveyKind.values()).map(SurveyKind::name).toList());

    /** Tells the rule's map what cannot be. */
    void check(Metric metric, Rule.About about, YamlMap map, RuleContext context) {
        checkTags(map);
        checkDimensions(map, context);
        if (QueueMetrics.OF_QUEUES_ALONE.contains(metric) && !isOfQueuesAlone()) {
            map.error("by", metric.fullName() + " is said of queues alone; write by: [queue]");
        }
        if (Set.copyOf(by).size() < by.size()) {
            map.error("by", "names a dimension twice; remove one");
        }
        for (String name : about.labels().keySet()) {
            if (by.contains(name) || where.containsKey(name)) {
                map.error("labels", "label " + name + " is set by the series already; give it another name");
            }
        }
        RuleParser.checkWhere(map, where);
        measurement.tags().forEach(tag -> checkValues(tag, TAG_VALUES.get(tag), map));
        if (metric.equals(PipelineMetrics.REJECTED)) {
            checkValues(
                    "reason",
                    Arrays.stream(RejectionReason.values())
                            .map(RejectionReason::name)
                            .toList(),
                    map);
        }
    }

    private boolean isOfQueuesAlone() {
        return by.equals(List.of("queue")) && by.containsAll(where.keySet());
    }

    private void checkTags(YamlMap map) {
        for (String tag : measurement.tags()) {
            if (!by.contains(tag) && !where.containsKey(tag)) {
                map.error(
                        "by",
                        measurement.wireName() + " is kept for each " + tag + " by itself: add " + tag
                                + " to by, or fix it with where: {" + tag + ": …}");
            } else if (measurement == Measurement.PLATFORM
                    && !by.contains(tag)
                    && where.get(tag).size() > 1) {
                map.error(
                        "by",
                        "what differs by " + tag + " cannot be added up: add " + tag + " to by, or fix one value");
            }
        }
    }

    private void checkDimensions(YamlMap map, RuleContext context) {
        Set<String> names = new TreeSet<>(by);
        names.addAll(where.keySet());
        names.removeAll(measurement.tags());
        List<List<String>> own = Windowing.ownRollups(measurement);
        if (own.isEmpty()) {
            by.stream()
                    .filter(names::contains)
                    .forEach(name -> RuleParser.checkDimension(map, "by", name, context.dimensions()));
            where.keySet().stream()
                    .filter(name -> names.contains(name) && !by.contains(name))
                    .forEach(name -> RuleParser.checkDimension(map, "where", name, context.dimensions()));
            return;
        }
        if (own.stream().noneMatch(rollup -> names.equals(Set.copyOf(rollup)))) {
            map.error("by", noBreakdown(names));
        }
        if (own.contains(List.of("agent"))
                && names.contains("agent")
                && !context.agents().isTold()) {
            map.error("by", "agent_ids is off in the settings: nothing is told by agent; remove agent");
        }
        if (measurement == Measurement.COACHING && !context.coaching()) {
            map.error(
                    "metric",
                    "staff.coaching is false in the settings, so it is not counted: set it to true"
                            + " (docs/agents.md), or remove the rule");
        }
    }

    /** Of a measurement that has its own. */
    private String noBreakdown(Set<String> names) {
        return switch (measurement) {
            case PIPELINE -> "pipeline has no dimensions, only topic and reason; remove " + String.join(", ", names);
            case AGENTS ->
                "agents is told of all together, by agent, or by queue: keep at most one of agent and queue, and"
                        + " nothing else, of " + String.join(", ", names);
            case COACHING -> "coaching is told by agent and by nothing else: add agent to by, or fix it with where";
            case AWAY ->
                "agents_away is told by reason, or by queue and reason: add reason to by, or fix it with where,"
                        + " and remove what is neither";
            case PLATFORM -> {
                names.removeAll(Windowing.SHOP);
                yield "platform has no dimension but brand, the shop; remove " + String.join(", ", names);
            }
            default -> throw new IllegalStateException(measurement + " is broken down as the settings say");
        };
    }

    /** @param known null for any */
    private void checkValues(String name, List<String> known, YamlMap map) {
        for (String value : where.getOrDefault(name, List.of())) {
            if (known != null && !known.contains(value)) {
                map.error(
                        "where",
                        name + " is one of " + String.join(", ", known) + ", not " + value
                                + Nearest.hint(value, known));
            }
        }
    }
}
