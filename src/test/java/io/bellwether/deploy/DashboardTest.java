package io.bellwether.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.metric.Measurement;
import io.bellwether.metric.Metric;
import io.bellwether.metric.Windowing;
import io.bellwether.sla.ClockKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Dashboards name nothing that the store does not have, read each number from one rollup, and say what each tile means. */
class DashboardTest {

    /** Fields of the alert history, design section 6; they come from transitions, not from metrics. */
    private static final Set<String> ALERT_FIELDS =
            Set.of("alert_id", "title", "text", "value", "threshold", "usual", "starts_at", "end_ms", "reason");

    /** Their points hold sums over these tags' values only by mistake. */
    private static final Set<Measurement> NEVER_MIXED =
            Set.of(Measurement.SLA, Measurement.SENTIMENT, Measurement.SATISFACTION);

    /** 1080 pixels less Grafana's own bar, at 38 pixels a row. */
    private static final int SCREEN_ROWS = 26;

    @TestFactory
    Stream<DynamicTest> dashboards() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(Path.of("dashboards"))) {
            files = all.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        assertThat(files).isNotEmpty();
        return files.stream().flatMap(DashboardTest::tests);
    }

    private static Stream<DynamicTest> tests(Path file) {
        return Stream.of(
                test(file, "is provisionable", DashboardTest::isProvisionable),
                test(file, "names the schema", DashboardTest::namesTheSchema),
                test(file, "pins the rollup", DashboardTest::pinsTheRollup),
                test(file, "offers every clock", DashboardTest::offersEveryClock),
                test(file, "mixes nothing", DashboardTest::mixesNothing),
                test(file, "explains every panel", DashboardTest::explainsEveryPanel),
                test(file, "units fit the metrics", DashboardTest::unitsFit),
                test(file, "fits the screen", DashboardTest::fitsTheScreen));
    }

    private interface Check {
        void check(JsonNode dashboard) throws IOException;
    }

    private static DynamicTest test(Path file, String name, Check check) {
        return DynamicTest.dynamicTest(
                file.getFileName() + " " + name, () -> check.check(Deployment.JSON.readTree(file.toFile())));
    }

    private static void isProvisionable(JsonNode dashboard) {
        assertThat(dashboard.get("id").isNull()).as("id null").isTrue();
        assertThat(dashboard.get("uid").asText()).matches("bellwether-[a-z-]{1,29}");
        assertThat(dashboard.get("schemaVersion").asInt()).isBetween(39, 41);
        assertThat(dashboard.get("version").asInt()).isEqualTo(1);
        assertThat(dashboard.get("editable").asBoolean()).isFalse();
        assertThat(dashboard.has("__inputs")).isFalse();
        JsonNode source = dashboard.get("templating").get("list").get(0);
        assertThat(source.get("type").asText()).isEqualTo("datasource");
        assertThat(source.get("name").asText()).isEqualTo("datasource");
        assertThat(source.get("query").asText()).isEqualTo("influxdb");
        for (JsonNode variable : dashboard.get("templating").get("list")) {
            if (variable.get("type").asText().equals("query")) {
                assertThat(variable.get("refresh").asInt())
                        .as("on time range change")
                        .isEqualTo(2);
                assertThat(variable.get("allValue").asText()).isEqualTo(".*");
            }
        }
    }

    private static void namesTheSchema(JsonNode dashboard) throws IOException {
        for (DashboardQuery query : DashboardQuery.of(dashboard)) {
            Set<String> known = new TreeSet<>(query.measurement().tags());
            known.add("rollup");
            known.addAll(dimensions());
            known.addAll(Windowing.dimensions(query.measurement(), List.of()));
            known.addAll(fields(query.measurement()));
            assertThat(known).as("%s: %s", query.where(), query.text()).containsAll(query.names());
        }
    }

    private static Set<String> fields(Measurement measurement) {
        if (measurement == Measurement.ALERT_EVENTS) {
            return ALERT_FIELDS;
        }
        Set<String> fields = new TreeSet<>();
        for (Metric metric : Metric.all()) {
            if (metric.measurement() == measurement) {
                fields.add(metric.field());
            }
        }
        return fields;
    }

    /** Every number is stored once a rollup, so that a query without one would count it several times. */
    private static void pinsTheRollup(JsonNode dashboard) throws IOException {
        for (DashboardQuery query : DashboardQuery.of(dashboard)) {
            if (query.measurement() == Measurement.ALERT_EVENTS) {
                continue; // one point a transition, in no rollup
            }
            assertThat(query.rollups()).as(query.where()).hasSize(1);
            String rollup = query.rollups().iterator().next();
            Set<String> written =
                    switch (query.measurement()) {
                        case AGENTS -> Set.of("all", "agent", "queue");
                        case AWAY -> Set.of("reason", "queue,reason");
                        case COACHING -> Set.of("agent");
                        default -> rollups();
                    };
            assertThat(written).as(query.where()).contains(rollup);
            Set<String> used = new HashSet<>(query.names());
            used.retainAll(dimensions());
            assertThat(Set.of(rollup.split(","))).as(query.where()).containsAll(used);
        }
    }

    /** A link of an alert may name any of them. */
    private static void offersEveryClock(JsonNode dashboard) {
        for (JsonNode variable : dashboard.get("templating").get("list")) {
            if (variable.get("name").asText().equals("clock")) {
                assertThat(variable.get("query").asText().split(",")).containsExactlyElementsOf(ClockKind.wireNames());
                assertThat(variable.get("options"))
                        .extracting(option -> option.get("value").asText())
                        .containsExactlyElementsOf(ClockKind.wireNames());
            }
        }
    }

    private static void mixesNothing(JsonNode dashboard) {
        for (DashboardQuery query : DashboardQuery.of(dashboard)) {
            if (NEVER_MIXED.contains(query.measurement())) {
                assertThat(query.measurement().tags()).as(query.where()).allMatch(query::separates);
            }
            for (String field : query.summedFields()) {
                Metric metric = metric(query, field);
                assertThat(metric.kind() == Metric.Kind.COUNT || metric.field().equals("count"))
                        .as("%s: %s can be added over time", query.where(), metric.fullName())
                        .isTrue();
            }
        }
    }

    private static void explainsEveryPanel(JsonNode dashboard) {
        for (JsonNode panel : DashboardQuery.panels(dashboard)) {
            String title = panel.get("title").asText();
            assertThat(title).isNotBlank();
            String description = panel.path("description").asText();
            assertThat(description).as(title).isNotBlank();
            assertThat(panel.get("datasource").get("uid").asText()).as(title).isEqualTo("${datasource}");
            assertThat(panel.get("targets")).as(title).isNotEmpty();
            for (JsonNode target : panel.get("targets")) {
                assertThat(target.get("datasource").get("uid").asText())
                        .as(title)
                        .isEqualTo("${datasource}");
                for (Metric metric :
                        shown(new DashboardQuery(title, target.get("query").asText()))) {
                    assertThat(description).as(title).contains(metric.meaning());
                }
            }
        }
    }

    private static void unitsFit(JsonNode dashboard) {
        for (JsonNode panel : DashboardQuery.panels(dashboard)) {
            String title = panel.get("title").asText();
            String unit =
                    panel.path("fieldConfig").path("defaults").path("unit").asText();
            assertThat(unit).as(title).isNotBlank();
            if (unit.equals("dateTimeFromNow") || panel.get("type").asText().equals("table")) {
                continue; // shows a time, or columns with units of their own
            }
            for (JsonNode target : panel.get("targets")) {
                for (Metric metric :
                        shown(new DashboardQuery(title, target.get("query").asText()))) {
                    assertThat(units(metric.unit())).as("%s: %s", title, metric).contains(unit);
                }
            }
        }
    }

    private static Set<String> units(Metric.Unit unit) {
        return switch (unit) {
            case NUMBER -> Set.of("short", "eps");
            case SECONDS -> Set.of("s", "dtdurations");
            case SHARE -> Set.of("percentunit");
            case TIMES, SCORE, POINTS -> Set.of("none");
        };
    }

    private static void fitsTheScreen(JsonNode dashboard) {
        for (JsonNode panel : dashboard.get("panels")) {
            JsonNode place = panel.get("gridPos");
            boolean row = panel.get("type").asText().equals("row");
            assertThat(row || place.get("y").asInt() + place.get("h").asInt() <= SCREEN_ROWS)
                    .as("%s is on the first screen", panel.get("title"))
                    .isTrue();
        }
    }

    private static List<Metric> shown(DashboardQuery query) {
        List<Metric> shown = new ArrayList<>();
        for (String output : query.outputs()) {
            Metric metric = metric(query, output);
            if (metric != null) {
                shown.add(metric);
            }
        }
        if (query.measurement() != Measurement.ALERT_EVENTS) {
            assertThat(shown)
                    .as("%s shows metrics of the catalogue", query.where())
                    .isNotEmpty();
        }
        return shown;
    }

    private static Metric metric(DashboardQuery query, String field) {
        return Metric.byFullName(query.measurement().wireName() + "." + field);
    }

    private static Set<String> dimensions() throws IOException {
        Set<String> names = new TreeSet<>();
        Deployment.yaml("bellwether.yaml").get("dimensions").forEach(name -> names.add(name.asText()));
        return names;
    }

    private static Set<String> rollups() throws IOException {
        Set<String> names = new TreeSet<>();
        for (JsonNode rollup : Deployment.yaml("bellwether.yaml").get("rollups")) {
            List<String> parts = new ArrayList<>();
            rollup.forEach(part -> parts.add(part.asText()));
            names.add(parts.isEmpty() ? "all" : String.join(",", parts));
        }
        return names;
    }
}
