package io.bellwether.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.influx.InfluxProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody looks at the dashboards: a browser draws each of them from the answers of a real store, and what cannot be read in
 * the picture is a fault. The pictures are in {@value #OUT}.
 *
 * <p>{@code -Dbellwether.pictures=docs/pictures} also puts small ones there, for the documentation.
 */
class DashboardPicturesITCase {

    private static final String OUT = "target/dashboards";
    private static final String KEPT = System.getProperty("bellwether.pictures", "");

    /** A screen of Full HD, with what Grafana itself shows above the panels. */
    private static final int SCREEN = 1080;

    /** What no query can find in a morning that was replayed, by what it reads. */
    private static final Map<String, String> NOT_THERE = Map.of(
            "\"watermark_lag_s\"", "a live job alone is behind anything",
            "\"points_", "a live job alone writes to a store",
            "\"notifications\"", "a live job alone tells anybody");

    @TempDir
    private static Path folder;

    private static Map<String, JsonNode> drawn;
    private static JsonNode faulty;

    @BeforeAll
    static void draw() throws Exception {
        DashboardPictures pictures = DashboardPictures.prepare(Path.of(OUT));
        try (InfluxProcess store = InfluxProcess.start(folder)) {
            new SimulatedDay(folder, store.url()).write();
            drawn = pictures.draw(store.url(), !KEPT.isEmpty());
        }
        faulty = drawn.remove(DashboardPictures.FAULTY);
        if (!KEPT.isEmpty()) {
            pictures.keep(Path.of(KEPT));
        }
    }

    /** What finds nothing proves nothing. */
    @Test
    void faultsAreFound() {
        assertThat(found("Sound: orders + delivery", "errors", "overlaps", "outside", "cut"))
                .isEmpty();
        assertThat(panel("Sound: orders + delivery").get("rows").asInt()).isPositive();
        assertThat(found("Refused", "errors")).singleElement().asString().contains("error parsing query");
        assertThat(found("Unknown", "errors")).containsExactly("panels of type geomap cannot be drawn here");
        assertThat(found("Unknown transformation", "errors"))
                .containsExactly("transformation heatmap is not known here");
        assertThat(panel("Empty").get("rows").asInt()).isZero();
        assertThat(isGoodNews(panel("Cut"))).as("missing, and green").isTrue();
        assertThat(found("Overlapping", "overlaps")).isNotEmpty();
        assertThat(found("Cut", "cut")).containsExactly("there is nothing to be shown in so small a panel");
        assertThat(panel("One queue: delivery").get("box").get("left").asInt())
                .as("a panel is repeated beside itself, in a row that was closed")
                .isGreaterThan(
                        panel("One queue: orders").get("box").get("right").asInt());
    }

    @Test
    void anotherShapeIsFound() {
        assertThat(DashboardPictures.texts(faulty.get("shape")))
                .contains(
                        "/templating/list/0/current must have required property 'text' {\"missingProperty\":\"text\"}");
    }

    private static List<String> found(String title, String... kinds) {
        return Stream.of(kinds)
                .flatMap(kind -> DashboardPictures.texts(panel(title).get(kind)).stream())
                .toList();
    }

    private static JsonNode panel(String title) {
        for (JsonNode panel : faulty.get("panels")) {
            if (panel.get("title").asText().equals(title)) {
                return panel;
            }
        }
        throw new IllegalStateException("no panel " + title + " was drawn");
    }

    @TestFactory
    Stream<DynamicTest> nothingFails() {
        return each((dashboard, problems) -> {
            problems.addAll(DashboardPictures.texts(dashboard.get("problems")));
            panels(dashboard, problems, panel -> DashboardPictures.texts(panel.get("errors")));
        });
    }

    /** As {@code @grafana/schema} has it; what an annotation asks of a data source is the data source's own. */
    @TestFactory
    Stream<DynamicTest> eachHasTheShapeThatGrafanaPublishes() {
        return each((dashboard, problems) -> problems.addAll(DashboardPictures.texts(dashboard.get("shape"))));
    }

    @TestFactory
    Stream<DynamicTest> nothingIsEmptyWithoutAReason() {
        return each((dashboard, problems) -> panels(
                dashboard,
                problems,
                panel -> panel.get("rows").asInt() > 0 || hasReason(panel) ? List.of() : List.of("is empty")));
    }

    @TestFactory
    Stream<DynamicTest> missingDataIsNoGoodNews() {
        return each((dashboard, problems) -> panels(
                dashboard,
                problems,
                panel -> isGoodNews(panel)
                        ? List.of("shows " + panel.get("headline") + " where there is no data")
                        : List.of()));
    }

    private static boolean isGoodNews(JsonNode panel) {
        JsonNode headline = panel.get("headline");
        return panel.get("rows").asInt() == 0
                && (headline.path("green").asBoolean()
                        || headline.path("text").asText().matches("[0.,%]+"));
    }

    @TestFactory
    Stream<DynamicTest> noTextStandsOnAnotherOrOutside() {
        return each((dashboard, problems) -> {
            panels(dashboard, problems, panel -> DashboardPictures.texts(panel.get("overlaps")));
            panels(dashboard, problems, panel -> DashboardPictures.texts(panel.get("outside")));
        });
    }

    /** Long texts of tables and legends may be: they are read in full by pointing at them. A number is not. */
    @TestFactory
    Stream<DynamicTest> noNumberIsCut() {
        return each((dashboard, problems) -> panels(
                dashboard,
                problems,
                panel -> panel.get("type").asText().equals("stat")
                        ? DashboardPictures.texts(panel.get("cut"))
                        : List.of()));
    }

    @Test
    void theWallboardFitsOneScreen() {
        drawn.forEach((name, dashboard) -> {
            if (name.endsWith("wallboard")) {
                assertThat(dashboard.get("height").asInt()).as(name).isLessThanOrEqualTo(SCREEN);
            }
        });
    }

    private interface Look {
        void at(JsonNode dashboard, List<String> problems);
    }

    private static Stream<DynamicTest> each(Look look) {
        return drawn.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    List<String> problems = new ArrayList<>();
                    look.at(entry.getValue(), problems);
                    assertThat(problems)
                            .as("see %s/%s.png", OUT, entry.getKey())
                            .isEmpty();
                }));
    }

    private static void panels(JsonNode dashboard, List<String> problems, Function<JsonNode, List<String>> look) {
        for (JsonNode panel : dashboard.get("panels")) {
            look.apply(panel).forEach(problem -> problems.add(panel.get("title").asText() + ": " + problem));
        }
    }

    private static boolean hasReason(JsonNode panel) {
        List<String> queries = DashboardPictures.texts(panel.get("queries"));
        return queries.stream().allMatch(query -> NOT_THERE.keySet().stream().anyMatch(query::contains));
    }
}
