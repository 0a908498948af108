package io.bellwether.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.metric.Measurement;
import io.bellwether.metric.Metric;
import io.bellwether.sla.ClockKind;
import java.io.IOException;
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

    /** What docs/influxdb.md says of who was told. */
    private static final Set<String> NOTIFICATION_NAMES = Set.of(
            "receiver",
            "decision",
            "rule",
            "severity",
            "alert_id",
            "transition",
            "reason",
            "by",
            "group_key",
            "seq",
            "starts_at",
            "at_ms");

    /** Their points hold sums over these tags' values only by mistake. */
    private static final Set<Measurement> NEVER_MIXED =
            Set.of(Measurement.SLA, Measurement.SENTIMENT, Measurement.SATISFACTION);

    /** Contacts that a plan expects of an interval, and what it missed: they add up, though they are no whole numbers. */
    private static final Set<String> OF_PLANS =
            Set.of("plan_interval.arrivals", "plan_interval.error", "plan_interval.error_abs");

    /** What queries compute of several numbers; their panels explain these. */
    private static final Set<String> COMPUTED = Set.of("burn", "wape", "bias");

    /** 1080 pixels less Grafana's own bar, at 38 pixels a row. */
    private static final int SCREEN_ROWS = 26;

    @TestFactory
    Stream<DynamicTest> dashboards() throws IOException {
        assertThat(Boards.all()).hasSize(20);
        return Boards.all().entrySet().stream().flatMap(board -> tests(board.getKey(), board.getValue()));
    }

    private static Stream<DynamicTest> tests(String file, JsonNode board) {
        return Stream.of(
                test(file, board, "is provisionable", DashboardTest::isProvisionable),
                test(file, board, "names the schema", DashboardTest::namesTheSchema),
                test(file, board, "pins the rollup", DashboardTest::pinsTheRollup),
                test(file, board, "offers every clock", DashboardTest::offersEveryClock),
                test(file, board, "mixes nothing", DashboardTest::mixesNothing),
                test(file, board, "explains every panel", DashboardTest::explainsEveryPanel),
                test(file, board, "says what is missing", DashboardTest::saysWhatIsMissing),
                test(file, board, "units fit the metrics", DashboardTest::unitsFit),
                test(file, board, "fits the screen", DashboardTest::fitsTheScreen));
    }

    private interface Check {
        void check(JsonNode dashboard) throws IOException;
    }

    private static DynamicTest test(String file, JsonNode board, String name, Check check) {
        return DynamicTest.dynamicTest(file + " " + name, () -> check.check(board));
    }

    private static void isProvisionable(JsonNode dashboard) {
        assertThat(dashboard.get("id").isNull()).as("id null").isTrue();
        assertThat(dashboard.get("uid").asText()).matches("bellwether-[a-z-]{1,29}");
        assertThat(dashboard.get("schemaVersion").asInt()).isEqualTo(41);
        assertThat(dashboard.get("version").asInt()).isEqualTo(1);
        assertThat(dashboard.get("editable").asBoolean()).isFalse();
        assertThat(dashboard.has("__inputs")).isFalse();
        JsonNode source = dashboard.get("templating").get("list").get(0);
        assertThat(source.get("type").asText()).isEqualTo("datasource");
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
            Set<String> known = new TreeSet<>(dimensions());
            for (String measurement : query.measurements()) {
                known.addAll(names(measurement));
            }
            assertThat(known).as("%s: %s", query.where(), query.text()).containsAll(query.names());
        }
    }

    /** Tags and fields. */
    private static Set<String> names(String measurement) throws IOException {
        if (measurement.equals("notifications")) {
            return NOTIFICATION_NAMES;
        }
        for (Measurement one : Measurement.values()) {
            if (one.wireName().equals(measurement)) {
                Set<String> names = new TreeSet<>(one.allTags(List.copyOf(dimensions())));
                names.addAll(fields(one));
                return names;
            }
        }
        throw new AssertionError("nobody writes a measurement " + measurement);
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
            if (!query.readsNumbers()) {
                continue; // one point a transition or decision, in no rollup
            }
            assertThat(query.rollups()).as(query.where()).hasSize(1);
            String rollup = query.rollups().iterator().next();
            Set<String> written =
                    switch (query.measurement()) {
                        case AGENTS -> Set.of("all", "agent", "queue");
                        case AWAY -> Set.of("reason", "queue,reason");
                        case COACHING -> Set.of("agent");
                        case PLATFORM -> Set.of("all", "brand");
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
                assertThat(variable.get("query").asText().split(","))
                        .extracting(choice -> choice.substring(choice.lastIndexOf(' ') + 1))
                        .containsExactlyElementsOf(ClockKind.wireNames());
                assertThat(variable.get("options"))
                        .extracting(option -> option.get("value").asText())
                        .containsExactlyElementsOf(ClockKind.wireNames());
            }
        }
    }

    private static void mixesNothing(JsonNode dashboard) {
        for (DashboardQuery query : DashboardQuery.of(dashboard)) {
            if (!query.readsNumbers()) {
                continue;
            }
            if (NEVER_MIXED.contains(query.measurement())) {
                assertThat(query.measurement().tags()).as(query.where()).allMatch(query::separates);
            }
            for (String field : query.summedFields()) {
                Metric metric = metric(query, field);
                assertThat(metric.kind() == Metric.Kind.COUNT
                                || metric.kind() == Metric.Kind.TIMING && metric.unit() == Metric.Unit.NUMBER
                                || OF_PLANS.contains(metric.fullName()))
                        .as("%s: %s can be added over time", query.where(), metric.fullName())
                        .isTrue();
            }
        }
    }

    private static void explainsEveryPanel(JsonNode dashboard) {
        String source = "${"
                + dashboard.get("templating").get("list").get(0).get("name").asText() + "}";
        for (JsonNode panel : DashboardQuery.panels(dashboard)) {
            String title = panel.get("title").asText();
            assertThat(title).isNotBlank();
            String description = panel.path("description").asText();
            assertThat(description).as(title).isNotBlank();
            assertThat(panel.get("datasource").get("uid").asText()).as(title).isEqualTo(source);
            assertThat(panel.get("targets")).as(title).isNotEmpty();
            for (JsonNode target : panel.get("targets")) {
                assertThat(target.get("datasource").get("uid").asText())
                        .as(title)
                        .isEqualTo(source);
                for (Metric metric :
                        shown(new DashboardQuery(title, target.get("query").asText()))) {
                    assertThat(description)
                            .as(title)
                            .contains(Boards.isChinese(dashboard) ? metric.fullName() : metric.meaning());
                }
            }
        }
    }

    /** A panel without rows says so; where it says what that means by a colour, it says it in words, too, and of no row nothing. */
    private static void saysWhatIsMissing(JsonNode dashboard) {
        for (JsonNode panel : DashboardQuery.panels(dashboard)) {
            String title = panel.get("title").asText();
            JsonNode defaults = panel.get("fieldConfig").get("defaults");
            assertThat(defaults.path("noValue").asText()).as(title).isNotBlank().doesNotMatch("[0-9. %]*");
            if (panel.get("type").asText().equals("stat") && defaults.has("thresholds")) {
                JsonNode nothing = defaults.get("mappings").get(0).get("options");
                assertThat(nothing.get("match").asText()).as(title).isEqualTo("null+nan");
                assertThat(nothing.get("result").get("color").asText())
                        .as("%s: nothing is neither green nor red", title)
                        .isEqualTo("text");
                boolean says = panel.get("fieldConfig")
                                .get("overrides")
                                .findValuesAsText("options")
                                .contains("state")
                        || panel.get("options").get("textMode").asText().equals("value_and_name");
                assertThat(says).as("%s: not by colour alone", title).isTrue();
            }
            for (JsonNode target : panel.get("targets")) {
                assertThat(target.get("query").asText()).as(title).doesNotContain("fill(0)");
            }
            JsonNode stacked = defaults.path("custom").path("stacking").path("mode");
            assertThat(stacked.asText().equals("normal")
                            && defaults.get("unit").asText().equals("percentunit"))
                    .as("%s: shares do not add up", title)
                    .isFalse();
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
                    assertThat(units(metric)).as("%s: %s", title, metric).contains(unit);
                }
            }
        }
    }

    /** An indicator of a platform is a share or a time, which its name says. */
    private static Set<String> units(Metric metric) {
        if (metric.measurement() == Measurement.PLATFORM && metric.unit() != Metric.Unit.NUMBER) {
            return Set.of("percentunit", "s");
        }
        return switch (metric.unit()) {
            case NUMBER, EXPECTED -> Set.of("short", "eps");
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
        if (query.readsNumbers()) {
            for (String output : query.outputs()) {
                Metric metric = metric(query, output);
                if (metric != null) {
                    shown.add(metric);
                }
            }
            assertThat(shown.isEmpty() && !COMPUTED.containsAll(query.outputs()))
                    .as("%s shows metrics of the catalogue", query.where())
                    .isFalse();
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
