package io.bellwether.staffing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.file.CsvTable;
import java.io.BufferedReader;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StaffingPlanTest {

    private static final String DAY = """
            interval_start,queue,required,scheduled,staffed
            2026-03-02T10:00:00Z,q,12,14,8.5
            2026-03-02T09:00:00Z,q,10,12,10
            2026-03-02T09:30:00Z,q,12,14,11
            2026-03-02T12:00:00Z,q,12,14,9
            2026-03-02T09:00:00Z,other,,,3
            2026-03-02T09:30:00Z,other,5,5,
            """;

    private static StaffingPlan read(String text) throws Exception {
        return StaffingPlan.read("s.csv", CsvTable.of("s.csv", new BufferedReader(new StringReader(text))));
    }

    private static long at(String time) {
        return Instant.parse("2026-03-02T" + time + "Z").toEpochMilli();
    }

    /** What the plan does not say stays as the forecast has it. */
    @Test
    void whoIsPlannedGoesIntoTheForecast() throws Exception {
        List<IntervalDemand> demands = List.of(
                demand("q", "09:00:00"), demand("q", "10:00:00"), demand("q", "10:30:00"), demand("other", "09:30:00"));
        assertThat(read(DAY).into(demands, "s.csv", "f.csv"))
                .extracting(IntervalDemand::staffed)
                .containsExactly(10.0, 8.5, 1.0, 1.0);
    }

    @Test
    void aPlanOfOtherTimesIsRefused() throws Exception {
        StaffingPlan plan = read(DAY);
        assertThatThrownBy(() -> plan.into(List.of(demand("q", "08:00:00")), "s.csv", "f.csv"))
                .hasMessage("s.csv has no interval of f.csv; compare the names of queues, the times and their zones");
    }

    private static IntervalDemand demand(String queue, String time) {
        return new IntervalDemand(at(time), queue, 3, Double.NaN, 1).withStaffed(1);
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> read("interval_start,queue\n"))
                .hasMessageContaining("s.csv:1: the first line must name");
        assertThatThrownBy(() -> read("interval_start,queue,staffed\n2026-03-02T09:00:00Z,q,few\n"))
                .hasMessageContaining("s.csv:2: the row has no number as its staffed");
        assertThatThrownBy(() -> read("interval_start,queue,staffed\n2026-03-02T09:00:00Z,q,\n"))
                .hasMessage("s.csv says of no interval who is staffed");
        assertThatThrownBy(() ->
                        read("interval_start,queue,staffed\n2026-03-02T09:00:00Z,q,1\n" + "2026-03-02T09:00:00Z,q,2\n"))
                .hasMessageContaining("s.csv:3: the row is of the same queue and interval as line 2");
    }
}
