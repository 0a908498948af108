package io.bellwether.platform;

import java.util.function.Consumer;

/** Says what units of one platform's day come to. Without a memory of its own. */
final class Judge {

    private final Platform platform;
    private final PlatformRules rules;
    private final long day;
    private final String shop;
    private final String consumer;
    private final Consumer<Outcome> out;
    private final LocalDays days;

    Judge(Platform platform, PlatformRules rules, long day, String shop, String consumer, Consumer<Outcome> out) {
        this.platform = platform;
        this.rules = rules;
        this.day = day;
        this.shop = shop;
        this.consumer = consumer;
        this.out = out;
        this.days = platform.days();
    }

    /** Whether what begins at that time is counted at all. */
    boolean counts(Indicator indicator, long start) {
        return indicator.isOpenAt(days.millisOfDay(start)) && !rules.exempt().contains(day);
    }

    /** A unit was replied to. What its limit had passed before was counted then. */
    void replied(Indicator indicator, long start, long time, long n) {
        long wait = time - start;
        boolean inTime = wait <= indicator.limitMillis();
        if (counts(indicator, start)) {
            if (inTime) {
                tell(indicator, time, indicator.reward(wait), n);
            }
        } else if (indicator.answeredInside()
                && indicator.isOpenAt(days.millisOfDay(time))
                && !rules.exempt().contains(day)) {
            tell(indicator, time, inTime ? indicator.reward(wait) : indicator.penalty(), n);
        }
    }

    /**
     * It is certain of units that they have no reply in time.
     *
     * @param n how many; below 0 where that is taken back
     */
    void failed(Indicator indicator, long start, long time, long n) {
        if (indicator.fails() && counts(indicator, start)) {
            tell(indicator, time, indicator.penalty(), n);
        }
    }

    /** Of a unit a part of the numerator. */
    void tell(Indicator indicator, long time, long value, long n) {
        tell(indicator, time, n * value, n, n * (value * value / Indicator.ONE));
    }

    /** A survey was answered, or otherwise than before. */
    void rated(long time, boolean satisfied, boolean again) {
        for (Indicator indicator : rules.indicators()) {
            if (indicator.unit() == Unit.RATING && !rules.exempt().contains(day)) {
                boolean counts = satisfied == (indicator.figure() == Figure.SATISFIED);
                long value = counts ? Indicator.ONE : again ? -Indicator.ONE : 0;
                tell(indicator, time, value, again ? 0 : 1, value);
            }
        }
    }

    void tell(Indicator indicator, long time, long numerator, long denominator, long squares) {
        out.accept(outcome(indicator, time, numerator, denominator, squares, 0));
    }

    void risk(Indicator indicator, long time, long change) {
        out.accept(outcome(indicator, time, 0, 0, 0, change));
    }

    private Outcome outcome(Indicator of, long time, long numerator, long denominator, long squares, long atRisk) {
        String whose = of.unit() == Unit.CONSUMER_DAY && atRisk == 0 ? consumer : "";
        return new Outcome(platform.name(), of.id(), shop, whose, day, time, numerator, denominator, squares, atRisk);
    }
}
