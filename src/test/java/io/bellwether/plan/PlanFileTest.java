package io.bellwether.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.file.Unusable;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanFileTest {

    private static final long NINE = Instant.parse("2026-03-02T09:00:00Z").toEpochMilli();
    private static final String HEAD = "interval_start,queue,arrivals,p10,p90,handle_s,required,staffed\n";

    private static PlanBook read(String text) throws Exception {
        return new PlanFile(1_800_000).read("plan.csv", text);
    }

    @Test
    void aForecastIsAPlan() throws Exception {
        PlanBook plan = read("interval_start,queue,arrivals,p10,p90\n2026-03-02T09:00:00Z,售前,12.5,8,17\n");
        assertThat(plan.of("售前")).containsOnlyKeys(NINE);
        PlanRow row = plan.of("售前").get(NINE);
        assertThat(row.arrivals()).isEqualTo(12.5);
        assertThat(row.low()).isEqualTo(8);
        assertThat(row.high()).isEqualTo(17);
        assertThat(row.staffed()).isNaN();
        assertThat(plan.of("other")).isEmpty();
    }

    @Test
    void emptyCellsSayNothing() throws Exception {
        PlanRow row =
                read(HEAD + "2026-03-02T17:00:00+08:00,a,3,,,240,,2\n").of("a").get(NINE);
        assertThat(row).isEqualTo(new PlanRow(3, Double.NaN, Double.NaN, 240, Double.NaN, 2));
    }

    @Test
    void anotherTextIsAnotherVersion() throws Exception {
        assertThat(read(HEAD).version())
                .isNotEqualTo(read(HEAD + "\n").version())
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-03-02T09:10:00Z,a,1,,,,, | plan.csv:2: the row begins at 2026-03-02T09:10:00Z, which is no start of an interval of 30m (setting interval)",
                "2026-03-02T09:00:00Z,a,1772441999000,,,,, | plan.csv:2: the row has a arrivals above 1000000; is it another column, or another unit?",
                "2026-03-02T09:00:00Z,,1,,,,, | plan.csv:2: the row names no queue",
                "2026-03-02T09:00:00Z,a,,,,,, | plan.csv:2: the row has no arrivals; write 0 where none are expected",
                "2026-03-02T09:00:00Z,a,1,,,,,-1 | plan.csv:2: the row has a staffed below 0",
            })
    void isTakenWholeOrNotAtAll(String row, String problem) {
        assertThatThrownBy(() -> read(HEAD + row + "\n"))
                .isInstanceOf(Unusable.class)
                .hasMessage(problem);
    }

    @Test
    void anIntervalIsSaidOnce() {
        String row = "2026-03-02T09:00:00Z,a,1,,,,,\n";
        assertThatThrownBy(() -> read(HEAD + row + row)).hasMessageContaining("plan.csv:3: the row says once more");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> new PlanFile(1).read(Path.of("no", "plan.csv")))
                .isInstanceOf(Unusable.class)
                .hasMessageStartingWith("no/plan.csv: ");
    }
}
