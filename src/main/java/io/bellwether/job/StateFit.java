package io.bellwether.job;

import io.bellwether.rule.RuleSet;
import io.bellwether.settings.Settings;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a state was made with and cannot be read, or would silently mean something else, without. Kept in every checkpoint
 * and savepoint and compared at each start from one.
 *
 * @param version of the layout of all state
 * @param dimensions in their order: series are kept by the values alone
 * @param levels breakdowns whose levels (waiting, open, …) are right, because they were counted from the beginning
 * @param topics that are read
 * @param agentIds {@link io.bellwether.event.AgentIds#mark} of those by which it knows agents
 * @param cluster id of the Kafka cluster in which the topics are; empty where it is not known
 */
public record StateFit(
        int version,
        List<String> dimensions,
        long windowMillis,
        long intervalMillis,
        long latenessMillis,
        List<List<String>> levels,
        List<String> topics,
        String agentIds,
        String cluster)
        implements Serializable {

    /** To be raised where state comes to mean another thing although its codecs read it: older ones are refused in words. */
    static final int VERSION = 1;

    private static final String BEGIN_ANEW = "begin anew with what Kafka still holds (docs/operations.md)";

    public StateFit {
        dimensions = List.copyOf(dimensions);
        levels = levels.stream().map(List::copyOf).distinct().toList();
        topics = List.copyOf(topics);
    }

    /** Of a job with these settings and rules that begins without a state. */
    static StateFit of(Settings settings, RuleSet rules) {
        return new StateFit(
                VERSION,
                settings.series().dimensions(),
                settings.series().windowMillis(),
                settings.series().intervalMillis(),
                settings.time().latenessMillis(),
                settings.series().with(rules.rollups()),
                settings.kafka().inputs(),
                settings.series().agentIds().mark(),
                "");
    }

    /** The same of a job that reads from this Kafka cluster. */
    StateFit in(String cluster) {
        return new StateFit(
                version, dimensions, windowMillis, intervalMillis, latenessMillis, levels, topics, agentIds, cluster);
    }

    /**
     * Why a job cannot go on from a state; empty where it can.
     *
     * @param state what the state was made with
     * @param settings of the job, which this is the fit of
     */
    List<String> problems(StateFit state, Settings settings, RuleSet rules) {
        if (state.version != version) {
            return List.of("it was made by another version of Bellwether (layout " + state.version + ", this one reads "
                    + version + "): go on with that version, or " + BEGIN_ANEW);
        }
        List<String> problems = new ArrayList<>();
        differs(problems, "dimensions", state.dimensions, dimensions);
        differs(problems, "window", state.windowMillis + " ms", windowMillis + " ms");
        differs(problems, "interval", state.intervalMillis + " ms", intervalMillis + " ms");
        if (!agentIds.equals(state.agentIds)) {
            problems.add(otherAgents(kind(state.agentIds), kind(agentIds)));
        }
        if (latenessMillis > state.latenessMillis) {
            problems.add("lateness is " + latenessMillis + " ms, but panes were kept for " + state.latenessMillis
                    + " ms: set it back, make it shorter, or " + BEGIN_ANEW);
        }
        if (!cluster.isEmpty() && !state.cluster.isEmpty() && !cluster.equals(state.cluster)) {
            problems.add("it reads from the Kafka cluster " + state.cluster + ", but kafka.bootstrap_servers leads to "
                    + cluster + ", where its offsets mean other records: name the servers of the first, or "
                    + BEGIN_ANEW);
        }
        for (String topic : state.topics) {
            if (!topics.contains(topic)) {
                problems.add("it reads topic " + topic
                        + ", which kafka.topics no longer has and whose time would stand still:" + " name it again, or "
                        + BEGIN_ANEW);
            }
        }
        newLevels(state, settings, rules)
                .forEach((rollup, user) -> problems.add(user + " needs levels by " + rollup
                        + ", which nobody counted so far: leave it out, or " + BEGIN_ANEW));
        return problems;
    }

    /** What is known by one id cannot be found by another, and ids that are to be hidden must not stay in it. */
    private static String otherAgents(String then, String now) {
        String what = then.equals(now)
                ? "agent_ids_secret is another than the one that it was made with"
                : "agent_ids was " + then + " and is " + now;
        return what + ", but it knows agents by their former ids: set it back, or " + BEGIN_ANEW
                + "; docs/agents.md says what is to be deleted then";
    }

    private static String kind(String mark) {
        int end = mark.indexOf(' ');
        return end < 0 ? mark : mark.substring(0, end);
    }

    private static void differs(List<String> problems, String key, Object then, Object now) {
        if (!then.equals(now)) {
            problems.add(key + " was " + then + " and is " + now + ": set it back, or " + BEGIN_ANEW);
        }
    }

    /** Breakdowns whose levels somebody reads and the state does not have, each with who reads them. */
    private static Map<List<String>, String> newLevels(StateFit state, Settings settings, RuleSet rules) {
        Map<List<String>, String> users = new LinkedHashMap<>();
        settings.series().rollups().forEach(rollup -> users.putIfAbsent(rollup, "rollups"));
        rules.levelRollups()
                .forEach((rollup, rule) -> users.putIfAbsent(settings.series().asCounted(rollup), "rule " + rule));
        users.keySet().removeAll(Set.copyOf(state.levels));
        return users;
    }

    /** Of the job that goes on from a state that fits: levels that began in the middle stay unknown. */
    StateFit goingOnFrom(StateFit state) {
        return new StateFit(
                version,
                dimensions,
                windowMillis,
                intervalMillis,
                latenessMillis,
                levels.stream().filter(state.levels::contains).toList(),
                topics,
                agentIds,
                cluster.isEmpty() ? state.cluster : cluster);
    }

    /** As lines, for the state. */
    String text() {
        StringBuilder text = new StringBuilder();
        text.append("version=").append(version).append('\n');
        text.append("dimensions=").append(String.join(",", dimensions)).append('\n');
        text.append("window=").append(windowMillis).append('\n');
        text.append("interval=").append(intervalMillis).append('\n');
        text.append("lateness=").append(latenessMillis).append('\n');
        text.append("levels=");
        levels.forEach(rollup -> text.append(String.join(",", rollup)).append(';'));
        return text.append("\ntopics=")
                .append(String.join(",", topics))
                .append("\nagent_ids=")
                .append(agentIds)
                .append("\ncluster=")
                .append(cluster)
                .append('\n')
                .toString();
    }

    /** What {@link #text} gave. Lines that only a later version knows are passed over: it has another number. */
    public static StateFit parse(String text) {
        Map<String, String> lines = new TreeMap<>();
        for (String line : text.lines().toList()) {
            int equals = line.indexOf('=');
            lines.put(line.substring(0, Math.max(0, equals)), line.substring(equals + 1));
        }
        return new StateFit(
                Integer.parseInt(lines.getOrDefault("version", "0")),
                names(lines.get("dimensions"), ","),
                Long.parseLong(lines.getOrDefault("window", "0")),
                Long.parseLong(lines.getOrDefault("interval", "0")),
                Long.parseLong(lines.getOrDefault("lateness", "0")),
                rollups(lines.getOrDefault("levels", "")),
                names(lines.get("topics"), ","),
                lines.getOrDefault("agent_ids", "plain"),
                lines.getOrDefault("cluster", ""));
    }

    private static List<List<String>> rollups(String text) {
        List<List<String>> rollups = new ArrayList<>();
        int from = 0;
        for (int end = text.indexOf(';'); end >= 0; end = text.indexOf(';', from)) {
            rollups.add(names(text.substring(from, end), ","));
            from = end + 1;
        }
        return rollups;
    }

    private static List<String> names(String text, String separator) {
        return text == null || text.isEmpty() ? List.of() : Arrays.asList(text.split(separator, -1));
    }
}
