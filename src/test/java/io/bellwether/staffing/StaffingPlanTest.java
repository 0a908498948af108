package io.bellwether.staffing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.file.CsvTable;
import java.io.BufferedReader;
import java.io.StringReader;
import java.time.Instant;
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

    @Test
    void whoIsPlannedAtATime() throws Exception {
        StaffingPlan plan = read(DAY);
        assertThat(plan.staffed("q", at("09:00:00"))).hasValue(10);
        assertThat(plan.staffed("q", at("09:29:59"))).hasValue(10);
        assertThat(plan.staffed("q", at("09:30:00"))).hasValue(11);
        assertThat(plan.staffed("q", at("10:29:59"))).hasValue(8.5);
        assertThat(plan.staffed("q", at("10:30:00"))).isEmpty();
        assertThat(plan.staffed("q", at("08:59:59"))).isEmpty();
        assertThat(plan.staffed("other", at("09:30:00"))).isEmpty();
        assertThat(plan.staffed("none", at("09:30:00"))).isEmpty();
    }

    @Test
    void whenAgentsWillBeMissing() throws Exception {
        StaffingPlan plan = read(DAY);
        assertThat(plan.firstShort("q", at("08:00:00"), 1))
                .map(StaffingPlan.Line::startMillis)
                .contains(at("09:30:00"));
        assertThat(plan.firstShort("q", at("09:59:59"), 1))
                .map(StaffingPlan.Line::startMillis)
                .contains(at("09:30:00"));
        assertThat(plan.firstShort("q", at("08:00:00"), 3))
                .map(StaffingPlan.Line::gap)
                .contains(3.5);
        assertThat(plan.firstShort("q", at("10:30:00"), 3))
                .map(StaffingPlan.Line::startMillis)
                .contains(at("12:00:00"));
        assertThat(plan.firstShort("q", at("12:30:00"), 1)).isEmpty();
        assertThat(plan.firstShort("other", at("08:00:00"), 0)).isEmpty();
        assertThat(plan.firstShort("none", at("08:00:00"), 0)).isEmpty();
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
