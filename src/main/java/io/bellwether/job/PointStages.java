package io.bellwether.job;

import io.bellwether.alert.AlertPointFunction;
import io.bellwether.alert.Transition;
import io.bellwether.metric.Cell;
import io.bellwether.metric.CellKey;
import io.bellwether.metric.Measurement;
import io.bellwether.metric.Point;
import io.bellwether.metric.PointCodec;
import io.bellwether.metric.RollupWindow;
import io.bellwether.metric.RollupWindowCodec;
import io.bellwether.metric.Windowing;
import io.bellwether.rule.RuleSet;
import io.bellwether.settings.Settings;
import io.bellwether.state.CodecTypeInfo;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The last stages: which cells become points, and of which bucket. */
final class PointStages {

    private static final long HOUR = 3_600_000;

    private final Settings settings;
    private final CoachingAlerts ofCoaching;

    PointStages(Settings settings, RuleSet rules) {
        this.settings = settings;
        this.ofCoaching = new CoachingAlerts(rules);
    }

    /** Panes and intervals. */
    DataStream<Point> live(DataStream<Cell> cells) {
        return points(cells, "metric-points", "Points", !keepsCoachingApart());
    }

    /** Plans, and what came of their intervals. */
    DataStream<Point> plans(DataStream<Cell> cells, DataStream<Cell> intervals) {
        return points(cells.union(intervals), "plan-points", "Points of plans", false);
    }

    /** Hours, for the bucket with long retention. */
    DataStream<Point> trends(DataStream<RollupWindow> merged, Windowing panes) {
        return points(hours(merged, panes), "metric-trend-points", "Trend points", false);
    }

    private boolean keepsCoachingApart() {
        return settings.coaching()
                && settings.influx() != null
                && settings.influx().hasAgentBucket();
    }

    /** The same differences once more, in windows of an hour; what is told of single agents is not kept for so long. */
    private static DataStream<Cell> hours(DataStream<RollupWindow> merged, Windowing panes) {
        Windowing hours = new Windowing(
                HOUR,
                panes.intervalMillis(),
                panes.latenessMillis(),
                HOUR,
                panes.dimensions(),
                panes.rollups(),
                panes.courses(),
                false,
                panes.ofPlatforms(),
                panes.handleTimeMillis());
        DataStream<RollupWindow> hourly = merged.filter(
                        window -> !window.key().measurement().isInterval())
                .uid("metric-trend-filter")
                .name("Panes alone")
                .map(window -> window.startingAt(hours.start(Measurement.QUEUE, window.start())))
                .returns(CodecTypeInfo.of(RollupWindowCodec.INSTANCE))
                .uid("metric-trend-hour")
                .name("To the hour");
        return MetricStages.rollUp(hourly, hours, "metric-trend-rollup", "Roll up hours");
    }

    /** Rollups that only a rule asked for are not written. */
    private DataStream<Point> points(DataStream<Cell> cells, String uid, String name, boolean coaching) {
        Set<List<String>> written = Set.copyOf(settings.series().rollups());
        return cells.filter(cell -> isWritten(cell.key(), written, coaching))
                .uid(uid + "-filter")
                .name("Written rollups")
                .map(new PointFunction(settings.serviceLevel()))
                .returns(CodecTypeInfo.of(PointCodec.INSTANCE))
                .uid(uid)
                .name(name);
    }

    /** Of single agents, with the history of alerts on it, for a bucket of their own; null where they have none. */
    DataStream<Point> coaching(DataStream<Cell> cells, DataStream<Transition> transitions) {
        if (!keepsCoachingApart()) {
            return null;
        }
        CoachingAlerts theirs = ofCoaching;
        DataStream<Point> alerts = ofAlerts(
                transitions
                        .filter(theirs::has)
                        .uid("rule-coaching-points-filter")
                        .name("Alerts on coaching"),
                "rule-coaching-points",
                "Coaching alert points");
        return cells.filter(cell -> cell.key().measurement() == Measurement.COACHING)
                .uid("metric-coaching-points-filter")
                .name("Coaching alone")
                .map(new PointFunction(settings.serviceLevel()))
                .returns(CodecTypeInfo.of(PointCodec.INSTANCE))
                .uid("metric-coaching-points")
                .name("Coaching points")
                .union(alerts);
    }

    private static boolean isWritten(CellKey key, Set<List<String>> written, boolean coaching) {
        if (key.measurement() == Measurement.COACHING) {
            return coaching;
        }
        return written.contains(key.dimensions())
                || !Windowing.ownRollups(key.measurement()).isEmpty();
    }

    /** The history of alerts; of those on coaching where that has no bucket of its own. */
    DataStream<Point> ofAlerts(DataStream<Transition> transitions) {
        if (!keepsCoachingApart()) {
            return ofAlerts(transitions, "rule-points", "Alert points");
        }
        CoachingAlerts theirs = ofCoaching;
        return ofAlerts(
                transitions
                        .filter(one -> !theirs.has(one))
                        .uid("rule-points-filter")
                        .name("Other alerts"),
                "rule-points",
                "Alert points");
    }

    private DataStream<Point> ofAlerts(DataStream<Transition> transitions, String uid, String name) {
        return transitions
                .keyBy(AlertPointFunction::key, Types.STRING)
                .process(new AlertPointFunction(settings.time().latenessMillis()))
                .returns(CodecTypeInfo.of(PointCodec.INSTANCE))
                .uid(uid)
                .name(name);
    }
}
