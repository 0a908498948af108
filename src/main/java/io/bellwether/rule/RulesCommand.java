package io.bellwether.rule;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
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
@Command(name = "rules", description = "Work with alert rule files.", mixinStandardHelpOptions = true)
public final class RulesCommand {

    @Spec
    private CommandSpec spec;

    /** Prints every problem of a directory; exit code 1 if one is an error. */
    @Command(
            name = "check",
            description = "Check the rule files of a directory; exits with 1 if one is wrong.",
            mixinStandardHelpOptions = true)
    int check(
            @Parameters(paramLabel = "DIR", description = "Directory of rule files, such as alert-rules.")
                    Path directory,
            @Option(names = "--json", description = "Print one JSON object instead of lines.") boolean json,
            @Option(
                            names = "--dimensions",
                            split = ",",
                            paramLabel = "NAME",
                            description = "Further dimensions of the settings.")
                    List<String> more)
            throws IOException {
        Set<String> dimensions = new TreeSet<>(RuleLint.DIMENSIONS);
        dimensions.addAll(more == null ? List.of() : more);
        List<YamlProblem> problems = RuleLint.check(directory, dimensions);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            print(problems, out);
        } else {
            problems.forEach(out::println);
            long errors = problems.stream().filter(YamlProblem::error).count();
            out.println(errors + " errors, " + (problems.size() - errors) + " warnings");
        }
        out.flush();
        return problems.stream().anyMatch(YamlProblem::error) ? 1 : 0;
    }

    private static void print(List<YamlProblem> problems, PrintWriter out) throws IOException {
        JsonGenerator json = new JsonFactory().createGenerator(out);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.writeStartObject();
        json.writeBooleanField("ok", problems.stream().noneMatch(YamlProblem::error));
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
