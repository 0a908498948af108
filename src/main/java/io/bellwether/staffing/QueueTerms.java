package io.bellwether.staffing;

import io.bellwether.file.Unusable;
import io.bellwether.yaml.Placeholders;
import io.bellwether.yaml.TextFile;
import io.bellwether.yaml.YamlMap;
import io.bellwether.yaml.YamlProblem;
import io.bellwether.yaml.YamlValue;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The terms of all queues.
 *
 * @param others of queues that are not named
 * @param named by name
 */
public record QueueTerms(ServiceTerms others, Map<String, ServiceTerms> named) implements Serializable {

    public QueueTerms {
        named = Map.copyOf(named);
    }

    /** Terms of all queues alike. */
    public static QueueTerms ofAll(ServiceTerms terms) {
        return new QueueTerms(terms, Map.of());
    }

    /** The terms of a queue. */
    public ServiceTerms of(String queue) {
        return named.getOrDefault(queue, others);
    }

    /**
     * Reads a file of queues: {@code queues: {presale: {target: 80/20, patience: 2m}}}.
     *
     * @param first what holds of all that it does not say
     */
    public static QueueTerms load(Path file, QueueTerms first) throws Unusable {
        List<YamlProblem> problems = new ArrayList<>();
        String text = TextFile.read(file, file.toString(), problems);
        YamlMap root = text == null ? null : YamlMap.root(file.toString(), text, problems, Placeholders::literal);
        QueueTerms terms = root == null ? null : read(root, first);
        if (problems.stream().anyMatch(YamlProblem::error)) {
            throw new Unusable(YamlProblem.lines(problems));
        }
        return terms;
    }

    private static QueueTerms read(YamlMap root, QueueTerms first) {
        YamlMap queues = root.section("queues");
        if (queues.names().isEmpty()) {
            root.error("queues", "names none; write each as in presale: {target: 80/20, handle_time: 5m}");
        }
        Map<String, ServiceTerms> named = new TreeMap<>(first.named());
        named.putAll(named(queues, first));
        QueueTerms terms = new QueueTerms(first.others(), named);
        root.done();
        return terms;
    }

    /** Reads the terms of single queues, which are told by their names. */
    public static Map<String, ServiceTerms> named(YamlMap queues, QueueTerms first) {
        Map<String, ServiceTerms> named = new TreeMap<>();
        for (String queue : List.copyOf(queues.names())) {
            YamlMap map = queues.section(queue);
            named.put(queue, terms(map, first.of(queue)));
            map.done();
        }
        queues.done();
        return named;
    }

    /** Reads what a section says of a queue; other keys are left to the caller. */
    public static ServiceTerms terms(YamlMap map, ServiceTerms others) {
        TermsDraft draft = new TermsDraft(others);
        for (String key : TermsDraft.KEYS) {
            YamlValue value = map.value(key);
            String written = value == null ? null : value.word(null);
            if (written != null) {
                set(draft, key, written, value);
            }
        }
        return draft.terms();
    }

    private static void set(TermsDraft draft, String key, String written, YamlValue value) {
        try {
            draft.set(key, written);
        } catch (IllegalArgumentException e) {
            value.error(e.getMessage());
        }
    }
}
