package io.bellwether.job;

import io.bellwether.influx.WriterAccount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the person at the keyboard is told of the store: that it takes no points, that it takes them again, and once that points
 * were rejected or lost. Each line once, however long it lasts.
 */
final class WriterNews {

    /** A store that gives another reason each time is not to fill the screen. */
    private static final int MOST_REASONS = 3;

    /** Why nothing is taken, by bucket, as it was told since it is so. */
    private final Map<String, Set<String>> troubles = new HashMap<>();

    private final Set<String> told = new HashSet<>();

    /** What is new since the look before; mostly nothing. */
    List<String> look(Map<String, WriterAccount.Figures> buckets) {
        List<String> news = new ArrayList<>();
        buckets.forEach((bucket, figures) -> {
            trouble(bucket, figures, news);
            figures.rejected().forEach((reason, points) -> {
                if (told.add(bucket + " " + reason)) {
                    news.add("The store rejects points for " + bucket + " for good (" + reason + "): " + number(points)
                            + " so far. docs/runbooks/points-rejected.md says what to do.");
                }
            });
            if (figures.lost() > 0 && told.add(bucket)) {
                news.add("Points for " + bucket + " are lost, " + number(figures.lost())
                        + " so far: there was no room for more to wait, or their file is damaged."
                        + " docs/runbooks/points-lost.md says what to do.");
            }
        });
        return news;
    }

    private void trouble(String bucket, WriterAccount.Figures figures, List<String> news) {
        if (figures.trouble() == null) {
            return;
        }
        Set<String> reasons = troubles.computeIfAbsent(bucket, name -> new HashSet<>());
        if (figures.trouble().isEmpty()) {
            if (!reasons.isEmpty()) {
                news.add("The store answers for " + bucket + " again; " + number(figures.waiting()) + " wait.");
            }
            reasons.clear();
        } else if (reasons.size() < MOST_REASONS && reasons.add(figures.trouble())) {
            news.add("The store takes no points for " + bucket + ": " + figures.trouble() + ". "
                    + number(figures.waiting()) + " wait; alerts go on.");
        }
    }

    private static String number(long points) {
        return String.format(Locale.ROOT, "%,d", points);
    }
}
