package io.bellwether.rule;

import io.bellwether.file.Folder;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Measurement;
import io.bellwether.metric.Windowing;
import io.bellwether.yaml.CanonicalYaml;
import io.bellwether.yaml.Fingerprint;
import io.bellwether.yaml.TextFile;
import io.bellwether.yaml.YamlProblem;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All rules that hold at one time. Immutable; files that say the same give the same version, in every release. */
public final class RuleSet implements Serializable {

    private static final long serialVersionUID = 1;

    private final String version;
    private final List<Rule> rules;

    private RuleSet(String version, List<Rule> rules) {
        this.version = version;
        this.rules = List.copyOf(rules);
    }

    /**
     * The rules of a directory's {@code .yaml} and {@code .yml} files, in whatever case they are spelled; sub-folders and
     * hidden files aside. None where there is no such directory.
     */
    public static RuleSet load(Path directory, RuleContext context) throws RuleFileException {
        List<YamlProblem> problems = new ArrayList<>();
        Map<String, String> files = read(directory, problems);
        return of(files, parse(files, context.in(directory), problems), problems);
    }

    /** The rules of a directory, read against panes of ten seconds and the dimensions that every event has. */
    public static RuleSet load(Path directory) throws RuleFileException {
        return load(directory, RuleContext.usual(System.getenv()));
    }

    /** The rules of one file's text, read against panes of ten seconds and the dimensions that every event has. */
    public static RuleSet parse(String fileName, String yaml) throws RuleFileException {
        return of(Map.of(fileName, yaml), System.getenv());
    }

    /** No rules at all. */
    public static RuleSet none() {
        return new RuleSet("none", List.of());
    }

    public static RuleSet of(String version, List<? extends Rule> rules) {
        return new RuleSet(version, List.copyOf(rules));
    }

    public static RuleSet of(Map<String, String> files, Map<String, String> environment) throws RuleFileException {
        List<YamlProblem> problems = new ArrayList<>();
        return of(files, parse(files, RuleContext.usual(environment), problems), problems);
    }

    /** Of files that were parsed without complaint. */
    static RuleSet of(Map<String, String> files, List<Rule> rules) {
        return new RuleSet(version(files.values(), rules), rules);
    }

    private static RuleSet of(Map<String, String> files, List<Rule> rules, List<YamlProblem> problems)
            throws RuleFileException {
        if (problems.stream().anyMatch(YamlProblem::error)) {
            throw new RuleFileException(problems);
        }
        return of(files, rules);
    }

    /** What the files say and not how: neither their names nor their layout, nor what this version makes of them. */
    private static String version(Collection<String> texts, List<Rule> rules) {
        Stream<String> files = texts.stream().map(CanonicalYaml::of).sorted();
        String all = Stream.concat(files, hours(rules)).collect(Collectors.joining("\n"));
        return Fingerprint.hex(all, 6);
    }

    /** The uids of rules whose alerts nobody is told of. */
    public Set<String> shadow() {
        return rules.stream()
                .filter(rule -> rule.about().shadow())
                .map(Rule::uid)
                .collect(Collectors.toSet());
    }

    /** What the rules take from the routing file. */
    private static Stream<String> hours(List<Rule> rules) {
        return rules.stream()
                .map(Rule::active)
                .filter(Objects::nonNull)
                .map(interval -> interval.name() + " " + interval.text())
                .distinct()
                .sorted();
    }

