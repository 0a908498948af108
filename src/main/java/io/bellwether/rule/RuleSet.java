package io.bellwether.rule;

import io.bellwether.file.FileProblem;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Measurement;
import io.bellwether.yaml.Fingerprint;
import io.bellwether.yaml.YamlProblem;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All rules that hold at one time. Immutable; the same files give the same version. */
public final class RuleSet implements Serializable {

    private static final long serialVersionUID = 1;

    /** Files of the rule directory that hold something else. */
    private static final Set<String> NOT_RULES = Set.of("sla-policies.yaml", "alert-routing.yaml");

    private final String version;
    private final List<Rule> rules;

    private RuleSet(String version, List<Rule> rules) {
        this.version = version;
        this.rules = List.copyOf(rules);
    }

    /** The rules of a directory's {@code *.yaml} files, sub-folders aside; none where there is no such directory. */
    public static RuleSet load(Path directory) throws RuleFileException {
        return load(directory, System.getenv());
    }

    static RuleSet load(Path directory, Map<String, String> environment) throws RuleFileException {
        return of(read(directory), environment);
    }

    /** The rules of one file's text. */
    public static RuleSet parse(String fileName, String yaml) throws RuleFileException {
        return of(Map.of(fileName, yaml), System.getenv());
    }

    /** No rules at all. */
    public static RuleSet none() {
        return new RuleSet("none", List.of());
    }

    static RuleSet of(String version, List<? extends Rule> rules) {
        return new RuleSet(version, List.copyOf(rules));
    }

    static RuleSet of(Map<String, String> files, Map<String, String> environment) throws RuleFileException {
        List<YamlProblem> problems = new ArrayList<>();
        List<Rule> rules = new ArrayList<>();
        Map<String, Rule> byUid = new HashMap<>();
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
            text.append(file.getKey()).append('\0').append(file.getValue()).append('\0');
            for (Rule rule : new RuleParser(file.getKey(), environment, problems).parse(file.getValue())) {
                Rule earlier = byUid.putIfAbsent(rule.uid(), rule);
                if (earlier != null) {
                    problems.add(new YamlProblem(
                            rule.about().file(),
                            rule.about().line(),
                            1,
                            "uid",
                            true,
                            "uid " + rule.uid() + " is also used in "
                                    + earlier.about().file() + " line "
                                    + earlier.about().line() + "; give one of them another uid"));
                }
                rules.add(rule);
            }
        }
        if (problems.stream().anyMatch(YamlProblem::error)) {
            throw new RuleFileException(problems);
        }
        return new RuleSet(Fingerprint.hex(text.toString(), 6), rules);
    }

    /** Name and text of the rule files of a directory, by name. */
    static Map<String, String> read(Path directory) {
        Map<String, String> files = new TreeMap<>();
        if (!Files.isDirectory(directory)) {
            return files;
        }
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path file : (Iterable<Path>) entries.sorted()::iterator) {
                String name = file.getFileName().toString();
                if (name.endsWith(".yaml") && !NOT_RULES.contains(name) && Files.isRegularFile(file)) {
                    files.put(name, text(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(FileProblem.of(directory, e));
        }
        return files;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(FileProblem.of(file, e));
        }
    }

    /** First twelve hexadecimal digits of the SHA-256 of the files' names and texts. */
    public String version() {
        return version;
    }

    /** Every rule, disabled ones too, in the order of files and lines. */
    public List<Rule> rules() {
        return rules;
    }

    /**
     * The groupings that enabled series rules read: sorted dimension names, without the measurements' own tags. The
     * topology must roll up each of them, in whatever order of names. {@code agents} and {@code pipeline} are left out:
     * they do not have the configured dimensions, and all their rollups exist.
     */
    public Set<List<String>> rollups() {
        Set<List<String>> rollups = new LinkedHashSet<>();
        for (SeriesRule rule : seriesRules()) {
            Measurement measurement = rule.metric().measurement();
            if (measurement != Measurement.AGENTS && measurement != Measurement.PIPELINE) {
                rollups.add(rule.rollup());
            }
        }
        return rollups;
    }

    /** Those of {@link #rollups} in which an enabled rule reads a level, each with the uid of the first such rule. */
    public Map<List<String>, String> levelRollups() {
        Map<List<String>, String> rollups = new LinkedHashMap<>();
        for (SeriesRule rule : seriesRules()) {
            boolean level =
                    Readout.measures(rule.metric()).stream().anyMatch(measure -> measure.kind() == Measure.Kind.LEVEL);
            if (level && rollups().contains(rule.rollup())) {
                rollups.putIfAbsent(rule.rollup(), rule.uid());
            }
        }
        return rollups;
    }

    /** The levels whose course within windows enabled rules read: their highest value or their mean. */
    public Set<Measure> courses() {
        Set<Measure> courses = EnumSet.noneOf(Measure.class);
        for (SeriesRule rule : seriesRules()) {
            if (rule.agg() == Agg.MAX || rule.agg() == Agg.AVG) {
                courses.addAll(Readout.measures(rule.metric()));
            }
        }
        return courses;
    }

    /** Whether no rule is enabled. */
    public boolean isEmpty() {
        return seriesRules().isEmpty() && signalRules().isEmpty();
    }

    /** The enabled rules on series. */
    List<SeriesRule> seriesRules() {
        return rules.stream()
                .filter(rule -> rule instanceof SeriesRule && rule.about().enabled())
                .map(SeriesRule.class::cast)
                .toList();
    }

    /** The enabled rules on signals. */
    List<SignalRule> signalRules() {
        return rules.stream()
                .filter(rule -> rule instanceof SignalRule && rule.about().enabled())
                .map(SignalRule.class::cast)
                .toList();
    }
}
