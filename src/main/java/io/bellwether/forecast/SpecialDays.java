package io.bellwether.forecast;

import io.bellwether.file.Unusable;
import io.bellwether.timeinterval.DateRange;
import io.bellwether.yaml.Numbers;
import io.bellwether.yaml.TextFile;
import io.bellwether.yaml.YamlMap;
import io.bellwether.yaml.YamlProblem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Reads a calendar of holidays and promotions. */
public final class SpecialDays {

    private static final double MOST = 100;

    private SpecialDays() {}

    /** @throws Unusable with every problem of the file and its place */
    public static List<SpecialDay> read(Path file) throws Unusable {
        List<YamlProblem> problems = new ArrayList<>();
        String text = TextFile.read(file, file.toString(), problems);
        YamlMap root = text == null ? null : YamlMap.root(file.toString(), text, problems);
        List<SpecialDay> days = new ArrayList<>();
        if (root != null) {
            root.maps("holidays").forEach(item -> days.add(day(item)));
            root.maps("promotions").forEach(item -> days.add(day(item)));
            root.done();
        }
        if (problems.stream().anyMatch(YamlProblem::error)) {
            throw new Unusable(YamlProblem.lines(problems));
        }
        return days;
    }

    private static SpecialDay day(YamlMap item) {
        String name = item.required("name", "by which days of other years are known to be the same");
        List<Long> dates = new ArrayList<>();
        item.list("dates").forEach(value -> dates.addAll(DateRange.days(value)));
        if (!item.has("dates")) {
            item.error("dates", "missing; write dates: [2026-10-01, 2026-11-09..2026-11-11]");
        }
        List<String> queues = item.words("queues");
        double factor = Double.NaN;
        if (item.has("factor")) {
            factor = Numbers.parse(item.text("factor", ""));
            if (!(factor >= 0 && factor <= MOST)) {
                item.error("factor", "must be a number from 0, such as 0.4 for 40 % of what comes on other days");
            }
        }
        item.done();
        return new SpecialDay(name, dates, new HashSet<>(queues), factor);
    }
}
