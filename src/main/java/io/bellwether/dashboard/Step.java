package io.bellwether.dashboard;

import io.bellwether.yaml.YamlMap;
import java.util.ArrayList;
import java.util.List;

/**
 * A threshold.
 *
 * @param from where it begins, null for below all others
 * @param state what it means in a word, since colour alone tells not everybody; may be empty
 */
record Step(Double from, String colour, Bilingual state) {

    /** A list of {@code {color: …, from: …, say: {…}}}, the first without {@code from}. */
    static List<Step> list(YamlMap map, String key) {
        List<Step> steps = new ArrayList<>();
        for (YamlMap step : map.maps(key)) {
            String from = step.text("from", "");
            if (from.isEmpty() != steps.isEmpty()) {
                step.error("from", "only the first step has none");
            }
            steps.add(new Step(
                    from.isEmpty() ? null : Double.valueOf(from),
                    step.required("color", "a colour of Grafana, such as red"),
                    Bilingual.of(step, "say")));
            step.done();
        }
        return steps;
    }
}
