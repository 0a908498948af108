package io.bellwether.staffing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bellwether.file.CsvTable;
import java.io.BufferedReader;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerTest {

    private static List<IntervalDemand> demands(String text) throws Exception {
        return DemandCsv.read("f.csv", CsvTable.of("f.csv", new BufferedReader(new StringReader(text))), "arrivals");
    }

    private static List<PlannedInterval> plan(String text, String words) throws Exception {
        QueueTerms terms = new QueueTerms(SizingTest.terms(words), Map.of());
        return new Planner("f.csv", 1_800_000, terms).plan(demands(text));
    }

    @Test
    void eachIntervalWithItsOwnHandleTime() throws Exception {
        List<PlannedInterval> plan = plan("""
                interval_start,queue,arrivals,handle_s,staffed,p90
                2026-03-02T09:30:00Z,q,100,360,,1
                2026-03-02T09:00:00Z,q,100,,12,1
                """, "target=80/20 handle_time=180s shrinkage=0.3");

        PlannedInterval first = plan.get(0);
        assertThat(first.demand().line()).isEqualTo(3);
        assertThat(first.required().agents()).isEqualTo(14);
        assertThat(first.scheduled()).isEqualTo(20);
        assertThat(first.gap()).isEqualTo(2);
        assertThat(first.expected().serviceLevel()).isCloseTo(0.888350, within(5e-7));
        assertThat(first.oneLess().serviceLevel()).isCloseTo(0.795595, within(5e-7));
        assertThat(first.oneMore().serviceLevel()).isCloseTo(0.941453, within(5e-7));
        assertThat(first.asStaffed().serviceLevel()).isCloseTo(0.640158, within(5e-7));
        PlannedInterval second = plan.get(1);
        assertThat(second.required().agents()).isGreaterThan(22);
        assertThat(second.gap()).isNaN();
        assertThat(second.asStaffed()).isNull();
    }

    /** The hours of the table of section "Erlang C" by hand: 12, 13, 14 and 15 agents give 64, 79.6, 88.8 and 94.1 %. */
    @Test
    void whatLevelsCost() throws Exception {
        QueueTerms terms = new QueueTerms(
                SizingTest.terms("target=80/20 handle_time=180s shrinkage=0.3"),
                Map.of("later", SizingTest.terms("kind=backoffice handle_time=180s occupancy=0.8")));
        Planner planner = new Planner("f.csv", 1_800_000, terms);
        List<PlannedInterval> plan = planner.plan(demands("""
                interval_start,queue,arrivals
                2026-03-02T09:00:00Z,q,100
                2026-03-02T09:00:00Z,later,100
                2026-03-02T09:30:00Z,q,0
                """));

        List<LevelCost> costs = planner.costs(plan, List.of(0.7, 0.9, 0.95));

        assertThat(costs.stream().filter(cost -> "q".equals(cost.queue())).map(LevelCost::agentHours))
                .containsExactly(7.0, 6.5, 7.5, 8.0);
        assertThat(costs.stream().filter(cost -> "later".equals(cost.queue())).map(LevelCost::agentHours))
                .containsExactly(6.5, 6.5, 6.5, 6.5);
        assertThat(costs.stream().filter(cost -> cost.queue() == null).map(LevelCost::agentHours))
                .containsExactly(13.5, 13.0, 14.0, 14.5);
        assertThat(costs.get(4)).isEqualTo(new LevelCost("q", Double.NaN, 7.0, 10.0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "interval_start,queue,p50|f.csv:1: the first line must name the columns interval_start, queue and arrivals",
                "interval_start,queue,arrivals|f.csv has no row behind its first line",
                "interval_start,queue,arrivals,aht|f.csv:1: there is no column aht; call it handle_s, in seconds",
                "interval_start,queue,arrivals~2026-03-02T09:00:00Z,,5|f.csv:2: the row names no queue",
                "interval_start,queue,arrivals~2026-03-02T09:00:00Z,q,-5|f.csv:2: the row has \"-5\" as its arrivals",
                "interval_start,queue,arrivals~2026-03-02T09:00:00Z,q,|f.csv:2: the row has \"\" as its arrivals",
                "interval_start,queue,arrivals~today,q,5|f.csv:2: the row has no interval_start such as",
                "interval_start,queue,arrivals,handle_s~2026-03-02T09:00:00Z,q,5,0|f.csv:2: the row has 0 as its handle_s",
                "interval_start,queue,arrivals~2026-03-02T09:00:00Z,q,5~2026-03-02T10:00:00+01:00,q,5|f.csv:3: the row is"
                        + " of the same queue and interval as line 2",
                "interval_start,queue,arrivals~2026-03-02T09:00:00Z,q,5|f.csv:2: queue q has no handle time; give",
                "interval_start,queue,arrivals,handle_s~2026-03-02T09:00:00Z,q,5,9|f.csv:2: queue q has no service level",
                "interval_start,queue,arrivals,handle_s~2026-03-02T09:00:00Z,q,5,9e9|f.csv:2: is work for 25000000 agents"
            })
    void saysWhatIsWrong(String text, String message) {
        assertThatThrownBy(() -> plan(text.replace('~', '\n'), message.contains("work") ? "target=80/20" : "minimum=0"))
                .hasMessageContaining(message);
    }

    @Test
    void lengthsOfIntervals() throws Exception {
        List<IntervalDemand> quarters = demands("""
                interval_start,queue,arrivals
                2026-03-02T09:00:00Z,a,1
                2026-03-02T09:05:00Z,b,1
                2026-03-02T09:45:00Z,a,1
                2026-03-02T09:30:00Z,a,1
                """);
        assertThat(Intervals.length(quarters)).isEqualTo(900_000);
        assertThat(Intervals.length(quarters.subList(0, 2))).isEqualTo(1_800_000);
        Intervals.requireApart("f.csv", quarters, 900_000);
        assertThatThrownBy(() -> Intervals.requireApart("f.csv", quarters, 1_800_000))
                .hasMessage("f.csv:4: begins 15m after line 5, so an interval cannot be 30m long; give --interval 15m,"
                        + " or leave it out");
    }
}
