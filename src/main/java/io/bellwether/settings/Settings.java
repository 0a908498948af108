package io.bellwether.settings;

import io.bellwether.cases.CaseSettings;
import io.bellwether.cases.ForgetAfter;
import io.bellwether.influx.InfluxSettings;
import io.bellwether.metric.Measure;
import io.bellwether.metric.ValueLimits;
import io.bellwether.metric.Windowing;
import io.bellwether.queue.ServiceLevel;
import io.bellwether.rule.RuleContext;
import io.bellwether.sentiment.onnx.OnnxSettings;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * Everything that can be set, with the defaults of {@code bellwether.yaml}. Durations in ms.
 *
 * @param influx null where nothing is to be written
 * @param alertRules directory of rules, policies and routing
 * @param disorderMillis how far events of a partition are out of order
 * @param redeliveryMillis how old an event may be, and for how long one that is sent again is known
 * @param refreshMillis how often an unchanged level is written again
 * @param valueLimits how many values of a dimension have series of their own
 * @param sentimentModel a model file of one's own; empty for the bundled one
 * @param sentimentOnnx a heavier model that is asked before it; null where there is none
 */
public record Settings(
        Kafka kafka,
        InfluxSettings influx,
        String alertRules,
        List<String> dimensions,
        List<List<String>> rollups,
        long windowMillis,
        long intervalMillis,
        long disorderMillis,
        long latenessMillis,
        long redeliveryMillis,
        long maxFutureMillis,
        long refreshMillis,
        ValueLimits valueLimits,
        ServiceLevel serviceLevel,
        ForgetAfter forgetAfter,
        Checkpoint checkpoint,
        int parallelism,
        String sentimentModel,
        OnnxSettings sentimentOnnx)
        implements Serializable {

    public static final int MOST_SUBTASKS = 1_024;

    /**
     * The broker and its topics.
     *
     * @param rejected dead letters
     * @param failedDeliveries alerts that a receiver was not told of and never will be
     * @param heartbeat whether heartbeats may be written to the input topics
     * @param start {@code earliest} or {@code latest}: where to begin without a checkpoint
     * @param properties further settings of the Kafka client
     */
    public record Kafka(
            String servers,
            String group,
            String tickets,
            String chats,
            String agents,
            String rejected,
            String failedDeliveries,
            boolean heartbeat,
            String start,
            Map<String, String> properties)
            implements Serializable {

        /** The topics that events come from. */
        public List<String> inputs() {
            return List.of(tickets, chats, agents).stream().distinct().toList();
        }

        /** What a Kafka client needs. */
        public Properties clientProperties() {
            Properties all = new Properties();
            all.putAll(properties);
            all.put("bootstrap.servers", servers);
            return all;
        }
    }

    /** @param directory where checkpoints are kept; empty for what the cluster says */
    public record Checkpoint(long intervalMillis, String directory) implements Serializable {}

    /** The settings of a file, every variable of which is set. */
    public static Settings load(Path file) throws SettingsException {
        return SettingsParser.load(file).whole();
    }

    /** The settings of a file, as far as its variables are set here. */
    public static KnownSettings known(Path file) throws SettingsException {
        return SettingsParser.load(file);
    }

    /** The defaults, for replay, demo and tests; nothing is written and no broker is named. */
    public static Settings defaults() {
        return SettingsParser.defaults();
    }

    /** The same for a replay: no store, levels written less often, and that many subtasks if not null. */
    public Settings forReplay(long levelRefreshMillis, Integer subtasks) {
        return new Settings(
                kafka,
                null,
                alertRules,
                dimensions,
                rollups,
                windowMillis,
                intervalMillis,
                disorderMillis,
                latenessMillis,
                redeliveryMillis,
                maxFutureMillis,
                Math.max(1, levelRefreshMillis / windowMillis) * windowMillis,
                valueLimits,
                serviceLevel,
                forgetAfter,
                checkpoint,
                subtasks == null ? parallelism : subtasks,
                sentimentModel,
                sentimentOnnx == null ? null : sentimentOnnx.patient());
    }

    /** The windows, with rollups that rules ask for beside the settings' own, and what rules read of levels. */
    public Windowing windowing(Collection<List<String>> wantedByRules, Set<Measure> courses) {
        List<List<String>> all = new ArrayList<>(rollups);
        all.addAll(wantedByRules);
        return new Windowing(windowMillis, intervalMillis, latenessMillis, refreshMillis, dimensions, all, courses);
    }

    /** What rules are read against. */
    public RuleContext ruleContext() {
        return RuleContext.of(windowMillis, dimensions);
    }

    /** What the case function needs. */
    public CaseSettings cases() {
        return new CaseSettings(dimensions, serviceLevel, latenessMillis, forgetAfter, redeliveryMillis);
    }
}
