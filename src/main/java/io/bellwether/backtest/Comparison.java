package io.bellwether.backtest;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Two versions of rules on the same history: what the new one does otherwise. */
public final class Comparison {

    private static final String ROW = "%-34s %8s %8s %8s %8s";

    private Comparison() {}

    /** The difference in words, several lines. */
    public static String of(Backtest before, Backtest after) {
        StringBuilder text = new StringBuilder();
        add(text, ROW, "rule", "before", "after", "gone", "new");
        Map<String, List<Episode>> old = byRule(before);
        Map<String, List<Episode>> now = byRule(after);
        Set<String> uids = new TreeSet<>(old.keySet());
        uids.addAll(now.keySet());
        for (String uid : uids) {
            row(text, uid, old.getOrDefault(uid, List.of()), now.getOrDefault(uid, List.of()));
        }
        text.append('\n');
        add(
                text,
                "pages a shift: %.1f before, %.1f after; changes told: %.1f, %.1f%s",
                before.pagesPerShift(episode -> true),
                after.pagesPerShift(episode -> true),
                before.changesPerShift(episode -> true),
                after.changesPerShift(episode -> true),
                messages(before, after));
        Hindsight then = before.hindsight();
        Hindsight since = after.hindsight();
        if (then != null) {
            add(
                    text,
                    "precision: %s before, %s after; recall: %s, %s",
                    BacktestReport.share(then.precision()),
                    BacktestReport.share(since.precision()),
                    BacktestReport.share(then.recall()),
                    BacktestReport.share(since.recall()));
        }
        return text.toString().stripTrailing();
    }

    /** Nothing where one of them tells nobody. */
    private static String messages(Backtest before, Backtest after) {
        return before.messages() == null || after.messages() == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        "; messages: %.1f, %.1f",
                        before.messagesPerShift(message -> true),
                        after.messagesPerShift(message -> true));
    }

    private static Map<String, List<Episode>> byRule(Backtest test) {
        return test.episodes().stream().collect(Collectors.groupingBy(Episode::uid, TreeMap::new, Collectors.toList()));
    }

    private static void row(StringBuilder text, String uid, List<Episode> old, List<Episode> now) {
        Set<String> known = moments(old);
        Set<String> present = moments(now);
        long gone = known.stream().filter(moment -> !present.contains(moment)).count();
        long fresh = present.stream().filter(moment -> !known.contains(moment)).count();
        add(text, ROW, uid, old.size(), now.size(), gone, fresh);
    }

    /** Which alert began when: an episode that another threshold lets begin elsewhere is another one. */
    private static Set<String> moments(List<Episode> episodes) {
        Set<String> moments = new HashSet<>();
        episodes.forEach(episode -> moments.add(episode.alertId() + ' ' + episode.firedAt()));
        return moments;
    }

    private static void add(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }
}
