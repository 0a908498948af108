package io.bellwether.rule;

import io.bellwether.metric.Metric;
import io.bellwether.yaml.Durations;
import io.bellwether.yaml.Numbers;
import io.bellwether.yaml.YamlMap;

/** Reads {@code forecast} of a rule; what must not be reached are the rule's levels. */
final class ForecastParser {

    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;
    private static final double USUAL_R2 = 0.7;
    private static final int FEWEST_WINDOWS = 10;
    private static final int MOST_WINDOWS = 120;

    private final YamlMap rule;
    private final YamlMap map;
    private final Metric metric;
    private final RuleWindow window;

    ForecastParser(YamlMap rule, Metric metric, RuleWindow window) {
        this.rule = rule;
        this.map = rule.section("forecast");
        this.metric = metric;
        this.window = window;
    }

    /** The condition; where it makes no sense, the complaints are with the map. */
    Forecast parse() {
        map.required("within", "how far ahead to look, such as 2h");
        long within = map.has("within") ? map.positive("within", HOUR) : HOUR;
        if (within > DAY) {
            map.error("within", "must be at most a day: no straight line goes on for longer");
        }
        long over = map.positive("over", HOUR);
        long every = window.everyMillis();
        if (over % every != 0 || over < FEWEST_WINDOWS * every || over > MOST_WINDOWS * every) {
            map.error(
                    "over",
                    "must be a multiple of window.every, which is " + Durations.shortest(every) + ", from "
                            + Durations.shortest(FEWEST_WINDOWS * every) + " to "
                            + Durations.shortest(MOST_WINDOWS * every));
        }
        double minR2 = Numbers.parse(map.text("min_r2", Double.toString(USUAL_R2)));
        if (!(minR2 >= 0 && minR2 <= 1)) {
            map.error("min_r2", "must be a number from 0 to 1, not " + map.text("min_r2", ""));
        }
        map.done();
        return new Forecast(over, within, minR2, new LevelsParser(rule, metric).parse());
    }
}
