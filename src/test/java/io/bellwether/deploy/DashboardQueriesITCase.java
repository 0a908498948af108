package io.bellwether.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The dashboards' queries against a real server, filled with every field of the schema in every rollup they use. */
class DashboardQueriesITCase {

    @TempDir
    private static Path directory;

    private static BoardStore store;

    @BeforeAll
    static void fill() throws Exception {
        store = BoardStore.start(directory);
    }

    @AfterAll
    static void stop() throws Exception {
        if (store != null) {
            store.close();
        }
    }

    /** Each query of each dashboard, with one value chosen, several, and all. */
    @TestFactory
    Stream<DynamicTest> everyQueryAnswers() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Map.Entry<String, JsonNode> board : Boards.all().entrySet()) {
            for (DashboardQuery query : DashboardQuery.of(board.getValue())) {
                boolean trends =
                        board.getKey().endsWith("trends.json") && !query.where().startsWith("annotation");
                if (seen.add(trends + query.text())) {
                    tests.add(DynamicTest.dynamicTest(
                            board.getKey() + ": " + query.where(), () -> answers(query.text(), trends)));
                }
            }
        }
        assertThat(tests).hasSizeGreaterThan(200);
        return tests.stream();
    }

    private static void answers(String query, boolean trends) throws Exception {
        List<List<String>> choices = new ArrayList<>();
        choices.add(List.of());
        if (BoardStore.CHOSEN.matcher(query).find()) {
            StoreSample.QUEUES.forEach(queue -> choices.add(List.of(queue)));
            choices.add(StoreSample.QUEUES.subList(1, 4));
        }
        for (List<String> queues : choices) {
            List<JsonNode> rows = trends ? store.trends(query, queues) : store.rows(query, StoreSample.BUSY, queues);
            assertThat(rows).as("%s with %s: %s", query, queues, rows).anyMatch(DashboardQueriesITCase::says);
        }
    }

    /** Whether there is more in a row than a time. */
    private static boolean says(JsonNode row) {
        for (int column = 1; column < row.size(); column++) {
            if (!row.get(column).isNull()) {
                return true;
            }
        }
        return false;
    }

    /** A day in Shanghai begins where it begins there, and so does a week. */
    @Test
    void daysAndWeeksAreOfTheirZone() throws Exception {
        assertThat(daysAndWeeks("trends.json", true)).isGreaterThan(10);
        assertThat(daysAndWeeks("capacity.json", false)).isEqualTo(2);
    }

    /** @return how many queries give them */
    private static int daysAndWeeks(String board, boolean trends) throws Exception {
        int queries = 0;
        for (DashboardQuery query : DashboardQuery.of(Boards.of(Boards.ENGLISH).get(board))) {
            if (query.text().contains("GROUP BY time(1")) {
                queries++;
                assertThat(trends ? store.trends(query.text(), List.of()) : store.rows(query.text(), StoreSample.BUSY))
                        .as(query.where())
                        .extracting(
                                row -> Instant.ofEpochMilli(row.get(0).asLong()).atZone(ZoneId.of(BoardStore.ZONE)))
                        .isNotEmpty()
                        .allMatch(time -> time.toLocalTime().equals(LocalTime.MIDNIGHT))
                        .allMatch(time -> query.text().contains("time(1d)") || time.getDayOfWeek() == DayOfWeek.MONDAY);
            }
        }
        return queries;
    }

    /** A queue that solves much of which little is known has no more weight than that. */
    @Test
    void aRateOfSeveralQueuesIsOfThoseOfWhomItIsKnown() throws Exception {
        long from = StoreSample.SILENT + 2 * StoreSample.DAY;
        store.write(
                BoardStore.LIVE,
                "cases,rollup=queue,queue=vip solved=2i,solved_talk_known=2i,one_touch=1i,one_touch_rate=0.5 " + from
                        + "\ncases,rollup=queue,queue=mail solved=80i,solved_talk_known=2i,one_touch=0i,one_touch_rate=0 "
                        + from + "\n");
        assertThat(store.rows(BoardStore.query("quality.json", "Rates of the solved"), from))
                .singleElement()
                .satisfies(row -> assertThat(row.get(1).asDouble()).isEqualTo(0.25));
    }

    @Test
    void theWorstQueueIsShownWithItsOwnInterval() throws Exception {
        long from = StoreSample.SILENT + 2 * StoreSample.DAY;
        store.write(
                BoardStore.LIVE,
                "satisfaction_interval,rollup=queue,queue=few,kind=CSAT csat=0.9,csat_low=0.2,csat_high=0.95 " + from
                        + "\nsatisfaction_interval,rollup=queue,queue=many,kind=CSAT csat=0.5,csat_low=0.4,csat_high=0.6 "
                        + from + "\n");
        assertThat(store.rows(BoardStore.query("quality.json", "CSAT with its interval, worst queue ($kind)"), from))
                .filteredOn(DashboardQueriesITCase::says)
                .singleElement()
                .satisfies(row -> assertThat(List.of(row.get(1), row.get(2), row.get(3)))
                        .extracting(JsonNode::asDouble)
                        .containsExactly(0.5, 0.4, 0.6));
    }

    /** A ticket queue, in which nobody waits, is offered like any other. */
    @Test
    void queuesOfTicketsAreOffered() throws Exception {
        store.write(BoardStore.LIVE, "cases,rollup=queue,queue=tickets\\ alone open=1i " + StoreSample.SILENT + "\n");
        for (String board : List.of("operations.json", "sla.json", "quality.json", "wallboard.json")) {
            assertThat(store.rows(BoardStore.query(board, "variable queue"), StoreSample.SILENT))
                    .as(board)
                    .extracting(row -> row.get(1).asText())
                    .contains("tickets alone")
                    .containsAll(StoreSample.QUEUES);
        }
    }
}
