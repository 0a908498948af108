package io.bellwether.forecast;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.forecast.ArrivalForecast.Row;
import io.bellwether.forecast.ForecastTrial.Horizon;
import io.bellwether.yaml.Times;
import java.util.List;

/** Forecasts and what they were worth, for programs. */
public final class ForecastJson {

    private static final double ROUND = 1000;

    private ForecastJson() {}

    public static ObjectNode of(ArrivalForecast forecast) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("until", Times.rfc3339(forecast.until()));
        json.put("interval_s", forecast.grid().stepMillis() / 1000.0);
        json.put("zone", forecast.grid().zone().getId());
        notices(json, forecast.notices());
        ArrayNode rows = json.putArray("intervals");
        for (Row row : forecast.rows()) {
            ObjectNode one = rows.addObject();
            one.put("interval_start", Times.rfc3339(row.start()));
            one.put("queue", row.queue());
            number(one, "arrivals", row.arrivals());
            number(one, "p10", row.low());
            number(one, "p50", row.middle());
            number(one, "p90", row.high());
            number(one, "handle_s", row.handleSeconds());
        }
        return json;
    }

    public static ObjectNode of(ForecastTrial test) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("days", test.days());
        notices(json, test.notices());
        ArrayNode horizons = json.putArray("horizons");
        for (Horizon horizon : test.horizons()) {
            ObjectNode one = horizons.addObject();
            one.put("days", horizon.days());
            one.put("origins", horizon.origins());
            score(one.putObject("total"), horizon.total());
            ObjectNode queues = one.putObject("queues");
            horizon.queues().forEach((queue, score) -> score(queues.putObject(queue), score));
        }
        return json;
    }

    private static void score(ObjectNode json, Score score) {
        json.put("arrivals", score.came());
        json.put("intervals", score.intervals());
        number(json, "wape", score.wape());
        number(json, "wape_seasonal_naive", score.wapeOfWeekBefore());
        number(json, "wape_seasonal_mean", score.wapeOfMean());
        number(json, "bias", score.bias());
        number(json, "coverage", score.coverage());
        number(json, "coverage_busy", score.coverageOfBusy());
    }

    private static void notices(ObjectNode json, List<Notice> notices) {
        ArrayNode all = json.putArray("notices");
        for (Notice notice : notices) {
            ObjectNode one = all.addObject();
            one.put("kind", notice.kind().name());
            if (notice.queue() != null) {
                one.put("queue", notice.queue());
            }
            one.put("text", notice.text());
        }
    }

    /** Left out where there is none. */
    private static void number(ObjectNode json, String name, double value) {
        if (!Double.isNaN(value)) {
            json.put(name, Math.round(value * ROUND) / ROUND);
        }
    }
}
