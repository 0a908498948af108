package io.bellwether.gateway.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JSONPath of names and numbers alone, which nearly all are, taken step by step: the library makes a copy of each value that it
 * finds, which was most of what mapping a payload took.
 */
final class PathSteps {

    private static final Pattern STEP = Pattern.compile("\\['([^'\\[\\]\\\\]*)'\\]|\\[(-?[0-9]{1,9})\\]");

    /**
     * One step.
     *
     * @param name of a field; null where it is an item of a list
     * @param index of the item; from the end where it is below 0
     */
    private record Step(String name, int index) {}

    private final List<Step> steps;

    private PathSteps(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    /**
     * The steps of a path; empty where it has others.
     *
     * @param canonical as the library writes it: {@code $['a'][0]}
     */
    static Optional<PathSteps> of(String canonical) {
        List<Step> steps = new ArrayList<>();
        Matcher next = STEP.matcher(canonical);
        int at = 1;
        while (at < canonical.length()) {
            if (!next.find(at) || next.start() != at) {
                return Optional.empty();
            }
            String index = next.group(2);
            steps.add(new Step(next.group(1), index == null ? 0 : Integer.parseInt(index)));
            at = next.end();
        }
        return Optional.of(new PathSteps(steps));
    }

    /** What is there, be it null as JSON has it; null where nothing is. */
    JsonNode in(JsonNode document) {
        JsonNode at = document;
        for (int i = 0; i < steps.size() && at != null; i++) {
            Step step = steps.get(i);
            if (step.name() != null) {
                at = at.isObject() ? at.get(step.name()) : null;
            } else if (at.isArray()) {
                at = at.get(step.index() < 0 ? at.size() + step.index() : step.index());
            } else {
                at = null;
            }
        }
        return at;
    }
}
