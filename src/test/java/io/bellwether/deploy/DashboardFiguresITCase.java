package io.bellwether.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.metric.Metric;
import io.bellwether.metric.PipelineMetrics;
import io.bellwether.metric.QueueMetrics;
import io.bellwether.metric.SentimentMetrics;
import io.bellwether.metric.SlaMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tiles show of a real server is what was counted. */
class DashboardFiguresITCase {

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

    /** Of cases of whose messages nothing is known nobody can say whether one reply was enough. */
    @Test
    void ratesAreOfWhatIsKnown() throws Exception {
        StringBuilder lines = new StringBuilder();
        long from = StoreSample.SILENT + StoreSample.DAY;
        lines.append("cases,rollup=queue,queue=vip solved=2i,solved_talk_known=2i,one_touch=1i,one_touch_rate=0.5 ")
                .append(from)
                .append('\n');
        lines.append("cases,rollup=queue,queue=mail solved=8i,solved_talk_known=0i,one_touch=0i ")
                .append(from)
                .append('\n');
        store.write(BoardStore.LIVE, lines.toString());
        List<JsonNode> rows = store.rows(BoardStore.query("quality.json", "Rates of the solved"), from);
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).get(1).asDouble()).isEqualTo(0.5);
    }

    /** The first pane has none before it. */
    @Test
    void eventsPerSecondAreThoseOfAPaneWhateverItsLength() throws Exception {
        List<JsonNode> rows = store.rows(BoardStore.query("pipeline.json", "Events per second"), StoreSample.BUSY);
        assertThat(rows).hasSize(StoreSample.PANES - 1);
        for (int pane = 1; pane < StoreSample.PANES; pane++) {
            double events = StoreSample.value(PipelineMetrics.EVENTS, StoreSample.QUEUES.size() - 1, pane);
            assertThat(rows.get(pane - 1).get(1).asDouble()).as("pane %d", pane).isCloseTo(events / 10, within(1e-9));
        }
    }

    @Test
    void attainmentIsSumOverSum() throws Exception {
        double met = 0;
        double due = 0;
        for (int pane = 0; pane < StoreSample.PANES; pane++) {
            for (int queue = 0; queue < StoreSample.QUEUES.size(); queue++) {
                met += StoreSample.value(SlaMetrics.MET, queue, pane);
                due += StoreSample.value(SlaMetrics.MET, queue, pane)
                        + StoreSample.value(SlaMetrics.BREACHED, queue, pane);
            }
        }
        assertThat(number("SLA in time ($clock)")).isCloseTo(met / due, within(1e-9));
    }

    @Test
    void waitingIsTheNewestOfEachQueue() throws Exception {
        double waiting = 0;
        for (int queue = 0; queue < StoreSample.QUEUES.size(); queue++) {
            waiting += StoreSample.value(QueueMetrics.WAITING, queue, StoreSample.PANES - 1);
        }
        assertThat(number("Waiting now")).isEqualTo(waiting);
    }

    @Test
    void sentimentCountsEachMessageOnce() throws Exception {
        double score = 0;
        double count = 0;
        for (int pane = 0; pane < StoreSample.PANES; pane++) {
            for (int queue = 0; queue < StoreSample.QUEUES.size(); queue++) {
                double messages = StoreSample.value(SentimentMetrics.COUNT, queue, pane);
                count += messages;
                score += messages * StoreSample.value(SentimentMetrics.MEAN, queue, pane);
            }
        }
        assertThat(number("Customer sentiment")).isCloseTo(score / count, within(1e-9));
    }

    /** InfluxQL says 0 for 0 / 0; a tile that shows 0 % where nothing happened lies. */
    @Test
    void ratiosHaveNoValueWhereNothingHappened() throws Exception {
        for (String title : List.of("SLA in time ($clock)", "Service level", "Customer sentiment")) {
            assertThat(store.rows(query(title), StoreSample.SILENT))
                    .as(title)
                    .allSatisfy(row -> assertThat(row.get(1).isNull()).isTrue());
        }
        for (String title : List.of(
                "Abandoned, share by queue",
                "Negative messages, share by queue",
                "Satisfied answers, share by queue")) {
            assertThat(store.rows(query(title), StoreSample.SILENT)).as(title).isEmpty();
        }
        assertThat(store.rows(query("Waiting now"), StoreSample.SILENT)).hasSize(1);
    }

    /** One that fires since yesterday is found below three thousand changes of others. */
    @Test
    void whatFiresIsToldHoweverMuchHasHappenedSince() throws Exception {
        long from = StoreSample.SILENT + 2 * StoreSample.DAY;
        StringBuilder lines = new StringBuilder("alert_events,rule=r,severity=page,transition=firing,queue=vip "
                + "alert_id=\"old\",title=\"t\",text=\"x\",starts_at=1i " + from + "\n");
        for (int i = 1; i <= 3_000; i++) {
            lines.append("alert_events,rule=r,severity=info,transition=firing,queue=vip alert_id=\"n")
                    .append(i)
                    .append("\",title=\"t\",text=\"x\",starts_at=1i ")
                    .append(from + i)
                    .append('\n');
        }
        store.write(BoardStore.LIVE, lines.toString());
        for (String[] panel : new String[][] {
            {"operations.json", "Firing alerts (7 days)"},
            {"wallboard.json", "Firing alerts: what and since when"},
            {"alerts.json", "Firing now"}
        }) {
            assertThat(store.rows(BoardStore.query(panel[0], panel[1]), from))
                    .as(panel[1])
                    .hasSize(3_001)
                    .extracting(row -> row.get(1).asText())
                    .contains("old");
        }
    }

    /** A rule that tells nobody is on no wall; that its alert ended is read all the same, should it have begun before. */
    @Test
    void whatIsInShadowFiresOnNoBoard() throws Exception {
        long from = StoreSample.SILENT + 4 * StoreSample.DAY;
        String row =
                "alert_events,rule=r,severity=page,%stransition=%s,queue=vip alert_id=\"%s\",title=\"t\",text=\"x\",starts_at=1i %d\n";
        store.write(
                BoardStore.LIVE,
                row.formatted("shadow=true,", "firing", "tried", from)
                        + row.formatted("", "firing", "ended", from + 1)
                        + row.formatted("shadow=true,", "resolved", "ended", from + 2));
        for (String[] panel : new String[][] {
            {"operations.json", "Firing alerts (7 days)"},
            {"wallboard.json", "Firing alerts: what and since when"},
            {"alerts.json", "Firing now"}
        }) {
            assertThat(store.rows(BoardStore.query(panel[0], panel[1]), from))
                    .as(panel[1])
                    .extracting(one -> one.get(1).asText())
                    .contains("ended")
                    .doesNotContain("tried");
        }
        assertThat(store.rows(BoardStore.query("alerts.json", "Fired"), from))
                .singleElement()
                .satisfies(one -> assertThat(one.get(1).asInt()).isEqualTo(1));
    }

    /** At a goal of 90 % one in ten may be late. */
    @Test
    void burnOfOneIsWhatTheGoalAllows() throws Exception {
        double met = sum(SlaMetrics.MET);
        double breached = sum(SlaMetrics.BREACHED);
        List<JsonNode> rows = store.rows(BoardStore.query("sla.json", "Burn, last hour"), StoreSample.BUSY);
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).get(1).asDouble()).isCloseTo(breached / (met + breached) / 0.1, within(1e-9));
    }

    private static double sum(Metric metric) {
        double sum = 0;
        for (int pane = 0; pane < StoreSample.PANES; pane++) {
            for (int queue = 0; queue < StoreSample.QUEUES.size(); queue++) {
                sum += StoreSample.value(metric, queue, pane);
            }
        }
        return sum;
    }

    /** Whole weeks from Monday to Sunday, UTC, each less the one before. */
    @Test
    void weeksBeginOnMonday() throws Exception {
        TreeMap<LocalDate, Double> weeks = new TreeMap<>();
        for (int day = 0; day < StoreSample.DAYS; day++) {
            LocalDate date = Instant.ofEpochMilli(StoreSample.BUSY - (StoreSample.DAYS - day) * StoreSample.DAY)
                    .atZone(ZoneOffset.UTC)
                    .toLocalDate();
            for (int queue = 0; queue < StoreSample.QUEUES.size(); queue++) {
                weeks.merge(
                        date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)),
                        StoreSample.value(QueueMetrics.OFFERED, queue, day),
                        Double::sum);
            }
        }
        List<Double> changes = new ArrayList<>();
        List<Double> sums = List.copyOf(weeks.values());
        for (int week = 1; week < sums.size(); week++) {
            changes.add(sums.get(week) - sums.get(week - 1));
        }
        assertThat(figures("Contacts by week")).isEqualTo(sums);
        assertThat(figures("Contacts against the week before")).isEqualTo(changes);
    }

    /** Whole numbers divided are no whole number, also where the store takes them for one. */
    @Test
    void sharesOfWeeksAreCompared() throws Exception {
        assertThat(figures("SLA in time against the week before ($clock)"))
                .hasSizeGreaterThan(3)
                .allSatisfy(change -> assertThat(change).isBetween(-1.0, 1.0).isNotZero());
    }

    private static List<Double> figures(String title) throws Exception {
        return store.trends(BoardStore.query("trends.json", title), List.of()).stream()
                .map(row -> row.get(1).asDouble())
                .toList();
    }

    /** The wall and the page that it leads to are of one mind. */
    @Test
    void theWallShowsWhatOperationsShows() throws Exception {
        for (String title : List.of(
                "SLA in time ($clock)",
                "Service level",
                "Waiting now",
                "Longest wait now",
                "Customer sentiment",
                "Newest data")) {
            assertThat(BoardStore.query("wallboard.json", title)).isEqualTo(query(title));
        }
    }

    private static double number(String title) throws Exception {
        List<JsonNode> rows = store.rows(query(title), StoreSample.BUSY);
        assertThat(rows).as(title).hasSize(1);
        return rows.get(0).get(1).asDouble();
    }

    private static String query(String title) throws IOException {
        return BoardStore.query("operations.json", title);
    }
}
