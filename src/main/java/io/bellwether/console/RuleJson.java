package io.bellwether.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.rule.Absence;
import io.bellwether.rule.Burn;
import io.bellwether.rule.Condition;
import io.bellwether.rule.Forecast;
import io.bellwether.rule.Level;
import io.bellwether.rule.Rule;
import io.bellwether.rule.SeriesRule;
import io.bellwether.rule.Severity;
import io.bellwether.rule.SignalRule;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A rule by its parts, so that a page can say in either language what it asks. */
final class RuleJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RuleJson() {}

    static ObjectNode of(Rule rule) {
        Rule.About about = rule.about();
        ObjectNode json = JSON.createObjectNode();
        json.put("uid", about.uid()).put("title", about.title()).put("owner", about.owner());
        json.put("file", about.file()).put("line", about.line());
        json.put("enabled", about.enabled()).put("shadow", about.shadow());
        json.put("active", rule.active() == null ? "" : rule.active().name());
        if (rule instanceof SeriesRule series) {
            json.put("severity", worst(series.severities()));
            series(json, series);
        } else {
            SignalRule signal = (SignalRule) rule;
            json.put("severity", worst(signal.severities().values()));
            json.put("kind", "signal").put("signal", signal.kind().wireName());
            where(json, signal.where());
            ArrayNode levels = json.putArray("levels");
            new TreeMap<>(signal.severities()).forEach((level, severity) -> levels.addObject()
                    .put("severity", severity.wireName())
                    .put("value", level));
        }
        return json;
    }

    private static String worst(Collection<Severity> all) {
        return all.stream()
                .min(Comparator.naturalOrder())
                .map(Severity::wireName)
                .orElse("");
    }

    private static void where(ObjectNode json, Map<String, List<String>> where) {
        ObjectNode fixed = json.putObject("where");
        new TreeMap<>(where).forEach((name, values) -> fixed.put(name, String.join(", ", values)));
    }

    private static void series(ObjectNode json, SeriesRule rule) {
        json.put("metric", rule.metric().fullName());
        json.put("unit", rule.metric().unit().name().toLowerCase(Locale.ROOT));
        json.put("agg", rule.agg().name().toLowerCase(Locale.ROOT));
        json.put("size_ms", rule.sizeMillis()).put("every_ms", rule.everyMillis());
        json.put("needed", rule.needed()).put("out_of", rule.outOf());
        json.put("no_data", rule.noData().alerts() ? rule.noData().severity().wireName() : "");
        json.put("no_data_ms", rule.noData().afterMillis());
        ArrayNode by = json.putArray("by");
        rule.by().forEach(by::add);
        where(json, rule.where());
        ArrayNode levels = json.putArray("levels");
        for (Level level : rule.levels()) {
            levels.addObject()
                    .put("severity", level.severity().wireName())
                    .put("op", level.op().sign())
                    .put("value", level.value())
                    .put("recover", level.recover())
                    .put("for_ms", level.forMillis());
        }
        condition(json, rule.condition());
    }

    private static void condition(ObjectNode json, Condition condition) {
        if (condition instanceof Absence absence) {
            json.put("kind", "absence").put("for_ms", absence.forMillis());
        } else if (condition instanceof Forecast forecast) {
            json.put("kind", "forecast")
                    .put("over_ms", forecast.overMillis())
                    .put("within_ms", forecast.withinMillis());
        } else if (condition instanceof Burn burn) {
            json.put("kind", "burn").put("objective", burn.objective()).put("period_ms", burn.periodMillis());
            ArrayNode pairs = json.putArray("pairs");
            burn.pairs().forEach(pair -> pairs.addObject()
                    .put("severity", pair.severity().wireName())
                    .put("long_ms", pair.longMillis())
                    .put("short_ms", pair.shortMillis())
                    .put("factor", pair.factor()));
        } else if (condition instanceof Condition.Departure departure) {
            json.put("kind", "departure")
                    .put("side", departure.side().name().toLowerCase(Locale.ROOT))
                    .put("scored", departure.plan().scored());
        } else {
            json.put("kind", "thresholds");
        }
    }
}
