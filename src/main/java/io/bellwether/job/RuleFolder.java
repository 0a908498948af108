package io.bellwether.job;

import io.bellwether.file.Folder;
import io.bellwether.file.Unusable;
import io.bellwether.metric.Measurement;
import io.bellwether.notify.Routing;
import io.bellwether.notify.RoutingContext;
import io.bellwether.notify.RoutingException;
import io.bellwether.notify.Variables;
import io.bellwether.platform.PlatformFolder;
import io.bellwether.rule.RuleAlerts;
import io.bellwether.rule.RuleContext;
import io.bellwether.rule.RuleFileException;
import io.bellwether.rule.RuleLint;
import io.bellwether.rule.RuleSet;
import io.bellwether.rule.RuleTexts;
import io.bellwether.sla.PolicyBook;
import io.bellwether.sla.PolicyException;
import io.bellwether.webhook.DeliveryOperatorFactory;
import io.bellwether.yaml.TextFile;
import io.bellwether.yaml.YamlProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * A directory of rules, policies and routing, read once and whole. What checks it and what runs by it read it here, so that
 * nothing passes the one and is refused by the other.
 *
 * @param rules none where {@code problems} has an error of a rule file
 * @param policies the defaults where there is no policy file, or one with an error
 * @param routing of nobody where there is no routing file, or one with an error; {@link Routing#note()} then says so
 * @param texts of rules and routing, as they were just before they were read
 * @param policyFile where policies are, or would be
 * @param problems all of them; an error is what no job starts with, a warning what works and is unwise
 */
public record RuleFolder(
        Path directory,
        RuleTexts texts,
        RuleSet rules,
        PolicyBook policies,
        Routing routing,
        Path policyFile,
        List<YamlProblem> problems) {

    /** Name of the policy file, without its ending. */
    public static final String POLICIES = "sla-policies";

    /** The policy file under the ending that it usually has. */
    public static final String POLICY_FILE = POLICIES + ".yaml";

    /** Name of the routing file, without its ending. */
    static final String ROUTING = "alert-routing";

    /** The folder of the tests of rules. */
    public static final String TESTS = "tests";

    private static final Set<String> BESIDE = Set.of("ics", "md", "txt");

    public RuleFolder {
        problems = List.copyOf(problems);
    }

    /**
     * Reads a directory.
     *
     * @param context window and dimensions of the settings
     * @param variables what the routing file may name
     * @param needsVariables whether one that is not set is an error
     */
    public static RuleFolder read(Path directory, RuleContext context, Variables variables, boolean needsVariables) {
        if (!Files.isDirectory(directory)) {
            return new RuleFolder(
                    directory,
                    RuleTexts.none(),
                    RuleSet.none(),
                    PolicyBook.defaults(),
                    nobody(directory),
                    directory.resolve(POLICIES),
                    RuleLint.check(directory, context));
        }
        // before all else: who compares them with those of later sees what changed meanwhile, and may see it twice
        RuleTexts texts = RuleTexts.read(directory, new ArrayList<>());
        List<YamlProblem> problems = new ArrayList<>(RuleLint.check(directory, context));
        RuleSet rules = RuleSet.none();
        boolean readable = true;
        try {
            rules = RuleSet.load(directory, context);
        } catch (RuleFileException e) {
            // said by the lint already
            readable = false;
        }
        Path policyFile = file(directory, POLICIES, problems);
        PolicyBook policies = policies(policyFile, context, problems);
        RoutingContext alerts = routingContext(readable, rules, context, needsVariables);
        Routing routing = routing(file(directory, ROUTING, problems), variables, alerts, problems)
                .inShadow(rules.shadow());
        problems.addAll(PlatformFolder.read(directory).problems());
        unread(directory, problems);
        return new RuleFolder(directory, texts, rules, policies, routing, policyFile, problems);
    }

    /**
     * What a routing file beside rules is read against.
     *
     * @param readable whether the rules could be read
     */
    static RoutingContext routingContext(boolean readable, RuleSet rules, RuleContext context, boolean needsVariables) {
        return new RoutingContext(readable ? labels(rules, context) : Set.of(), alerts(rules, context), needsVariables);
    }

    /** Only what stops a job. */
    public List<YamlProblem> errors() {
        return problems.stream().filter(YamlProblem::error).toList();
    }

    /**
     * This folder, where a job can start with it.
     *
     * @throws Unusable with every problem, where one is an error
     */
    public RuleFolder usable() throws Unusable {
        if (!errors().isEmpty()) {
            throw new Unusable(YamlProblem.lines(errors()));
        }
        return this;
    }

    /** The file of that stem; where there is none, what it would be called. */
    public static Path file(Path directory, String stem, List<YamlProblem> problems) {
        Path found = TextFile.find(directory, stem, problems);
        return found == null ? directory.resolve(stem + ".yaml") : found;
    }

    private static PolicyBook policies(Path file, RuleContext context, List<YamlProblem> problems) {
        try {
            return Files.exists(file)
                    ? PolicyBook.load(file, context.agents()).requiring(context.dimensions())
                    : PolicyBook.defaults();
        } catch (PolicyException e) {
            problems.addAll(e.problems());
            return PolicyBook.defaults();
        }
    }

    private static Set<String> labels(RuleSet rules, RuleContext context) {
        Set<String> labels = new TreeSet<>(rules.labels());
        labels.addAll(context.dimensions());
        for (Measurement measurement : Measurement.values()) {
            if (measurement != Measurement.ALERT_EVENTS) {
                labels.addAll(measurement.tags());
            }
        }
        labels.add("agent");
        return labels;
    }

    private static List<RuleAlerts> alerts(RuleSet rules, RuleContext context) {
        return rules.rules().stream()
                .map(rule -> RuleAlerts.of(rule, context.dimensions()))
                .toList();
    }

    private static Routing routing(Path file, Variables variables, RoutingContext context, List<YamlProblem> problems) {
        try {
            Routing routing = Routing.load(file, variables, context, problems);
            DeliveryOperatorFactory.check(routing.resolvable(variables), variables);
            return routing;
        } catch (RoutingException e) {
            problems.addAll(e.problems());
            return nobody(file);
        }
    }

    private static Routing nobody(Path file) {
        return Routing.none(file.toString(), "nobody is told: " + file + " cannot be used");
    }

    /** Whoever puts a file here means something by it. */
    private static void unread(Path directory, List<YamlProblem> problems) {
        try {
            for (Path file : Folder.entries(directory)) {
                String why = whyUnread(file);
                if (!why.isEmpty()) {
                    problems.add(new YamlProblem(file.toString(), 0, 0, "", false, "is not read: " + why));
                }
            }
        } catch (IOException e) {
            problems.add(new YamlProblem(directory.toString(), 0, 0, "", true, "cannot be listed: " + e.getMessage()));
        }
    }

    private static String whyUnread(Path file) throws IOException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.startsWith(".")) {
            return "";
        }
        if (Files.isDirectory(file)) {
            return !name.equals(TESTS) && (TextFile.isYaml(file) || holdsRules(file))
                    ? "files of sub-folders are not; move its rules up, or move it away"
                    : "";
        }
        boolean beside = BESIDE.contains(name.substring(name.lastIndexOf('.') + 1))
                && !name.contains(".yaml.")
                && !name.contains(".yml.");
        return TextFile.isYaml(file) || beside || !Files.isRegularFile(file)
                ? ""
                : "rules are in files that end in .yaml or .yml; rename it, or move it away";
    }

    /** Samples of policies may be kept in a folder of their own; rules there are meant to hold. */
    private static boolean holdsRules(Path directory) throws IOException {
        return Folder.entries(directory).stream()
                .filter(TextFile::isYaml)
                .map(file -> TextFile.read(file, file.toString(), new ArrayList<>()))
                .anyMatch(text -> text != null && text.lines().anyMatch(line -> line.startsWith("rules:")));
    }
}
