package io.bellwether.forecast;

import io.bellwether.forecast.ArrivalForecast.Row;
import io.bellwether.yaml.Times;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A forecast for people: what comes on each day to each queue, and when most comes. */
public final class ForecastTable {

    private static final int MOST_QUEUES = 6;
    private static final int WIDTH = 10;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE yyyy-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ROOT);

    private ForecastTable() {}

    public static String of(ArrivalForecast forecast) {
        Map<String, Double> totals = new HashMap<>();
        Map<Long, Map<String, Double>> days = new TreeMap<>();
        for (Row row : forecast.rows()) {
            totals.merge(row.queue(), row.arrivals(), Double::sum);
            days.computeIfAbsent(forecast.grid().day(forecast.grid().index(row.start())), day -> new HashMap<>())
                    .merge(row.queue(), row.arrivals(), Double::sum);
        }
        List<String> queues = largest(totals);
        StringBuilder out = new StringBuilder();
        out.append(String.format(
                Locale.ROOT,
                "Arrivals expected from %s on, by what came before; days of %s%n%n%-16s",
                Times.rfc3339(forecast.grid().start(forecast.from())),
                forecast.grid().zone(),
                "day"));
        queues.forEach(queue -> out.append(cell(queue)));
        boolean others = queues.size() < totals.size();
        out.append(others ? cell("others") : "").append(cell("total")).append('\n');
        days.forEach((day, counts) -> line(out, DAY.format(Grid.date(day)), queues, counts, others));
        line(out, "sum", queues, totals, others);
        peak(forecast, out);
        return out.toString();
    }

    private static List<String> largest(Map<String, Double> totals) {
        List<String> queues = new ArrayList<>(totals.keySet());
        queues.sort(
                Comparator.comparingDouble((String queue) -> -totals.get(queue)).thenComparing(queue -> queue));
        return queues.subList(0, Math.min(MOST_QUEUES, queues.size()));
    }

    private static void line(
            StringBuilder out, String name, List<String> queues, Map<String, Double> counts, boolean others) {
        double total = counts.values().stream().mapToDouble(c -> c).sum();
        double rest = total;
        out.append(String.format("%-16s", name));
        for (String queue : queues) {
            out.append(number(counts.getOrDefault(queue, 0.0)));
            rest -= counts.getOrDefault(queue, 0.0);
        }
        out.append(others ? number(rest) : "").append(number(total)).append('\n');
    }

    private static void peak(ArrivalForecast forecast, StringBuilder out) {
        Map<Long, double[]> sums = new TreeMap<>();
        for (Row row : forecast.rows()) {
            sums.computeIfAbsent(row.start(), start -> new double[1])[0] += row.arrivals();
        }
        sums.entrySet().stream()
                .max(Comparator.comparingDouble(entry -> entry.getValue()[0]))
                .ifPresent(most -> out.append(String.format(
                        Locale.ROOT,
                        "%nMost in one interval: %.1f at %s (%s).%n",
                        most.getValue()[0],
                        TIME.format(java.time.Instant.ofEpochMilli(most.getKey())
                                .atZone(forecast.grid().zone())),
                        Times.rfc3339(most.getKey()))));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, " %," + WIDTH + ".0f", value);
    }

    private static String cell(String text) {
        String cut = text.length() > WIDTH ? text.substring(0, WIDTH - 1) + "…" : text;
        return String.format(" %" + WIDTH + "s", cut);
    }
}
