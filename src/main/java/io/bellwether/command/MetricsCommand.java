package io.bellwether.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.bellwether.file.Unusable;
import io.bellwether.metric.Measurement;
import io.bellwether.metric.Metric;
import io.bellwether.metric.TagCatalogue;
import io.bellwether.yaml.Nearest;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bellwether metrics}: the catalogue. What docs/metrics.md has in tables is printed here. */
@Command(
        name = "metrics",
        description = {
            "Explain every number that Bellwether writes: name, unit, kind, formula and meaning, and its tags with their values.",
            "",
            "Formulas are in the names of fields of the same measurement, each summed over the same windows; what is no field is "
                    + "explained behind it, and so is where there is no value. Rules name a metric as it stands here.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  bellwether metrics",
            "  bellwether metrics queue. satisfaction.csat",
            "  bellwether metrics --json sla",
        },
        mixinStandardHelpOptions = true)
public final class MetricsCommand implements Callable<Integer> {

    private static final int WIDTH = 110;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "PREFIX",
            arity = "0..*",
            description = "Only metrics whose name begins so, such as queue. or cases.re. Default: all.")
    private List<String> prefixes = List.of();

    @ArgGroup
    private Form form = new Form();

    /** At most one of these. */
    private static final class Form {
        @Option(names = "--json", description = "Print a JSON list.")
        private boolean json;

        @Option(names = "--markdown", description = "Print the tables of docs/metrics.md.")
        private boolean markdown;
    }

    @Override
    public Integer call() throws IOException, Unusable {
        List<Metric> metrics = chosen();
        PrintWriter out = spec.commandLine().getOut();
        if (form.json) {
            json(metrics, out);
        } else if (form.markdown) {
            out.print(markdown(metrics));
        } else {
            out.print(text(metrics));
        }
        out.flush();
        return 0;
    }

    private List<Metric> chosen() throws Unusable {
        Set<Metric> chosen = new LinkedHashSet<>();
        for (String prefix : prefixes) {
            List<Metric> found = Metric.all().stream()
                    .filter(metric -> metric.fullName().startsWith(prefix))
                    .toList();
            if (found.isEmpty()) {
                throw new Unusable("no metric's name begins with '" + prefix + "'" + Nearest.hint(prefix, names()));
            }
            chosen.addAll(found);
        }
        return prefixes.isEmpty()
                ? Metric.all()
                : Metric.all().stream().filter(chosen::contains).toList();
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Metric metric : Metric.all()) {
            names.add(metric.fullName());
            names.add(metric.measurement().wireName());
        }
        return names;
    }

    /** Measurements of which some are printed, in their order. */
    private static List<Measurement> measurements(List<Metric> metrics) {
        return Arrays.stream(Measurement.values())
                .filter(measurement -> metrics.stream().anyMatch(metric -> metric.measurement() == measurement))
                .toList();
    }

    private static List<Metric> of(Measurement measurement, List<Metric> metrics) {
        return metrics.stream()
                .filter(metric -> metric.measurement() == measurement)
                .toList();
    }

    private static String text(List<Metric> metrics) {
        StringBuilder text = new StringBuilder();
        for (Measurement measurement : measurements(metrics)) {
            text.append(text.isEmpty() ? "" : "\n").append(measurement.wireName());
            if (!measurement.tags().isEmpty()) {
                text.append(", by ").append(String.join(", ", measurement.tags()));
            }
            text.append('\n');
            TagCatalogue.of(measurement).forEach((tag, words) -> wrapped("  tag " + tag + ": ", words, text));
            List<Metric> fields = of(measurement, metrics);
            int name = fields.stream()
                    .mapToInt(metric -> metric.field().length())
                    .max()
                    .orElse(0);
            for (Metric metric : fields) {
                String head = String.format(
                        "  %-" + name + "s  %-7s  %-6s  ", metric.field(), lower(metric.unit()), lower(metric.kind()));
                wrapped(head, metric.meaning(), text);
                wrapped(" ".repeat(head.length()), "= " + metric.formula(), text);
            }
        }
        return text.toString();
    }

    /** Words behind a head, on as many lines as they need. */
    private static void wrapped(String head, String words, StringBuilder text) {
        StringBuilder line = new StringBuilder(head);
        for (String word : words.split(" ", -1)) {
            if (line.length() + word.length() > WIDTH && line.length() > head.length()) {
                text.append(line.toString().stripTrailing()).append('\n');
                line = new StringBuilder(" ".repeat(head.length()));
            }
            line.append(word).append(' ');
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    private static String markdown(List<Metric> metrics) {
        StringBuilder text = new StringBuilder();
        for (Measurement measurement : measurements(metrics)) {
            text.append("\n## ").append(measurement.wireName()).append("\n\n");
            text.append("| tag | what it says |\n|---|---|\n");
            TagCatalogue.of(measurement)
                    .forEach((tag, words) -> text.append(String.format("| `%s` | %s |\n", tag, words)));
            text.append('\n');
            if (measurement.text() != null) {
                text.append("A text beside the numbers: `")
                        .append(measurement.text())
                        .append(
                                "`, the ids of the formulas by which the contacts were judged, such as `F6` or `F1,F6`.\n\n");
            }
            text.append("| field | unit | kind | formula | meaning |\n|---|---|---|---|---|\n");
            for (Metric metric : of(measurement, metrics)) {
                text.append(String.format(
                        "| `%s` | %s | %s | %s | %s |\n",
                        metric.field(),
                        lower(metric.unit()),
                        lower(metric.kind()),
                        metric.formula(),
                        metric.meaning()));
            }
        }
        return text.append('\n').toString();
    }

    private static void json(List<Metric> metrics, PrintWriter out) throws IOException {
        JsonGenerator json = new JsonFactory().createGenerator(out);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.writeStartArray();
        for (Metric metric : metrics) {
            json.writeStartObject();
            json.writeStringField("name", metric.fullName());
            json.writeStringField("unit", lower(metric.unit()));
            json.writeStringField("kind", lower(metric.kind()));
            json.writeStringField("formula", metric.formula());
            json.writeStringField("meaning", metric.meaning());
            json.writeArrayFieldStart("tags");
            for (String tag : metric.measurement().tags()) {
                json.writeString(tag);
            }
            json.writeEndArray();
            json.writeObjectFieldStart("tag_values");
            for (Map.Entry<String, String> tag :
                    TagCatalogue.of(metric.measurement()).entrySet()) {
                json.writeStringField(tag.getKey(), tag.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.close();
        out.println();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
