package io.bellwether.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.metric.Measurement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An InfluxQL query of a dashboard: where it stands and what it names. The dashboards quote every identifier, so that
 * names can be read without a parser.
 */
record DashboardQuery(String where, String text) {

    private static final Pattern FROM = Pattern.compile("FROM (\"\\w+\"(?:, \"\\w+\")*)");
    private static final Pattern ALIAS = Pattern.compile("AS \"(\\w+)\"");
    private static final Pattern QUOTED = Pattern.compile("\"(\\w+)\"");
    private static final Pattern ROLLUP = Pattern.compile("\"rollup\" = '([^']*)'");
    private static final Pattern SUMMED = Pattern.compile("sum\\(\"(\\w+)\"\\)");

    /** Panels' targets, variables and annotations of one dashboard. */
    static List<DashboardQuery> of(JsonNode dashboard) {
        List<DashboardQuery> queries = new ArrayList<>();
        for (JsonNode panel : panels(dashboard)) {
            for (JsonNode target : panel.path("targets")) {
                queries.add(new DashboardQuery(
                        panel.get("title").asText(), target.get("query").asText()));
            }
        }
        for (JsonNode variable : dashboard.get("templating").get("list")) {
            if (variable.get("type").asText().equals("query")) {
                queries.add(new DashboardQuery(
                        "variable " + variable.get("name").asText(),
                        variable.get("query").asText()));
            }
        }
        for (JsonNode annotation : dashboard.get("annotations").get("list")) {
            queries.add(new DashboardQuery(
                    "annotation " + annotation.get("name").asText(),
                    annotation.get("query").asText()));
        }
        return queries;
    }

    /** All panels that show something, those in collapsed rows too. */
    static List<JsonNode> panels(JsonNode dashboard) {
        List<JsonNode> panels = new ArrayList<>();
        for (JsonNode panel : dashboard.get("panels")) {
            if (panel.get("type").asText().equals("row")) {
                panel.path("panels").forEach(panels::add);
            } else {
                panels.add(panel);
            }
        }
        return panels;
    }

    /** The measurements that it reads: one, but for what a variable offers. */
    Set<String> measurements() {
        Set<String> names = new LinkedHashSet<>();
        matches(FROM).forEach(list -> names.addAll(matches(QUOTED, list)));
        return names;
    }

    /** The one measurement that it reads; null where that is none of the catalogue. */
    Measurement measurement() {
        for (Measurement measurement : Measurement.values()) {
            if (measurements().contains(measurement.wireName())) {
                return measurement;
            }
        }
        return null;
    }

    /** Whether it reads numbers of the catalogue, not the history of alerts or of who was told. */
    boolean readsNumbers() {
        return measurement() != null && measurement() != Measurement.ALERT_EVENTS;
    }

    /** The values that it pins tag {@code rollup} to. */
    Set<String> rollups() {
        return matches(ROLLUP);
    }

    Set<String> aliases() {
        return matches(ALIAS);
    }

    /** Tags and fields of the store: every quoted name but the measurement and the query's own aliases. */
    Set<String> names() {
        Set<String> names = matches(QUOTED);
        names.removeAll(measurements());
        names.removeAll(aliases());
        names.addAll(fieldsBehindAliases());
        return names;
    }

    /** Names in the innermost select, where an alias cannot yet stand for anything. */
    private Set<String> fieldsBehindAliases() {
        return matches(QUOTED, ALIAS.matcher(innermostColumns()).replaceAll(""));
    }

    /** What the outermost select gives out: of each column its alias, or else the names in it. */
    Set<String> outputs() {
        Set<String> outputs = new LinkedHashSet<>();
        for (String column : text.substring(0, text.indexOf(" FROM ")).split(", ")) {
            Set<String> alias = matches(ALIAS, column);
            outputs.addAll(alias.isEmpty() ? matches(QUOTED, column) : alias);
        }
        return outputs;
    }

    /** Fields summed as they are stored. */
    Set<String> summedFields() {
        return matches(SUMMED, innermostColumns());
    }

    private String innermostColumns() {
        if (!text.startsWith("SELECT")) {
            return "";
        }
        String innermost = text.substring(text.lastIndexOf("SELECT"));
        return innermost.substring(0, innermost.indexOf(" FROM "));
    }

    /** Whether a tag is pinned to a value or every value of it has its own series. */
    boolean separates(String tag) {
        return text.contains("\"" + tag + "\" = '")
                || Pattern.compile("GROUP BY [^)]*\"" + tag + "\"")
                        .matcher(text)
                        .find();
    }

    private Set<String> matches(Pattern pattern) {
        return matches(pattern, text);
    }

    private static Set<String> matches(Pattern pattern, String in) {
        Set<String> found = new LinkedHashSet<>();
        Matcher matcher = pattern.matcher(in);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
