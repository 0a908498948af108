package io.bellwether.dashboard;

import io.bellwether.yaml.YamlMap;
import java.util.List;

/**
 * What can be chosen above a dashboard.
 *
 * @param names the tag whose values it offers, by their names; empty where values have none
 * @param values that it offers, the first one chosen; empty for all that are named
 * @param text what is chosen at first, of a data source, and {@code value} its uid
 * @param regex which data sources are offered, by their names
 */
record Variable(
        String name,
        Kind kind,
        Bilingual label,
        String query,
        String names,
        List<String> values,
        String text,
        String value,
        String regex) {

    enum Kind {
        DATASOURCE,
        /** Values of a tag, of which several or all are chosen. */
        QUERY,
        /** One of a few. */
        CHOICE,
        /** Not chosen: the zone whose days and weeks are meant. */
        ZONE
    }

    static Variable read(String name, YamlMap map) {
        Variable variable = new Variable(
                name,
                Sources.oneOf(map, "kind", Kind.QUERY),
                Bilingual.required(map, "label"),
                map.text("query", ""),
                map.text("names", ""),
                map.words("values"),
                map.text("text", ""),
                map.text("value", ""),
                map.text("regex", ""));
        map.done();
        return variable;
    }
}
