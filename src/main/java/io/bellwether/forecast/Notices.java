package io.bellwether.forecast;

import io.bellwether.forecast.Notice.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What is told beside a forecast. */
final class Notices {

    /** A week that was seen twice is known a little. */
    private static final int YOUNG_DAYS = 14;

    private final ArrivalDays history;
    private final List<Notice> told = new ArrayList<>();

    private Notices(ArrivalDays history) {
        this.history = history;
    }

    /** @param lastDay the last day that is forecast, as a day of the history */
    static List<Notice> of(ArrivalDays history, List<Gap> gaps, Model model, List<SpecialDay> calendar, int lastDay) {
        Notices notices = new Notices(history);
        notices.history(gaps, model);
        for (int q = 0; q < history.queues().size(); q++) {
            notices.queue(q, model);
        }
        notices.specials(model, calendar, lastDay);
        return List.copyOf(notices.told);
    }

    private void history(List<Gap> gaps, Model model) {
        if (history.days() < YOUNG_DAYS) {
            tell(
                    Kind.SHORT_HISTORY,
                    null,
                    "The history has " + history.days() + " days: days of the week are known once"
                            + " at most. Give it three weeks or more.");
        }
        for (Gap gap : gaps) {
            tell(
                    Kind.GAP,
                    null,
                    "Nothing at all came from %s to %s, where about %,.0f were usual: left out, as missing data.",
                    time(gap.from()),
                    time(gap.to()),
                    gap.usual());
        }
        for (int day : model.outliers()) {
            tell(
                    Kind.OUTLIER,
                    null,
                    "%s was far out of the ordinary (%,d came) and is left out; if it has a name, put it into the calendar.",
                    date(day),
                    came(day));
        }
    }

    private void queue(int q, Model model) {
        String name = history.queues().get(q);
        int age = history.days() - model.start(q);
        if (model.start(q) > 0 && age < YOUNG_DAYS) {
            tell(
                    Kind.YOUNG_QUEUE,
                    name,
                    "Queue %s is %d days old: the week of all queues stands in for its own.",
                    name,
                    age);
        }
        Shift shift = model.shift(q);
        if (shift != null) {
            tell(
                    Kind.LEVEL_SHIFT,
                    name,
                    "Queue %s has had %.1f times as much as before since about %s; the forecast goes by the new level.",
                    name,
                    shift.factor(),
                    date(shift.day()));
        }
        if (model.growth(q) != 1) {
            tell(
                    Kind.GROWTH,
                    name,
                    "Queue %s changes by a factor of %.1f a week; that is taken to go on for a week.",
                    name,
                    model.growth(q));
        }
    }

    private void specials(Model model, List<SpecialDay> calendar, int lastDay) {
        for (SpecialDay special : calendar) {
            for (long day : special.days()) {
                long ahead = day - history.firstDay();
                boolean forecast = ahead >= history.days() && ahead <= lastDay;
                if (forecast && (special.isKnown() || happened(special, calendar))) {
                    tell(
                            Kind.SPECIAL_DAY,
                            null,
                            "%s is %s: %s.",
                            Grid.date(day),
                            special.name(),
                            factors(special, model));
                } else if (forecast) {
                    tell(
                            Kind.SPECIAL_DAY_UNKNOWN,
                            null,
                            "%s is %s, which is not in the history and has no factor: forecast as any other day.",
                            Grid.date(day),
                            special.name());
                }
            }
        }
    }

    private boolean happened(SpecialDay special, List<SpecialDay> calendar) {
        return calendar.stream()
                .filter(other -> other.name().equals(special.name()))
                .flatMap(other -> other.days().stream())
                .map(day -> day - history.firstDay())
                .anyMatch(day -> day >= 0 && day < history.days());
    }

    private String factors(SpecialDay special, Model model) {
        if (special.isKnown()) {
            return String.format(Locale.ROOT, "%.2f of what is usual, as the calendar says", special.factor());
        }
        Map<String, Double> factors = new TreeMap<>();
        for (int q = 0; q < history.queues().size(); q++) {
            if (special.touches(history.queues().get(q))) {
                factors.put(
                        history.queues().get(q),
                        model.factor(q, special.days().get(special.days().size() - 1)));
            }
        }
        double least = factors.values().stream().min(Double::compare).orElse(1.0);
        double most = factors.values().stream().max(Double::compare).orElse(1.0);
        return String.format(Locale.ROOT, "%.2f to %.2f of what is usual, as it was before", least, most);
    }

    private int came(int day) {
        int came = 0;
        for (int s = 0; s < history.grid().slots(); s++) {
            came += history.total(day * history.grid().slots() + s);
        }
        return came;
    }

    private Object date(int day) {
        return Grid.date(history.firstDay() + day);
    }

    private String time(long index) {
        return Instant.ofEpochMilli(history.grid().start(index)).toString();
    }

    private void tell(Kind kind, String queue, String text, Object... values) {
        told.add(new Notice(kind, queue, values.length == 0 ? text : String.format(Locale.ROOT, text, values)));
    }
}
