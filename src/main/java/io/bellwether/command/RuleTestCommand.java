package io.bellwether.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.alert.AlertLines;
import io.bellwether.alert.Transition;
import io.bellwether.file.FileProblem;
import io.bellwether.file.OutputFile;
import io.bellwether.file.PassingFolder;
import io.bellwether.file.Unusable;
import io.bellwether.job.Inputs;
import io.bellwether.job.RuleFolder;
import io.bellwether.replay.Replay;
import io.bellwether.ruletest.JUnitXml;
import io.bellwether.ruletest.RuleTest;
import io.bellwether.ruletest.RuleTests;
import io.bellwether.settings.Settings;
import io.bellwether.yaml.YamlProblem;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import javax.xml.stream.XMLStreamException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bellwether rules test}: what rules must say of made-up numbers and of histories. */
@Command(
        name = "test",
        description = {
            "Run the tests of rules: DIR/" + RuleFolder.TESTS + "/*.test.yaml.",
            "",
            "A test gives numbers, or events, and says what must fire when. Nothing is started and nobody is told;"
                    + " rules are evaluated as by a live job. Exits with 1 if a test fails.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  bellwether rules test alert-rules",
            "  bellwether rules test alert-rules --run 'chat.*' --junit target/rules.xml"
        },
        mixinStandardHelpOptions = true)
public final class RuleTestCommand implements Callable<Integer> {

    private static final long DAY = 86_400_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Directory of rule files, such as alert-rules.")
    private Path directory;

    @Option(names = "--run", paramLabel = "REGEX", description = "Only tests in whose name this is found.")
    private String run;

    @Option(names = "--junit", paramLabel = "FILE", description = "Write the results as JUnit XML as well.")
    private Path junit;

    @Option(names = "--config", paramLabel = "FILE", description = InputOptions.CONFIG)
    private Path config;

    @Option(names = "--strict", description = "Exit with 1 for rules without a test, too.")
    private boolean strict;

    @Option(names = "--json", description = "Print one JSON object instead of lines.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Inputs inputs = new Inputs(config, directory);
        Settings settings = inputs.fileSettings().forReplay(DAY, null);
        RuleTests tests = tests(inputs);
        Pattern wanted = wanted();
        List<RuleTests.Result> results = new ArrayList<>();
        for (RuleTest test : tests.tests()) {
            if (wanted.matcher(test.name()).find()) {
                results.add(tests.run(test, events -> history(inputs, settings, events)));
            }
        }
        if (results.isEmpty()) {
            throw new Unusable("--run: no test has a name like " + run);
        }
        if (junit != null) {
            write(results);
        }
        List<String> untested = tests.untested();
        if (json) {
            print(results, untested);
        } else {
            report(results, untested);
        }
        boolean failed = results.stream().anyMatch(result -> !result.passed());
        return failed || strict && !untested.isEmpty() ? 1 : 0;
    }

    private RuleTests tests(Inputs inputs) throws Unusable, IOException {
        List<YamlProblem> problems = new ArrayList<>();
        RuleFolder folder = inputs.folder(false);
        RuleTests tests =
                RuleTests.read(directory.resolve(RuleFolder.TESTS), folder.rules(), folder.routing(), problems);
        if (!problems.isEmpty()) {
            throw new Unusable(YamlProblem.lines(problems));
        }
        if (tests.tests().isEmpty()) {
            throw new Unusable(
                    directory.resolve(RuleFolder.TESTS)
                            + ": there is no test, which is a file that ends in .test.yaml; docs/rules.md says what stands in it");
        }
        return tests;
    }

    private Pattern wanted() throws Unusable {
        try {
            return Pattern.compile(run == null ? "" : run);
        } catch (PatternSyntaxException e) {
            throw new Unusable("--run: is no regular expression: " + e.getDescription());
        }
    }

    private List<Transition> history(Inputs inputs, Settings settings, List<Path> events) throws Exception {
        try (PassingFolder folder = PassingFolder.create("bellwether-rules-test-")) {
            Replay replay = new Replay(settings, inputs.rules(), inputs.policies(), inputs.model()).forAlerts();
            new ReplayRun(replay, settings, events, false, false).into(folder.path());
            return AlertLines.read(folder.path().resolve(Replay.ALERTS));
        }
    }

    private void write(List<RuleTests.Result> results) throws FileProblem, XMLStreamException {
        StringWriter xml = new StringWriter();
        JUnitXml.write(results, xml);
        OutputFile.write(junit, xml.toString());
    }

    private void report(List<RuleTests.Result> results, List<String> untested) {
        PrintWriter out = spec.commandLine().getOut();
        String file = "";
        for (RuleTests.Result result : results) {
            if (!result.test().file().equals(file)) {
                file = result.test().file();
                out.println(file);
            }
            out.println(
                    (result.passed() ? "  ok    " : "  FAIL  ") + result.test().name());
            result.failures().forEach(failure -> out.println("        " + failure));
        }
        long failed = results.stream().filter(result -> !result.passed()).count();
        out.println(RulesCommand.count(results.size(), "test") + ", " + failed + " failed");
        if (!untested.isEmpty()) {
            out.println("without a test: " + String.join(", ", untested));
        }
        out.flush();
    }

    private void print(List<RuleTests.Result> results, List<String> untested) {
        ObjectNode root = JSON.createObjectNode();
        root.put("ok", results.stream().allMatch(RuleTests.Result::passed));
        ArrayNode tests = root.putArray("tests");
        for (RuleTests.Result result : results) {
            ObjectNode test = tests.addObject();
            test.put("file", result.test().file()).put("line", result.test().line());
            test.put("name", result.test().name()).put("passed", result.passed());
            result.failures().forEach(test.putArray("failures")::add);
        }
        untested.forEach(root.putArray("untested")::add);
        spec.commandLine().getOut().println(root);
        spec.commandLine().getOut().flush();
    }
}