    /** Every rule that can be read; what cannot is complained about. */
    static List<Rule> parse(Map<String, String> files, RuleContext context, List<YamlProblem> problems) {
        List<Rule> rules = new ArrayList<>();
        Map<String, Rule> byUid = new HashMap<>();
        for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
            for (Rule rule : new RuleParser(file.getKey(), context, problems).parse(file.getValue())) {
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
        return rules;
    }

    /** Name and text of the rule files of a directory, by name; a file that cannot be read is complained about. */
    static Map<String, String> read(Path directory, List<YamlProblem> problems) {
        Map<String, String> files = new TreeMap<>();
        if (!Files.isDirectory(directory)) {
            return files;
        }
        try {
            for (Path file : Folder.entries(directory)) {
                if (TextFile.isYaml(file) && !RuleParser.isOtherKind(TextFile.stem(file)) && !Files.isDirectory(file)) {
                    String name = file.getFileName().toString();
                    String text = TextFile.read(file, name, problems);
                    if (text != null) {
                        files.put(name, text);
                    }
                }
            }
        } catch (IOException e) {
            problems.add(new YamlProblem(directory.toString(), 0, 0, "", true, "cannot be listed: " + e.getMessage()));
        }
        return files;
    }

    /**
     * First twelve hexadecimal digits of the SHA-256 of what the files say. Comments, layout, names of files and the order of
     * keys do not count; each value counts as it is written.
     */
    public String version() {
        return version;
    }

    /** Every rule, disabled ones too, in the order of files and lines. */
    public List<Rule> rules() {
        return rules;
    }

    /**
     * The groupings that enabled series rules and their drivers read: sorted dimension names, without the measurements' own tags. The
     * topology must roll up each of them, in whatever order of names. {@code agents} and {@code pipeline} are left out:
     * they do not have the configured dimensions, and all their rollups exist.
     */
    public Set<List<String>> rollups() {
        Set<List<String>> rollups = new LinkedHashSet<>();
        for (SeriesRule rule : seriesRules()) {
            Measurement measurement = rule.metric().measurement();
            if (Windowing.ownRollups(measurement).isEmpty()) {
                rollups.add(rule.rollup());
            }
            rule.drivers().forEach(driver -> rollups.add(rule.rollupOf(driver)));
        }
        return rollups;
    }

    /** Those of {@link #rollups} in which an enabled rule reads a level, each with the uid of the first such rule. */
    public Map<List<String>, String> levelRollups() {
        Map<List<String>, String> rollups = new LinkedHashMap<>();
        for (SeriesRule rule : seriesRules()) {
            boolean level = rule.measures().stream().anyMatch(measure -> measure.kind() == Measure.Kind.LEVEL);
            if (level && rollups().contains(rule.rollup())) {
                rollups.putIfAbsent(rule.rollup(), rule.uid());
            }
        }
        return rollups;
    }

    /** The labels that alerts of its rules can have beside dimensions of the settings, disabled rules' too. */
    public Set<String> labels() {
        Set<String> labels = new TreeSet<>();
        for (Rule rule : rules) {
            labels.addAll(rule.about().labels().keySet());
            if (rule instanceof SeriesRule series) {
                labels.addAll(series.by());
                labels.addAll(series.where().keySet());
            } else {
                labels.add(RuleAlerts.ownLabel(((SignalRule) rule).kind()));
            }
        }
        return labels;
    }

    /** The levels whose course within windows enabled rules read: their highest value or their mean. */
    public Set<Measure> courses() {
        Set<Measure> courses = EnumSet.noneOf(Measure.class);
        for (SeriesRule rule : seriesRules()) {
            if (rule.agg() == Agg.MAX || rule.agg() == Agg.AVG) {
                courses.addAll(rule.metric().measures());
            }
        }
        return courses;
    }

    /** Whether no rule is enabled. */
    public boolean isEmpty() {
        return seriesRules().isEmpty() && signalRules().isEmpty();
    }

    /** The enabled rules on series. */
    public List<SeriesRule> seriesRules() {
        return rules.stream()
                .filter(rule -> rule instanceof SeriesRule && rule.about().enabled())
                .map(SeriesRule.class::cast)
                .toList();
    }

    /** The enabled rules on signals. */
    public List<SignalRule> signalRules() {
        return rules.stream()
                .filter(rule -> rule instanceof SignalRule && rule.about().enabled())
                .map(SignalRule.class::cast)
                .toList();
    }
}
