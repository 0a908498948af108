package io.bellwether.platform;

import static io.bellwether.platform.Sitting.NEVER;

import io.bellwether.metric.Signal;

/**
 * What becomes of an {@link OpenTalk}: of a round, a session, messages. A round is {open since, replied}: a customer's
 * message opens it where none is open, more of them do not move its beginning, an effective reply closes it, and whatever is
 * still open when the local day ends is closed as without a reply. Time is handed in by moments: those at which something
 * becomes certain by itself. At one, that comes before what happens then; but the day ends after all of its last millisecond.
 */
final class Talk {

    static final long NO_MOMENT = Long.MAX_VALUE;

    private static final long A_SECOND = 1_000;

    private final OpenTalk of;
    private final PlatformRules rules;
    private final long end;
    private final Judge judge;
    private final RoundRisk risk;

    /**
     * @param of what is known of it
     * @param platform whose it is
     * @param rules of the platform on that day
     */
    Talk(OpenTalk of, Platform platform, PlatformRules rules, TalkListener out) {
        this.of = of;
        this.rules = rules;
        this.end = platform.days().end(of.day);
        this.judge = new Judge(platform, rules, of.day, of.shop, of.consumer, out::outcome);
        this.risk = new RoundRisk(of, rules, judge, out);
    }

    /**
     * The customer writes; true where that opens a round.
     *
     * @param number of that round
     */
    boolean customerWrites(long time, int number) {
        if (of.sitting == null) {
            of.sitting = new Sitting();
        }
        of.sitting.ended = NEVER;
        if (of.sitting.since == NEVER) {
            of.sitting.since = time;
        }
        if (rules.messageLimit() > 0) {
            of.messages.merge(time, 1, Integer::sum);
        }
        if (of.since != NEVER) {
            return false;
        }
        of.since = time;
        of.round = number;
        return true;
    }

    /** People are to take over from a bot. */
    void handedOver(long time) {
        if (of.sitting == null && rules.indicators().stream().anyMatch(Indicator::fromHandoff)) {
            of.sitting = new Sitting();
        }
        if (of.sitting != null && of.sitting.canBeHandedOver()) {
            takeBackUntilHandoff(time);
            risk.handedOver(time);
        }
    }

    /** Who is handed over after the limit had passed waits for the first reply from then on: the failure before was none. */
    private void takeBackUntilHandoff(long time) {
        for (Indicator indicator : rules.indicators()) {
            long began = indicator.isOfFirstReply() && indicator.fromHandoff() ? of.sitting.since : NEVER;
            if (began != NEVER && !isUncertain(indicator, began, time)) {
                judge.failed(indicator, began, time, -1);
            }
        }
    }

    /** An agent writes what is an effective reply, unless it comes within the second. */
    void agentWrites(long time) {
        if (of.since != NEVER && !rules.instant() && time - of.since < A_SECOND) {
            return;
        }
        risk.ends(time, Signal.Kind.PLATFORM_ANSWERED);
        for (Indicator indicator : rules.indicators()) {
            if (indicator.figure() == Figure.MEAN_WITHIN) {
                waited(indicator, time, true);
            } else if (indicator.unit() == Unit.MESSAGE) {
                of.messages
                        .tailMap(time - indicator.limitMillis(), true)
                        .forEach((sent, n) -> judge.replied(indicator, sent, time, n));
            } else if (startOf(indicator) != NEVER) {
                judge.replied(indicator, startOf(indicator), time, 1);
            }
        }
        if (of.sitting != null) {
            of.sitting.takeReply();
        }
        of.messages.clear();
        of.since = NEVER;
    }

    /** A round of the session is over, with a reply or without. */
    private void waited(Indicator indicator, long time, boolean reply) {
        Sitting sitting = of.sitting;
        if (sitting == null || of.since == NEVER) {
            return;
        }
        sitting.waits += time - of.since;
        sitting.rounds++;
        sitting.quick |= reply && time - of.since <= indicator.limitMillis();
        assess(indicator, time, sitting.isGood(indicator.limitMillis()));
    }

    private void assess(Indicator indicator, long time, boolean good) {
        Sitting sitting = of.sitting;
        if (!judge.counts(indicator, sitting.since)) {
            return;
        }
        long value = good ? Indicator.ONE : 0;
        if (!sitting.counted) {
            judge.tell(indicator, time, value, 1);
        } else if (good != sitting.good) {
            long change = value - (sitting.good ? Indicator.ONE : 0);
            judge.tell(indicator, time, change, 0, change);
        }
        sitting.counted = true;
        sitting.good = good;
    }

    /** The account that has the chat gives it away; where that is the platform's rule, its round stays with it. */
    void givenAway(long time) {
        if (rules.transferLeaves() && of.since != NEVER) {
            risk.ends(time, Signal.Kind.PLATFORM_CANCELLED);
            closeRound(time);
        }
    }

