package io.bellwether.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.bellwether.file.Unusable;
import io.bellwether.job.RuleFolder;
import io.bellwether.notify.RoutingSchema;
import io.bellwether.notify.Variables;
import io.bellwether.rule.RuleContext;
import io.bellwether.rule.RuleSchema;
import io.bellwether.settings.DimensionNames;
import io.bellwether.settings.Settings;
import io.bellwether.settings.SettingsException;
import io.bellwether.yaml.YamlProblem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bellwether rules}: what can be asked about rule files. */
@Command(
        name = "rules",
        description =
                "Check rules, policies and routing before a job reads them, test rules, try them on history, and ask what is"
                        + " usual.",
        subcommands = {RuleTestCommand.class, BacktestCommand.class, BaselineCommand.class},
        footer = {
            "",
            "Examples:",
            "  bellwether rules check --strict alert-rules",
            "  bellwether rules backtest alert-rules --events week.jsonl.gz",
            "  bellwether rules baseline show --csv waits.csv --zone Europe/Berlin"
        },
        mixinStandardHelpOptions = true)
public final class RulesCommand {

    @Spec
    private CommandSpec spec;

    /** Prints every problem of a directory; exit code 1 if one is an error. */
    @Command(
            name = "check",
            description = {
                "Check a directory of rules, policies and routing as the job would read it; exits with 1 if something"
                        + " is wrong.",
                "",
                "An error is what the job refuses to start with; a warning works and is unwise. A variable that is not"
                        + " set here is no error.",
                ""
            },
            footer = {
                "",
                "Examples:",
                "  bellwether rules check alert-rules",
                "  bellwether rules check alert-rules --config bellwether.yaml",
                "  bellwether rules check alert-rules --dimensions brand,region --strict"
            },
            mixinStandardHelpOptions = true)
    int check(
            @Parameters(paramLabel = "DIR", description = "Directory of rule files, such as alert-rules.")
                    Path directory,
            @Option(
                            names = "--config",
                            paramLabel = "FILE",
                            description =
                                    "Settings, whose window and dimensions rules must keep to. Default: the defaults.")
                    Path config,
            @Option(names = "--json", description = "Print one JSON object instead of lines.") boolean json,
            @Option(names = "--strict", description = "Exit with 1 for warnings, too.") boolean strict,
            @Option(
                            names = "--dimensions",
                            split = ",",
                            paramLabel = "NAME",
                            description = "Further dimensions of the settings.")
                    List<String> more)
            throws IOException, Unusable {
        RuleContext context = context(config, more == null ? List.of() : more);
        RuleFolder folder = RuleFolder.read(directory, context, Variables.ofEnvironment(), false);
        List<YamlProblem> problems = folder.problems();
        String note = folder.errors().isEmpty() ? folder.routing().note() : "";
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            print(problems, note, out);
        } else {
            problems.forEach(out::println);
            if (!note.isEmpty()) {
                out.println("note: " + note);
            }
            long errors = problems.stream().filter(YamlProblem::error).count();
            out.println(count(errors, "error") + ", " + count(problems.size() - errors, "warning"));
        }
        out.flush();
        return problems.stream().anyMatch(problem -> strict || problem.error()) ? 1 : 0;
    }

    /** What a schema is of. */
    enum Kind {
        rules,
        routing
    }

    /** Prints a JSON Schema. */
    @Command(
            name = "schema",
            description = {
                "Print the JSON Schema (draft 2020-12) of rule files or of the routing file, by which an editor completes"
                        + " keys and metrics and marks what is wrong.",
                "",
                "What it cannot say, such as which dimensions your settings have, rules check says.",
                ""
            },
            footer = {
                "",
                "Examples:",
                "  bellwether rules schema > rules.schema.json",
                "  bellwether rules schema --of routing > routing.schema.json"
            },
            mixinStandardHelpOptions = true)
    int schema(
            @Option(
                            names = "--of",
                            paramLabel = "KIND",
                            defaultValue = "rules",
                            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
                    Kind of) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(of == Kind.rules ? RuleSchema.text() : RoutingSchema.text());
        out.flush();
        return 0;
    }

    /** {@code 1 error}, {@code 2 errors}. */
    static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static RuleContext context(Path config, List<String> more) throws Unusable {
        try {
            Settings settings = config == null
                    ? Settings.defaults()
                    : Settings.known(config).needing("window", "dimensions", "agent_ids", "staff");
            Set<String> dimensions = new TreeSet<>(settings.series().dimensions());
            for (String name : more) {
                String problem = DimensionNames.problem(name);
                if (!problem.isEmpty()) {
                    throw new Unusable("--dimensions: " + problem);
                }
                dimensions.add(name);
            }
            return RuleContext.of(
                    settings.series().windowMillis(),
                    dimensions,
                    settings.series().agentIds(),
                    config == null || settings.coaching());
        } catch (SettingsException e) {
            throw new Unusable(e.getMessage());
        }
    }

    private static void print(List<YamlProblem> problems, String note, PrintWriter out) throws IOException {
        JsonGenerator json = new JsonFactory().createGenerator(out);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.writeStartObject();
        json.writeBooleanField("ok", problems.stream().noneMatch(YamlProblem::error));
        if (!note.isEmpty()) {
            json.writeStringField("note", note);
        }
        json.writeArrayFieldStart("problems");
        for (YamlProblem problem : problems) {
            json.writeStartObject();
            json.writeStringField("file", problem.file());
            json.writeNumberField("line", problem.line());
            json.writeNumberField("column", problem.column());
            json.writeStringField("field", problem.field());
            json.writeBooleanField("error", problem.error());
            json.writeStringField("message", problem.message());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.close();
        out.println();
    }
}
