package io.bellwether.command;

import io.bellwether.staffing.LevelCost;
import io.bellwether.staffing.PlannedInterval;
import io.bellwether.staffing.QueueTerms;
import io.bellwether.staffing.ServiceFigures;
import io.bellwether.staffing.ServiceTerms;
import io.bellwether.yaml.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A plan for people: a table for each queue, and what service levels cost. */
record PlanTable(QueueTerms terms, ZonedTimes times) {

    private static final String HEAD = "%-25s %9s %10s %8s %9s %7s %7s %7s %7s %7s %10s";
    private static final String ROW = "%-25s %9.1f %10s %8d %9d %7s %7s %7s %7s %7s %10s";
    private static final String STAFFED = " %8s %8s %7s %7s";

    String of(long intervalMillis, String column, List<PlannedInterval> plan, List<LevelCost> costs) {
        StringBuilder text = new StringBuilder(String.format(
                "Intervals of %s, planned for column %s. 1 less, 1 more: the service level with one agent less, one more.%n",
                Durations.words(intervalMillis / 1_000.0), column));
        Map<String, List<PlannedInterval>> byQueue = new TreeMap<>();
        plan.forEach(each -> byQueue.computeIfAbsent(each.demand().queue(), queue -> new ArrayList<>())
                .add(each));
        byQueue.forEach((queue, intervals) -> queue(queue, intervals, text));
        costs(costs, text);
        return text.toString();
    }

    private void queue(String queue, List<PlannedInterval> intervals, StringBuilder text) {
        boolean staffed = intervals.stream().anyMatch(each -> each.asStaffed() != null);
        text.append(String.format("%n%s: %s%n", queue, words(terms.of(queue))));
        text.append(String.format(
                HEAD,
                "interval",
                "contacts",
                "handle",
                "required",
                "scheduled",
                "level",
                "1 less",
                "1 more",
                "busy",
                "leave",
                "wait"));
        text.append(staffed ? String.format(STAFFED, "staffed", "missing", "level", "leave") : "")
                .append("  because\n");
        for (PlannedInterval each : intervals) {
            text.append(row(each))
                    .append(staffed ? staffed(each) : "")
                    .append("  ")
                    .append(each.required().because().wireName().replace('_', ' '))
                    .append('\n');
        }
    }

    private String row(PlannedInterval each) {
        ServiceFigures expected = each.expected();
        return String.format(
                Locale.ROOT,
                ROW,
                times.of(each.demand().startMillis()),
                each.demand().contacts(),
                Double.isNaN(each.handleSeconds()) ? "-" : Durations.words(each.handleSeconds()),
                each.required().agents(),
                each.scheduled(),
                percent(expected.serviceLevel()),
                percent(each.oneLess().serviceLevel()),
                percent(each.oneMore().serviceLevel()),
                percent(expected.occupancy()),
                percent(expected.abandoned()),
                wait(expected.answerSeconds()));
    }

    private static String staffed(PlannedInterval each) {
        return each.asStaffed() == null
                ? String.format(STAFFED, "-", "-", "-", "-")
                : String.format(
                        STAFFED,
                        plain(each.demand().staffed()),
                        plain(each.gap()),
                        percent(each.asStaffed().serviceLevel()),
                        percent(each.asStaffed().abandoned()));
    }

    private static String words(ServiceTerms of) {
        List<String> words = new ArrayList<>();
        if (of.work() == ServiceTerms.Work.BACKOFFICE) {
            words.add("work that may lie");
        } else {
            words.add(String.valueOf(of.target()));
            words.add(
                    of.patienceSeconds() == Double.POSITIVE_INFINITY
                            ? "nobody leaves (Erlang C)"
                            : "patience " + Durations.words(of.patienceSeconds()) + " (Erlang A)");
        }
        if (of.concurrency() != 1) {
            words.add(plain(of.concurrency()) + " at a time");
        }
        words.add("busy at most " + percent(of.occupancy()));
        if (of.abandonment() < 1) {
            words.add("at most " + percent(of.abandonment()) + " leave");
        }
        words.add("shrinkage " + percent(of.shrinkage()));
        return String.join(", ", words);
    }

    private static void costs(List<LevelCost> costs, StringBuilder text) {
        text.append(
                String.format("%nAgent hours, and paid hours behind the stroke, if so many were answered in time:%n"));
        String last = "";
        for (LevelCost cost : costs) {
            String name = cost.queue() == null ? "all" : cost.queue();
            if (Double.isNaN(cost.share())) {
                text.append(last.isEmpty() ? head(costs) : "\n").append(String.format("%-25s", name));
            }
            text.append(String.format(
                    "%20s", String.format(Locale.ROOT, "%,.1f / %,.1f", cost.agentHours(), cost.paidHours())));
            last = name;
        }
        text.append('\n');
    }

    private static String head(List<LevelCost> costs) {
        StringBuilder head = new StringBuilder(String.format("%-25s%20s", "queue", "as planned"));
        costs.stream()
                .filter(cost -> cost.queue() == null && !Double.isNaN(cost.share()))
                .forEach(cost -> head.append(String.format("%20s", percent(cost.share()))));
        return head.append('\n').toString();
    }

    private static String percent(double share) {
        return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f %%", 100 * share) : "-";
    }

    private static String wait(double seconds) {
        return Double.isNaN(seconds)
                ? "-"
                : seconds == Double.POSITIVE_INFINITY
                        ? "for ever"
                        : seconds < 60 ? String.format(Locale.ROOT, "%.1f s", seconds) : Durations.words(seconds);
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.format(Locale.ROOT, "%.1f", number);
    }
}
