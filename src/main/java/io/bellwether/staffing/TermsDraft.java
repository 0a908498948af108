package io.bellwether.staffing;

import io.bellwether.staffing.ServiceTerms.Work;
import io.bellwether.yaml.Durations;
import io.bellwether.yaml.Numbers;
import java.util.List;

/** The terms of a queue while they are read, key by key, from options or from a file. */
public final class TermsDraft {

    /** As files write them; options have hyphens. */
    public static final List<String> KEYS = List.of(
            "kind",
            "target",
            "handle_time",
            "patience",
            "concurrency",
            "occupancy",
            "abandonment",
            "shrinkage",
            "minimum");

    private static final int MOST_AT_A_TIME = 50;
    private static final int MOST_AGENTS = 10_000;

    private Work work;
    private ServiceTarget target;
    private double handleSeconds;
    private double patienceSeconds;
    private double concurrency;
    private double occupancy;
    private double abandonment;
    private double shrinkage;
    private int minimum;

    /** @param first what holds of all that is not said */
    public TermsDraft(ServiceTerms first) {
        work = first.work();
        target = first.target();
        handleSeconds = first.handleSeconds();
        patienceSeconds = first.patienceSeconds();
        concurrency = first.concurrency();
        occupancy = first.occupancy();
        abandonment = first.abandonment();
        shrinkage = first.shrinkage();
        minimum = first.minimum();
    }

    /**
     * Takes a value.
     *
     * @throws IllegalArgumentException that says, in the words that follow the key, what is wrong
     */
    public void set(String key, String text) {
        switch (key) {
            case "kind" -> work = work(text);
            case "target" -> target = ServiceTarget.parse(text);
            case "handle_time" -> handleSeconds = seconds(text);
            case "patience" -> patienceSeconds = seconds(text);
            case "concurrency" -> concurrency = between(text, 1, MOST_AT_A_TIME, "contacts at a time");
            case "occupancy" -> occupancy = share(text, 0.01, 1);
            case "abandonment" -> abandonment = share(text, 0.001, 1);
            case "shrinkage" -> shrinkage = share(text, 0, 0.9);
            case "minimum" -> minimum = agents(text);
            default -> throw new IllegalArgumentException("is no key of a queue");
        }
    }

    private static Work work(String text) {
        for (Work each : Work.values()) {
            if (each.wireName().equals(text)) {
                return each;
            }
        }
        throw new IllegalArgumentException(
                "must be chat (somebody waits for the answer) or backoffice (nobody does), not " + text);
    }

    private static double seconds(String text) {
        long millis = Durations.parse(text);
        if (millis <= 0) {
            throw new IllegalArgumentException("must be a duration such as 90s, 5m or 1h30m, not " + text);
        }
        return millis / 1_000.0;
    }

    private static double share(String text, double least, double most) {
        boolean percent = text.endsWith("%");
        double share =
                Numbers.parse(percent ? text.substring(0, text.length() - 1).strip() : text);
        share = percent ? share / 100 : share;
        if (!(share >= least && share <= most)) {
            throw new IllegalArgumentException("must be a share from " + plain(least) + " to " + plain(most)
                    + ", such as 0.3 or 30%, not " + text);
        }
        return share;
    }

    private static double between(String text, double least, double most, String what) {
        double number = Numbers.parse(text);
        if (!(number >= least && number <= most)) {
            throw new IllegalArgumentException(
                    "must be " + plain(least) + " to " + plain(most) + " " + what + ", not " + text);
        }
        return number;
    }

    private static int agents(String text) {
        if (!Numbers.isWhole(text)) {
            throw new IllegalArgumentException("must be a whole number of agents, not " + text);
        }
        return (int) between(text, 0, MOST_AGENTS, "agents");
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }

    /** What has been said so far. */
    public ServiceTerms terms() {
        return new ServiceTerms(
                work, target, handleSeconds, patienceSeconds, concurrency, occupancy, abandonment, shrinkage, minimum);
    }
}
