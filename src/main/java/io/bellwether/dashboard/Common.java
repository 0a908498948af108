package io.bellwether.dashboard;

import io.bellwether.metric.Metric;
import io.bellwether.yaml.YamlMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the dashboards share: parts of queries, variables, names.
 *
 * @param names of values of tags, by tag and value
 * @param colours of values and fields that have one, by value and by field
 * @param columns names of columns
 * @param terms names of numbers, by {@code measurement.field}
 * @param meanings what they mean, in Chinese
 */
record Common(
        Map<String, String> parts,
        Map<String, Bilingual> empty,
        Map<String, Map<String, Bilingual>> names,
        Map<String, String> colours,
        Map<String, Variable> variables,
        Map<String, Bilingual> columns,
        Bilingual annotation,
        Bilingual annotationOfRest,
        Bilingual thisQueue,
        Bilingual agentsOfQueue,
        Map<String, Bilingual> terms,
        Map<String, String> meanings) {

    static Common read(Sources sources) {
        YamlMap map = sources.open("common.yaml");
        Map<String, String> colours = new LinkedHashMap<>();
        Map<String, Bilingual> terms = new LinkedHashMap<>();
        Map<String, String> meanings = new LinkedHashMap<>();
        readTerms(sources.open("terms.yaml"), terms, meanings, colours);
        Map<String, String> parts = map.textByName("parts");
        Common common = new Common(
                parts,
                words(map.section("empty")),
                names(map.section("names"), colours),
                colours,
                variables(map.section("variables")),
                words(map.section("columns")),
                Bilingual.required(map, "annotation"),
                Bilingual.required(map, "annotation_of_rest"),
                Bilingual.required(map, "this"),
                Bilingual.required(map, "agents_of"),
                terms,
                meanings);
        map.done();
        return common;
    }

    private static Map<String, Bilingual> words(YamlMap map) {
        Map<String, Bilingual> all = new LinkedHashMap<>();
        map.names().forEach(name -> all.put(name, Bilingual.required(map, name)));
        return all;
    }

    private static Map<String, Map<String, Bilingual>> names(YamlMap map, Map<String, String> colours) {
        Map<String, Map<String, Bilingual>> all = new LinkedHashMap<>();
        for (String tag : map.names()) {
            YamlMap values = map.section(tag);
            Map<String, Bilingual> words = new LinkedHashMap<>();
            for (String value : values.names()) {
                YamlMap texts = values.section(value);
                words.put(value, Bilingual.of(texts));
                if (texts.has("color")) {
                    colours.put(value, texts.text("color", ""));
                }
                texts.done();
            }
            all.put(tag, words);
        }
        return all;
    }

    private static Map<String, Variable> variables(YamlMap map) {
        Map<String, Variable> all = new LinkedHashMap<>();
        map.names().forEach(name -> all.put(name, Variable.read(name, map.section(name))));
        return all;
    }

    private static void readTerms(
            YamlMap map, Map<String, Bilingual> terms, Map<String, String> meanings, Map<String, String> colours) {
        for (String name : map.names()) {
            if (Metric.byFullName(name) == null) {
                map.error(name, "is no number of the catalogue");
            }
            YamlMap term = map.section(name);
            terms.put(name, Bilingual.of(term));
            meanings.put(name, term.required("meaning", "what it means, in Chinese"));
            if (term.has("color")) {
                colours.put(Metric.byFullName(name).field(), term.text("color", ""));
            }
            term.done();
        }
    }

    /** A query with its parts. */
    String whole(String query) {
        String whole = query;
        for (Map.Entry<String, String> part : parts.entrySet()) {
            whole = whole.replace("{" + part.getKey() + "}", part.getValue());
        }
        return whole;
    }

    /** What a number is called in a legend or a column. */
    Bilingual term(Metric metric) {
        Bilingual term = terms.get(metric.fullName());
        if (term == null) {
            throw new IllegalStateException("terms.yaml does not name " + metric.fullName());
        }
        return term;
    }

    /** What numbers mean and what else is to be said. */
    String description(List<Metric> metrics, Bilingual note, BoardLanguage language) {
        StringBuilder text = new StringBuilder();
        for (Metric metric : metrics) {
            text.append(
                    language == BoardLanguage.EN
                            ? metric.fullName() + ": " + metric.meaning()
                            : term(metric).zh() + "（" + metric.fullName() + "）：" + meanings.get(metric.fullName())
                                    + "。");
            text.append('\n');
        }
        return text.append(note.in(language)).toString().strip();
    }
}
