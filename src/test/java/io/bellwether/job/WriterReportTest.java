package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.influx.WriterAccount;
import io.bellwether.influx.WriterAccounts;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Observation;
import io.bellwether.metric.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WriterReportTest {

    private static final long NOW = 1_800_000_000_000L;

    private final String job = UUID.randomUUID().toString();
    private final WriterReport report = new WriterReport();

    private List<String> look() {
        List<Observation> told = new ArrayList<>();
        report.look(WriterAccounts.of(job), NOW, told::add);
        assertThat(told).allMatch(one -> one.time() == NOW && one.weight() == 1);
        return told.stream()
                .map(one -> one.measure().name().substring("PIPELINE_POINTS_".length()) + " "
                        + one.series().tags() + " " + one.value())
                .sorted()
                .toList();
    }

    @Test
    void eachLookTellsWhatIsNewSinceTheOneBefore() {
        WriterAccount live = WriterAccounts.open(job, "influx.bucket");
        assertThat(look()).containsExactly("WAITING [influx.bucket, none] 0");
        live.reject("TYPE_CONFLICT", 2);
        live.reject("TYPE_CONFLICT", 1);
        live.reject("OUTSIDE_RETENTION", 5);
        live.lose(7);
        assertThat(look())
                .containsExactly(
                        "LOST [influx.bucket, none] 7",
                        "REJECTED [influx.bucket, OUTSIDE_RETENTION] 5",
                        "REJECTED [influx.bucket, TYPE_CONFLICT] 3",
                        "WAITING [influx.bucket, none] 0");
        live.reject("TYPE_CONFLICT", 1);
        assertThat(look())
                .containsExactly("REJECTED [influx.bucket, TYPE_CONFLICT] 1", "WAITING [influx.bucket, none] 0");
    }

    /** Panes and what was decided of alerts have a writer each, and one bucket. */
    @Test
    void writersOfOneBucketAreToldTogether() {
        WriterAccounts.open(job, "influx.bucket").lose(1);
        WriterAccounts.open(job, "influx.bucket").lose(2);
        WriterAccounts.open(job, "influx.trend_bucket");
        assertThat(look())
                .containsExactly(
                        "LOST [influx.bucket, none] 3",
                        "WAITING [influx.bucket, none] 0",
                        "WAITING [influx.trend_bucket, none] 0");
    }

    @Test
    void writersOfAnotherJobAreNotTold() {
        WriterAccounts.open("another", "influx.bucket").lose(1);
        assertThat(look()).isEmpty();
    }

    @Test
    void aSeriesHasNoDimension() {
        WriterAccounts.open(job, "influx.bucket");
        List<Observation> told = new ArrayList<>();
        report.look(WriterAccounts.of(job), NOW, told::add);
        assertThat(told).singleElement().satisfies(one -> {
            assertThat(one.measure()).isEqualTo(Measure.PIPELINE_POINTS_WAITING);
            assertThat(one.series())
                    .isEqualTo(new Series(
                            Measure.PIPELINE_POINTS_WAITING.measurement(),
                            List.of(),
                            List.of("influx.bucket", Series.NONE)));
        });
    }
}
