package io.bellwether.platform;

import static io.bellwether.platform.Sitting.NEVER;

import io.bellwether.metric.Signal;
import java.util.List;

/** Which indicators a round that waits will still harm, and who is told when. Without a memory of its own. */
final class RoundRisk {

    private final OpenTalk of;
    private final PlatformRules rules;
    private final Judge judge;
    private final TalkListener out;

    RoundRisk(OpenTalk of, PlatformRules rules, Judge judge, TalkListener out) {
        this.of = of;
        this.rules = rules;
        this.judge = judge;
        this.out = out;
    }

    /** The round has waited for so long. */
    void passes(long moment) {
        if (of.since == NEVER || rules.warnings().isEmpty()) {
            return;
        }
        int level = rules.warnings().indexOf(moment - of.since) + 1;
        long target = target();
        if (level > 0 && moment - of.since < target && target < Indicator.NO_LIMIT) {
            signal(Signal.Kind.PLATFORM_AT_RISK, level, moment, target);
        } else if (of.since + target + 1 == moment) {
            signal(Signal.Kind.PLATFORM_MISSED, 0, moment, target);
        }
        for (Indicator indicator : rules.indicators()) {
            if (level == 1 && isRaised(indicator, moment)) {
                judge.risk(indicator, moment, 1);
            } else if (of.since + patience(indicator) + 1 == moment && isRaised(indicator, moment - 1)) {
                judge.risk(indicator, moment, -1);
            }
        }
    }

    /** The round ends, before it has harmed all that it could. */
    void ends(long time, Signal.Kind because) {
        if (of.since == NEVER
                || rules.warnings().isEmpty()
                || of.since + rules.warnings().get(0) > time) {
            return;
        }
        for (Indicator indicator : rules.indicators()) {
            if (isRaised(indicator, time)) {
                judge.risk(indicator, time, -1);
            }
        }
        if (target() < Indicator.NO_LIMIT) {
            signal(because, 0, time, target());
        }
    }

    /** People take over now: a session that begins with that can be harmed for longer, or no more. */
    void handedOver(long time) {
        List<Indicator> before = raised(time);
        of.sitting.handoff = time;
        List<Indicator> after = raised(time);
        for (Indicator indicator : rules.indicators()) {
            if (before.contains(indicator) != after.contains(indicator)) {
                judge.risk(indicator, time, after.contains(indicator) ? 1 : -1);
            }
        }
    }

    private List<Indicator> raised(long time) {
        return rules.indicators().stream()
                .filter(indicator -> isRaised(indicator, time))
                .toList();
    }

    /** The session ends, and its round may wait on; nobody is told to hurry any more if it was all that it could harm. */
    void sessionEnds(long time) {
        boolean other = false;
        boolean raised = false;
        for (Indicator indicator : rules.indicators()) {
            boolean ofSession = indicator.unit() == Unit.SESSION;
            if (ofSession && isRaised(indicator, time)) {
                judge.risk(indicator, time, -1);
                raised = true;
            }
            other |= !ofSession && of.since != NEVER && canBeRaised(indicator);
        }
        if (raised && !other && of.since + target() >= time) {
            signal(Signal.Kind.PLATFORM_MISSED, 0, time, target());
        }
    }

    private void signal(Signal.Kind kind, int level, long time, long target) {
        out.signal(kind, of.platform, of.round, level, time, of.since, target);
    }

    /** The shortest time that the round should be replied to within. */
    private long target() {
        long target = Indicator.NO_LIMIT;
        for (Indicator indicator : rules.indicators()) {
            if (canBeRaised(indicator)) {
                target = Math.min(target, patience(indicator));
            }
        }
        return target;
    }

    /** How long the round may wait: a session without a reply so far may have begun with an earlier one. */
    private long patience(Indicator indicator) {
        boolean first = indicator.isOfFirstReply() && of.sitting != null;
        return indicator.limitMillis() + (first ? of.sitting.startFor(indicator) - of.since : 0);
    }

    private boolean canBeRaised(Indicator indicator) {
        boolean waits =
                switch (indicator.unit()) {
                    case ROUND, MESSAGE, CONSUMER_DAY -> true;
                    case SESSION ->
                        // One that began while the round waited, or has no message yet, was told nothing of.
                        of.sitting != null
                                && of.sitting.since != NEVER
                                && of.sitting.since <= of.since
                                && !(indicator.isOfFirstReply() && of.sitting.isReplied(indicator));
                    case RATING -> false;
                };
        return waits
                && indicator.hasLimit()
                && indicator.limitMillis() > rules.warnings().get(0)
                && patience(indicator) >= rules.warnings().get(0)
                && judge.counts(indicator, of.since);
    }

    private boolean isRaised(Indicator indicator, long time) {
        return of.since != NEVER
                && !rules.warnings().isEmpty()
                && of.since + rules.warnings().get(0) <= time
                && of.since + patience(indicator) >= time
                && canBeRaised(indicator);
    }
}
