package io.bellwether.alert;

import io.bellwether.baseline.Baseline;
import io.bellwether.baseline.BaselinePlan;
import io.bellwether.baseline.Fallback;
import io.bellwether.baseline.Season;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Signal;
import io.bellwether.rule.Rules;
import io.bellwether.rule.Severity;
import io.bellwether.state.GoldenSamples;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** Values of this package whose bytes are golden. */
public final class GoldenAlert implements GoldenSamples {

    private static final long AT = 1_772_442_000_000L;

    @Override
    public List<Sample<?>> all() throws Exception {
        Transition transition = new Transition(
                "a-1",
                "slow",
                "v1",
                300,
                Transition.Kind.RESOLVED,
                "recovered",
                "page",
                "warning",
                12.5,
                Double.NaN,
                14.25,
                17,
                AT,
                AT + 60_000,
                "Slow: vip",
                "Waits are long",
                Map.of("queue", "vip", "team", "north"),
                "c-7",
                "desk",
                "docs/slow.md",
                "",
                true,
                List.of());
        SignalState signals = new SignalState();
        OpenAlert open = new OpenAlert("late", Signal.Kind.SLA_BREACHED, "first_reply", 2, AT, Map.of("queue", "vip"));
        open.level = 1;
        open.severity = Severity.WARNING;
        open.seq = 5;
        open.detail = Map.of("policy", "gold");
        open.deadline = AT;
        signals.open.add(open);
        return List.of(
                new Sample<>(TransitionCodec.INSTANCE, "full", transition),
                new Sample<>(
                        TransitionCodec.INSTANCE,
                        "driven",
                        transition.drivenBy(List.of(
                                new Driver("tier", "vip", 0.625, 0.25, 0.5),
                                new Driver("brand", "north", Double.NaN, Double.NaN, 7_200)))),
                new Sample<>(
                        DriverPartCodec.INSTANCE,
                        "one",
                        new DriverPart("queue=3:vip", AT + 10_000, Rules.pane(AT, 3, 2, -1_000))),
                new Sample<>(DriverSeriesCodec.INSTANCE, "one", part()),
                new Sample<>(AlertRowCodec.INSTANCE, "placed", new AlertRow(transition, 123)),
                new Sample<>(SignalStateCodec.INSTANCE, "one", signals),
                new Sample<>(LimitStateCodec.INSTANCE, "held", limited(transition)),
                new Sample<>(SeriesStateCodec.INSTANCE, "firing", series()),
                new Sample<>(SeriesStateCodec.INSTANCE, "learning", learning()));
    }

    /** A pane, and one that was told early. */
    private static DriverSeries part() {
        DriverPlan.Keep keep = new DriverPlan.Keep(EnumSet.allOf(Measure.class), 60_000, false, true);
        DriverSeries series = new DriverSeries(Rules.VIP);
        series.take(Rules.pane(AT, 3, 2, -1_000), AT + 9_999, AT + 9_999, keep);
        series.take(Rules.pane(AT + 10_000, 4, 1, -1_000), AT + 19_999, AT + 9_999, keep);
        return series;
    }

    private static LimitState limited(Transition transition) {
        LimitState state = new LimitState();
        state.open.put("a-0", AT);
        state.held.put(transition.alertId(), transition);
        state.said = transition;
        state.total = 7;
        return state;
    }

    private static SeriesState series() {
        SeriesState state = new SeriesState();
        AlertState firing = new AlertState("shape");
        firing.due = AT + 60_000;
        firing.severity = Severity.WARNING.ordinal();
        firing.labels = Map.of("team", "north");
        firing.startsAt = AT;
        firing.seq = 2;
        int on = Severity.WARNING.ordinal();
        firing.on[on] = true;
        firing.crossedSince[on] = AT - 10_000;
        firing.crossed[on] = 0b101;
        firing.held[on] = 0b111;
        state.alerts.put("slow", firing);
        state.alerts.put("quiet", new AlertState("other"));
        state.timer = AT + 60_000;
        state.panes.put(Rules.pane(0, 3, 2, -1_000), EnumSet.allOf(Measure.class), true);
        state.namedSince.put(Measure.QUEUE_WAITING, AT - 20_000);
        return state;
    }

    /** Three days of a series, the last hour of it under way. */
    private static SeriesState learning() {
        SeriesState state = new SeriesState();
        AlertState alert = new AlertState("shape");
        alert.learnt = new Baseline(
                new BaselinePlan(Season.HOUR_OF_WEEK, 2, 0.5, Fallback.HOUR_OF_DAY, ZoneId.of("Europe/Berlin"), true));
        for (int quarter = 0; quarter < 3 * 96 - 1; quarter++) {
            alert.learnt.learn(AT + quarter * 900_000L, quarter % 96 + quarter % 5 / 2.0, quarter % 50 > 0);
        }
        alert.emptySince = AT;
        state.alerts.put("dip", alert);
        return state;
    }
}
