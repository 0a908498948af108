package io.bellwether.rule;

import io.bellwether.timeinterval.TimeInterval;
import java.io.Serializable;
import java.util.Map;

/** One rule of a rule file: on a series of cells or on the signals of single cases. */
public sealed interface Rule extends Serializable permits SeriesRule, SignalRule {

    /** What every rule has. */
    About about();

    /** The hours that it goes by; null for all. */
    TimeInterval active();

    /** Unique over all files and for ever: part of the identity of its alerts. */
    default String uid() {
        return about().uid();
    }

    /**
     * What every rule has, whatever it watches.
     *
     * @param title one line, may hold placeholders
     * @param owner team that keeps the rule
     * @param enabled false: loaded and checked but never evaluated
     * @param shadow evaluated and recorded, never notified
     * @param maxSeries how many of its alerts may be open at once; 0 for any number
     * @param labels fixed labels added to the alert, for routing
     * @param summary text of the alert
     * @param runbook what to do: a link or a path in this repository; empty for none
     * @param dashboard where to look; empty for none
     * @param file name of the file that it stands in
     * @param line of its first key, from 1
     */
    record About(
            String uid,
            String title,
            String owner,
            boolean enabled,
            boolean shadow,
            int maxSeries,
            Map<String, String> labels,
            String summary,
            String runbook,
            String dashboard,
            String file,
            int line)
            implements Serializable {

        public About {
            labels = Map.copyOf(labels);
        }

        /** The same, which is told or is not. */
        public About inShadow(boolean other) {
            return new About(
                    uid, title, owner, enabled, other, maxSeries, labels, summary, runbook, dashboard, file, line);
        }

        /** The same with another title and text. */
        public About saying(String otherTitle, String otherSummary) {
            return new About(
                    uid,
                    otherTitle,
                    owner,
                    enabled,
                    shadow,
                    maxSeries,
                    labels,
                    otherSummary,
                    runbook,
                    dashboard,
                    file,
                    line);
        }
    }
}
