package io.bellwether.backtest;

import io.bellwether.alert.Evidence;
import io.bellwether.metric.Metric;
import io.bellwether.rule.Burn;
import io.bellwether.rule.Condition;
import io.bellwether.rule.Level;
import io.bellwether.rule.Rule;
import io.bellwether.rule.RuleSet;
import io.bellwether.rule.SeriesRule;
import io.bellwether.rule.SignalRule;
import io.bellwether.yaml.Durations;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A rule that told nothing in a history, and why.
 *
 * @param why in words
 */
public record SilentRule(String uid, String why) {

    /**
     * The rules without an episode, in the order of the files; what is not enabled was not asked.
     *
     * @param evidence of the windows that were looked at, by uid
     */
    public static List<SilentRule> of(RuleSet rules, List<Episode> episodes, Map<String, Evidence> evidence) {
        Set<String> loud = episodes.stream().map(Episode::uid).collect(Collectors.toSet());
        return rules.rules().stream()
                .filter(rule -> rule.about().enabled() && !loud.contains(rule.uid()))
                .map(rule -> new SilentRule(rule.uid(), why(rule, evidence.getOrDefault(rule.uid(), Evidence.NONE))))
                .toList();
    }

    private static String why(Rule rule, Evidence evidence) {
        return rule instanceof SeriesRule series
                ? why(series, evidence) + fewNote(series, evidence)
                : "no " + ((SignalRule) rule).kind().wireName() + " of a case that it asks for";
    }

    private static String why(SeriesRule rule, Evidence evidence) {
        if (evidence.windows() == 0) {
            return "there was no series of its metric with its where and by";
        }
        if (Double.isNaN(evidence.closest())) {
            return nothingCompared(rule, evidence);
        }
        if (evidence.crossed() == 0) {
            Level level = Evidence.mildest(rule);
            return "never far enough: " + (level.op().upward() ? "at most " : "at least ")
                    + words(rule, evidence.closest()) + ", it takes "
                    + level.op().sign() + " "
                    + words(rule, level.value());
        }
        return String.format(
                Locale.ROOT,
                "far enough in %,d of %,d windows, but not for as long as for or n_of_m ask",
                evidence.crossed(),
                evidence.windows());
    }

    private static String nothingCompared(SeriesRule rule, Evidence evidence) {
        if (evidence.unknown() > 0) {
            return rule.condition() instanceof Condition.Departure
                    ? "nothing was usual yet, or all of it was a holiday"
                    : "it had seen too little of its series";
        }
        return evidence.few() == 0
                ? "its windows said nothing"
                : "too few values: at most " + evidence.samples() + " in a window, min_samples is " + rule.minSamples();
    }

    /** Most windows with too few values are worth a word also where others had enough. */
    private static String fewNote(SeriesRule rule, Evidence evidence) {
        boolean most = evidence.few() * 2 > evidence.windows() && !Double.isNaN(evidence.closest());
        return most
                ? String.format(
                        Locale.ROOT,
                        "; %,d of %,d windows had fewer values than min_samples (%d)",
                        evidence.few(),
                        evidence.windows(),
                        rule.minSamples())
                : "";
    }

    /** As levels are written: in the unit of the metric, or in what a rule makes of it. */
    private static String words(SeriesRule rule, double value) {
        if (rule.condition() instanceof Condition.Departure departure) {
            return number(value) + (departure.plan().scored() ? " (score)" : " spreads");
        }
        if (rule.condition() instanceof Burn) {
            return number(value) + " times the budget";
        }
        return rule.metric().unit() == Metric.Unit.SHARE
                ? number(value * 100) + "%"
                : rule.metric().unit() == Metric.Unit.SECONDS ? Durations.words(value) : number(value);
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.replaceAll("\\.?0+$", "");
    }
}