    private void closeRound(long time) {
        for (Indicator indicator : rules.indicators()) {
            if (indicator.figure() == Figure.MEAN_WITHIN) {
                waited(indicator, time, false);
            } else if (indicator.unit() == Unit.MESSAGE) {
                of.messages
                        .tailMap(time - indicator.limitMillis(), true)
                        .forEach((sent, n) -> judge.failed(indicator, sent, time, n));
            } else if (indicator.isOfRounds() && of.since != NEVER && isUncertain(indicator, of.since, time)) {
                judge.failed(indicator, of.since, time, 1);
            }
        }
        of.messages.clear();
        of.since = NEVER;
    }

    /** Whether its limit had not passed before. */
    private static boolean isUncertain(Indicator indicator, long start, long time) {
        return start + indicator.limitMillis() >= time;
    }

    /**
     * A bot has the chat, and no person had it: nothing of it counts that is not certain yet. But what a bot says when the
     * conversation is over, as to ask for a rating, answers nobody who was left to wait.
     */
    void botTakes(long time) {
        if (of.sitting == null || of.sitting.ended != NEVER) {
            return;
        }
        risk.ends(time, Signal.Kind.PLATFORM_CANCELLED);
        of.messages.clear();
        of.since = NEVER;
        of.sitting = null;
    }

    /** The conversation is over, unless it goes on in time. */
    void ends(long time) {
        if (of.sitting != null) {
            of.sitting.ended = time;
            if (rules.reopenMillis() == 0) {
                closeSitting(time);
            }
        }
    }

    private void closeSitting(long time) {
        if (of.sitting == null) {
            return;
        }
        risk.sessionEnds(time);
        for (Indicator indicator : rules.indicators()) {
            if (indicator.figure() == Figure.MEAN_WITHIN) {
                waited(indicator, time, false);
            } else if (indicator.isOfFirstReply()) {
                long start = startOf(indicator);
                if (start != NEVER && isUncertain(indicator, start, time)) {
                    judge.failed(indicator, start, time, 1);
                }
            }
        }
        of.sitting = null;
    }

    /** When that began which an indicator waits for a reply to. */
    private long startOf(Indicator indicator) {
        if (indicator.isOfFirstReply()) {
            return of.sitting == null || of.sitting.isReplied(indicator) ? NEVER : of.sitting.startFor(indicator);
        }
        if (indicator.figure() == Figure.MEAN_WITHIN && of.since != NEVER && of.sitting != null) {
            // one that begins while a round waits has waited since it began
            return Math.max(of.since, of.sitting.since);
        }
        return indicator.isOfRounds() || indicator.figure() == Figure.MEAN_WITHIN ? of.since : NEVER;
    }

    /** The last moment of its day. */
    long end() {
        return end;
    }

    /** The next moment after a time at which something becomes certain, but for the day's end; {@link #NO_MOMENT} for none. */
    long next(long after) {
        long next = NO_MOMENT;
        if (of.since != NEVER) {
            for (long warning : rules.warnings()) {
                next = earlier(of.since + warning, next, after);
            }
        }
        for (Indicator indicator : rules.indicators()) {
            long limit = indicator.limitMillis();
            next = of.since == NEVER ? next : earlier(of.since + limit + 1, next, after);
            long start = startOf(indicator);
            next = start == NEVER ? next : earlier(start + limit + 1, next, after);
            Long sent = indicator.unit() == Unit.MESSAGE ? of.messages.higherKey(after - limit - 1) : null;
            next = sent == null ? next : earlier(sent + limit + 1, next, after);
        }
        boolean closing = of.sitting != null && of.sitting.ended != NEVER;
        return closing ? earlier(of.sitting.ended + rules.reopenMillis(), next, after) : next;
    }

    private static long earlier(long candidate, long best, long after) {
        return candidate > after && candidate < best ? candidate : best;
    }

    /** A moment has come. */
    void pass(long moment) {
        risk.passes(moment);
        for (Indicator indicator : rules.indicators()) {
            long start = startOf(indicator);
            long sent = moment - indicator.limitMillis() - 1;
            if (indicator.unit() == Unit.MESSAGE && of.messages.containsKey(sent)) {
                judge.failed(indicator, sent, moment, of.messages.get(sent));
            } else if (start == sent && start != NEVER) {
                limitPassed(indicator, start, moment);
            }
        }
        of.messages.headMap(moment - rules.messageLimit(), false).clear();
        if (of.sitting != null && of.sitting.ended != NEVER && of.sitting.ended + rules.reopenMillis() == moment) {
            closeSitting(moment);
        }
    }

    /** The day is over, and so is all that is open. */
    void dayEnds() {
        risk.ends(end, Signal.Kind.PLATFORM_MISSED);
        closeRound(end);
        closeSitting(end);
    }

    private void limitPassed(Indicator indicator, long start, long moment) {
        if (indicator.figure() != Figure.MEAN_WITHIN) {
            judge.failed(indicator, start, moment, 1);
        } else if (of.sitting != null && !of.sitting.counted) {
            assess(indicator, moment, false);
        }
    }
}
