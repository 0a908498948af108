package io.bellwether.dashboard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.metric.Metric;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What series are called: by the names of their numbers and of the values of their tags. */
final class LegendWriter {

    /** Before the name of a tag, in a legend, stands for its value. */
    static final String TAG = "$tag_";

    private final Common common;
    private final BoardLanguage language;

    LegendWriter(Common common, BoardLanguage language) {
        this.common = common;
        this.language = language;
    }

    /** The names of numbers in place of those of fields, and of values in place of tags'. */
    void legends(Panel panel, ArrayNode overrides) {
        Set<String> named = new LinkedHashSet<>();
        for (Query query : panel.queries()) {
            String legend = query.legend().en();
            if (legend.equals(Query.COLUMNS)) {
                for (Metric metric : query.metrics()) {
                    rename(overrides, named, metric.field(), common.term(metric));
                }
            } else if (legend.startsWith(TAG) && common.names().containsKey(legend.substring(TAG.length()))) {
                common.names()
                        .get(legend.substring(TAG.length()))
                        .forEach((value, words) -> rename(overrides, named, value, words));
            }
        }
    }

    /** The same in legends of several tags, of which any combination may come. */
    void parts(Panel panel, ObjectNode json) {
        Set<String> tags = new LinkedHashSet<>();
        for (Query query : panel.queries()) {
            for (String part : query.legend().en().split(" ")) {
                if (part.startsWith(TAG) && !part.equals(query.legend().en())) {
                    tags.add(part.substring(TAG.length()));
                }
            }
        }
        tags.retainAll(common.names().keySet());
        for (String tag : tags) {
            for (Map.Entry<String, Bilingual> name : common.names().get(tag).entrySet()) {
                ObjectNode step = json.withArray("transformations").addObject().put("id", "renameByRegex");
                step.putObject("options")
                        .put("regex", "/(^| )" + name.getKey().replace(".", "\\.") + "(?= |$)/")
                        .put("renamePattern", "$1" + name.getValue().in(language));
            }
        }
    }

    private void rename(ArrayNode overrides, Set<String> named, String field, Bilingual words) {
        if (named.add(field)) {
            ArrayNode properties = Json.override(overrides, field);
            Json.property(properties, "displayName", words.in(language));
            String colour = common.colours().get(field);
            if (colour != null) {
                Json.property(
                        properties, "color", Json.object().put("mode", "fixed").put("fixedColor", colour));
            }
        }
    }
}
