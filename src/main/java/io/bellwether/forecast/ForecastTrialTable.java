package io.bellwether.forecast;

import io.bellwether.forecast.ForecastTrial.Horizon;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What forecasts of a history were worth, for people. */
public final class ForecastTrialTable {

    private static final int WIDTH = 24;

    private ForecastTrialTable() {}

    public static String of(ForecastTrial test) {
        StringBuilder out = new StringBuilder();
        for (Horizon horizon : test.horizons()) {
            out.append(String.format(
                    Locale.ROOT,
                    "%s%s ahead, forecast on %d mornings%n%n",
                    out.length() == 0 ? "" : "\n",
                    horizon.days() == 1 ? "1 day" : horizon.days() + " days",
                    horizon.origins()));
            out.append(String.format(
                    "%-" + WIDTH + "s %10s %7s %7s %7s %7s %9s %9s%n",
                    "queue",
                    "arrivals",
                    "WAPE",
                    "naive",
                    "mean",
                    "bias",
                    "in 80 %",
                    "of busy"));
            List<Map.Entry<String, Score>> queues = horizon.queues().entrySet().stream()
                    .sorted(Comparator.comparingDouble(
                            entry -> -entry.getValue().came()))
                    .toList();
            queues.forEach(entry -> line(out, entry.getKey(), entry.getValue()));
            line(out, "all", horizon.total());
        }
        return out.toString();
    }

    private static void line(StringBuilder out, String name, Score score) {
        String cut = name.length() > WIDTH ? name.substring(0, WIDTH - 1) + "…" : name;
        out.append(String.format(
                Locale.ROOT,
                "%-" + WIDTH + "s %,10.0f %7s %7s %7s %7s %9s %9s%n",
                cut,
                score.came(),
                number("%.3f", score.wape()),
                number("%.3f", score.wapeOfWeekBefore()),
                number("%.3f", score.wapeOfMean()),
                number("%+.1f %%", 100 * score.bias()),
                number("%.1f %%", 100 * score.coverage()),
                number("%.1f %%", 100 * score.coverageOfBusy())));
    }

    private static String number(String format, double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
    }
}
