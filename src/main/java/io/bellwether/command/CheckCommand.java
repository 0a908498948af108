package io.bellwether.command;

import io.bellwether.file.Finding;
import io.bellwether.file.Unusable;
import io.bellwether.job.RuleFolder;
import io.bellwether.job.StartChecks;
import io.bellwether.notify.Variables;
import io.bellwether.plan.PlanBook;
import io.bellwether.sentiment.TopicBook;
import io.bellwether.settings.KnownSettings;
import io.bellwether.settings.Settings;
import io.bellwether.settings.SettingsException;
import io.bellwether.yaml.YamlException;
import io.bellwether.yaml.YamlProblem;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bellwether check}: what a start would find, without starting. */
@Command(
        name = "check",
        description = {
            "Check everything that a job needs, as its start does, without starting it.",
            "",
            "Settings; rules, policies, holidays and routing, their variables too; the sentiment model; the broker, its "
                    + "topics and rights; the store, its token and buckets. Writes nothing anywhere. Exits with 1 if "
                    + "something would keep the job from starting; a store that is away is a warning.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  bellwether check --config bellwether.yaml",
            "  bellwether check --config bellwether.yaml --offline    asks no server",
            "",
            "Without --config the defaults are checked. Exits with 1 for what run refuses with 2: that it found something is "
                    + "what it was asked for."
        },
        mixinStandardHelpOptions = true)
public final class CheckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private InputOptions options;

    @Option(names = "--offline", description = "Look at files only; ask no server.")
    private boolean offline;

    @Option(names = "--json", description = "Print one JSON object instead of lines.")
    private boolean json;

    @Override
    public Integer call() {
        List<Finding> found = new ArrayList<>();
        KnownSettings known = settings(found);
        if (known != null) {
            look(known, found);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? Findings.json(found) : lines(found));
        out.flush();
        return found.stream().anyMatch(Finding::isError) ? 1 : 0;
    }

    /** What hangs on a variable that is not set is left out, all else is looked at: what is wrong is told in one go. */
    private void look(KnownSettings known, List<Finding> found) {
        Settings settings = known.settings();
        if (isKnown(known, found, "alert_rules", "window", "dimensions")) {
            rules(settings, found);
        }
        if (isKnown(known, found, "sentiment_model", "sentiment_onnx")) {
            model(found);
        }
        if (isKnown(known, found, "topics")) {
            topics(settings, found);
            plan(settings, found);
        }
        if (!offline && isKnown(known, found, "kafka")) {
            found.addAll(StartChecks.broker(settings.kafka()));
        }
        if (!offline && isKnown(known, found, "influx")) {
            found.addAll(StartChecks.store(settings.influx()));
        }
    }

    private static boolean isKnown(KnownSettings known, List<Finding> found, String... sections) {
        if (!known.knows(sections)) {
            found.add(Finding.warning(
                    sections[0], "was not looked at: a variable that it needs is not set, as said above"));
            return false;
        }
        return true;
    }

    private KnownSettings settings(List<Finding> found) {
        try {
            KnownSettings known = options.inputs().known();
            if (known.unset().isEmpty()) {
                found.add(Finding.ok("settings", "every key and value is understood"));
            }
            Stream.of(known.unset(), known.warnings())
                    .flatMap(List::stream)
                    .map(Findings::of)
                    .forEach(found::add);
            return known;
        } catch (SettingsException e) {
            e.problems().stream().map(Findings::of).forEach(found::add);
            return null;
        }
    }

    private void rules(Settings settings, List<Finding> found) {
        Path directory;
        try {
            directory = options.inputs().ruleDirectory();
        } catch (Unusable e) {
            found.add(Finding.error("alert_rules", e.getMessage()));
            return;
        }
        if (directory == null) {
            found.add(
                    Finding.warning("alert_rules", "there is no directory of rules: nothing is promised, nobody told"));
            return;
        }
        RuleFolder folder = RuleFolder.read(directory, settings.ruleContext(), Variables.ofEnvironment(), true);
        folder.problems().stream().map(Findings::of).forEach(found::add);
        if (folder.problems().stream().noneMatch(YamlProblem::error)) {
            found.add(Finding.ok(
                    directory.toString(),
                    folder.rules().rules().size() + " rules, "
                            + folder.policies().policyNames().size() + " policies, "
                            + folder.routing().routes().size() + " routes"));
            if (!folder.routing().note().isEmpty()) {
                found.add(Finding.warning("routing", folder.routing().note()));
            }
            platforms(settings, found);
        }
    }

    private void platforms(Settings settings, List<Finding> found) {
        int named = settings.platforms().names().size();
        try {
            options.inputs().withPlatforms(settings);
            if (named > 0) {
                found.add(Finding.ok("platforms", named + " of them are counted"));
            }
        } catch (YamlException e) {
            e.problems().stream().map(Findings::of).forEach(found::add);
        } catch (Unusable e) {
            found.add(Finding.error("platforms", e.getMessage()));
        }
    }

    private void topics(Settings settings, List<Finding> found) {
        try {
            TopicBook book = options.inputs().withTopics(settings).sentiment().topics();
            found.add(Finding.ok("topics", book.topics().size() + " are counted, version " + book.version()));
        } catch (YamlException e) {
            e.problems().stream().map(Findings::of).forEach(found::add);
        }
    }

    private void plan(Settings settings, List<Finding> found) {
        String file = settings.planning().file();
        if (file.isEmpty()) {
            return;
        }
        try {
            PlanBook book = options.inputs().withPlan(settings).planning().book();
            found.add(Finding.ok(
                    "planning.file", book.queues().size() + " queues are planned, version " + book.version()));
        } catch (Unusable e) {
            found.add(Finding.error("planning.file", e.getMessage()));
        }
    }

    private void model(List<Finding> found) {
        try {
            options.inputs().model();
            found.add(Finding.ok("sentiment_model", "can be read"));
        } catch (Unusable e) {
            found.add(Finding.error("sentiment_model", e.getMessage()));
        }
    }

    private static String lines(List<Finding> found) {
        long errors = found.stream().filter(Finding::isError).count();
        return Findings.lines(found)
                + (errors == 0
                        ? "A job can start with this."
                        : RulesCommand.count(errors, "error") + ": no job would start.");
    }
}
