package io.bellwether.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.Bellwether;
import io.bellwether.event.SurveyKind;
import io.bellwether.metric.Measurement;
import io.bellwether.metric.Metric;
import io.bellwether.metric.TagCatalogue;
import io.bellwether.quality.Doubt;
import io.bellwether.sla.ClockKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MetricsCommandTest {

    private static final Path DOC = Path.of("docs/metrics.md");
    private static final String BEGIN = "<!-- generated from Metric: begin -->\n";
    private static final String END = "<!-- generated from Metric: end -->\n";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        CommandLine command = Bellwether.commandLine();
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        String[] all = new String[args.length + 1];
        all[0] = "metrics";
        System.arraycopy(args, 0, all, 1, args.length);
        return command.execute(all);
    }

    @Test
    void theDocumentHasTheCatalogueAsItIs() throws IOException {
        String document = Files.readString(DOC);
        assertThat(run("--markdown")).isZero();
        assertThat(document.substring(document.indexOf(BEGIN) + BEGIN.length(), document.indexOf(END)))
                .as("docs/metrics.md: replace what stands between the two marks by ./bellwether metrics --markdown")
                .isEqualTo(out.toString());
    }

    @Test
    void everyMetricIsExplainedInLinesThatFitAScreen() {
        assertThat(run()).isZero();
        List<String> lines = out.toString().lines().toList();
        assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120));
        String words = String.join(" ", lines).replaceAll("\\s+", " ");
        for (Metric metric : Metric.all()) {
            assertThat(words).contains(metric.field() + " ").contains(metric.meaning());
            assertThat(words).contains(metric.formula());
            TagCatalogue.of(metric.measurement())
                    .forEach((tag, says) -> assertThat(words).contains("tag " + tag + ": " + says));
        }
    }

    @Test
    void aPrefixChoosesAndSeveralAdd() throws IOException {
        assertThat(run("--json", "satisfaction.cs", "queue.service")).isZero();
        JsonNode list = new ObjectMapper().readTree(out.toString());
        assertThat(list.findValuesAsText("name"))
                .isEqualTo(Metric.all().stream()
                        .map(Metric::fullName)
                        .filter(name -> name.startsWith("satisfaction.cs") || name.startsWith("queue.service"))
                        .toList())
                .contains("queue.service_level", "satisfaction.csat");
        JsonNode level = list.get(0);
        assertThat(level.get("unit").asText()).isEqualTo("share");
        assertThat(level.get("kind").asText()).isEqualTo("ratio");
        assertThat(level.get("formula").asText()).contains(" / ");
        assertThat(level.get("meaning").asText()).isNotBlank();
        assertThat(list.findValue("tags").isArray()).isTrue();
        assertThat(level.get("tag_values").get("rollup").asText()).contains("joined by a comma");
    }

    /** The values of tags that come of closed sets are those of the sets. */
    @Test
    void tagsOfClosedSetsNameTheirValues() {
        for (ClockKind kind : ClockKind.values()) {
            assertThat(TagCatalogue.of(Measurement.SLA).get("clock"))
                    .containsPattern("\\b" + kind.tags().get(0) + "\\b");
        }
        for (SurveyKind kind : SurveyKind.values()) {
            assertThat(TagCatalogue.of(Measurement.SATISFACTION).get("kind")).containsPattern("\\b" + kind + "\\b");
        }
        for (Doubt doubt : Doubt.values()) {
            assertThat(TagCatalogue.of(Measurement.DOUBT).get("reason"))
                    .containsPattern("\\b" + doubt.tags("CSAT").get(1) + "\\b");
        }
    }

    @Test
    void whatNobodyIsCalledIsRefusedWithWhatIsNear() {
        assertThat(run("quue.service_level")).isEqualTo(2);
        assertThat(err.toString()).contains("'quue.service_level'", "did you mean queue.service_level?");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void oneFormAtATime() {
        assertThat(run("--json", "--markdown")).isEqualTo(2);
        assertThat(err.toString()).contains("mutually exclusive");
    }
}
