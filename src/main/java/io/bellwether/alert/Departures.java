package io.bellwether.alert;

import io.bellwether.baseline.Baseline;
import io.bellwether.baseline.Judgement;
import io.bellwether.baseline.Usual;
import io.bellwether.metric.Metric;
import io.bellwether.rule.Condition;
import io.bellwether.rule.Level;
import io.bellwether.rule.SeriesRule;

/**
 * Compares the windows of a rule with what is usual for their series, and lets that be learnt.
 *
 * <p>What levels are compared with is one number, so that all else of an alert's life is as with fixed thresholds: how many
 * spreads the value is on the bad side, and no more than {@code k} times its distance in least effects. Thus a level is
 * crossed where both are large enough, and ends where one of them is not any more.
 */
final class Departures {

    private static final long DAY_MILLIS = 86_400_000;

    /** What an alert has fired on for so long is what is usual now: without an end it would never learn that. */
    private static final long NEW_USUAL_MILLIS = 7 * DAY_MILLIS;

    private final SeriesRule rule;
    private final Condition.Departure condition;
    private final Level level;
    private final boolean share;
    private final boolean count;

    private Departures(SeriesRule rule, Condition.Departure condition) {
        this.rule = rule;
        this.condition = condition;
        this.level = condition.levels().get(0);
        this.share = rule.metric().kind() == Metric.Kind.RATIO
                && rule.metric().unit() == Metric.Unit.SHARE
                && !rule.metric().ofTheEnd();
        this.count = rule.metric().kind() == Metric.Kind.COUNT;
    }

    /** Those of a rule; null where its levels are fixed. */
    static Departures of(SeriesRule rule) {
        return rule.condition() instanceof Condition.Departure condition ? new Departures(rule, condition) : null;
    }

    /** Compares a window with what was learnt before it. */
    Judged judge(AlertState alert, Sample sample, long end) {
        if (sample.isGap(rule.minSamples()) || isHoliday(end)) {
            return nothing(sample);
        }
        Judgement judgement = learnt(alert).read(end - 1, sample.value());
        Usual usual = judgement.usual();
        if (usual == null) {
            return nothing(sample);
        }
        double spread = spread(usual, sample);
        double width = width(spread);
        double effect = badSide(sample.value() - usual.level());
        double distance = scored() ? effect > 0 ? judgement.score() : 0 : spreads(effect, spread);
        double limit = condition.minEffect() > 0 ? level.value() * effect / condition.minEffect() : distance;
        return new Judged(
                sample,
                new Sample(Math.min(distance, limit), sample.samples(), !usual.isMature()),
                usual,
                usual.level() - width,
                usual.level() + width);
    }

    /** How far from what is usual a value may be without a level being crossed; NaN where the distance alone says nothing. */
    private double width(double spread) {
        if (scored()) {
            return condition.minEffect() > 0 ? condition.minEffect() : Double.NaN;
        }
        return Math.max(condition.minEffect(), level.value() * spread);
    }

    private static Judged nothing(Sample sample) {
        return new Judged(sample, new Sample(Double.NaN, sample.samples()), null, Double.NaN, Double.NaN);
    }

    private boolean scored() {
        return condition.plan().scored();
    }

    private double badSide(double difference) {
        return switch (condition.side()) {
            case BELOW -> -difference;
            case ABOVE -> difference;
            case BOTH -> Math.abs(difference);
        };
    }

    private static double spreads(double effect, double spread) {
        return effect == 0 ? 0 : effect / spread;
    }

    /** What was learnt, but no less than chance alone makes of so many values: the fewer, the more they scatter. */
    private double spread(Usual usual, Sample sample) {
        // what is learnt is kept as floats: a series that stands still differs from it by rounding
        double least = Math.max(Usual.DEVIATIONS_OF_MAD * condition.madFloor(), Math.ulp((float) usual.level()));
        double spread = Math.max(usual.spread(), least);
        if (share && sample.samples() > 0) {
            double likely = (usual.level() * sample.samples() + 1) / (sample.samples() + 2);
            return Math.max(spread, Math.sqrt(Math.max(0, likely * (1 - likely)) / sample.samples()));
        }
        return count ? Math.max(spread, Math.sqrt(Math.max(0, usual.level()))) : spread;
    }

    /** Lets a window be learnt; after the alert has taken it. */
    void learn(AlertState alert, Sample sample, long end) {
        if (sample.isGap(rule.minSamples()) || isHoliday(end)) {
            return;
        }
        Baseline learnt = learnt(alert);
        Usual usual = learnt.usual(end - 1);
        // while young everything is learnt: an hour that was only guessed at would else never be known
        boolean leftOut = condition.excludeFiring()
                && alert.isFiring()
                && usual != null
                && usual.isMature()
                && end - alert.startsAt < NEW_USUAL_MILLIS;
        learnt.learn(end - 1, sample.value(), !leftOut);
    }

    private Baseline learnt(AlertState alert) {
        if (alert.learnt == null
                || !alert.learnt.plan().equals(condition.plan()) && !alert.learnt.follow(condition.plan())) {
            alert.learnt = new Baseline(condition.plan());
        }
        return alert.learnt;
    }

    /** How long a series may be silent before what was learnt of it is of no use. */
    long historyMillis() {
        return condition.plan().weeks() * 7L * DAY_MILLIS;
    }

    private boolean isHoliday(long end) {
        return !condition.holidays().isEmpty()
                && condition.holidays().contains(Math.floorDiv(condition.plan().local(end - 1), DAY_MILLIS));
    }

    /** A change with its threshold in the metric's unit: the end of the band that the value left, or came back to. */
    AlertMachine.Change inUnits(AlertMachine.Change change, Judged judged) {
        double threshold = Double.NaN;
        if (judged.usual() != null && !Double.isNaN(change.threshold())) {
            double share = change.threshold() / level.value();
            boolean below = condition.side() == Condition.Side.BELOW
                    || condition.side() == Condition.Side.BOTH
                            && judged.sample().value() < judged.level();
            double width = (judged.high() - judged.level()) * share;
            threshold = judged.level() + (below ? -width : width);
        }
        return change.with(threshold);
    }
}
