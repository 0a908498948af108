package io.bellwether.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.state.Versions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgeBucketTest {

    @ParameterizedTest
    @CsvSource({
        "-86400000, TO_1H",
        "0, TO_1H",
        "3599999, TO_1H",
        "3600000, TO_4H",
        "14399999, TO_4H",
        "14400000, TO_24H",
        "86399999, TO_24H",
        "86400000, TO_3D",
        "259199999, TO_3D",
        "259200000, TO_7D",
        "604799999, TO_7D",
        "604800000, MORE",
        "31536000000, MORE"
    })
    void boundsAreHalfOpen(long ageMillis, AgeBucket bucket) {
        assertThat(AgeBucket.of(ageMillis)).isEqualTo(bucket);
    }

    @Test
    void everyAgeHasAField() {
        long created = 0;
        CellKey key = new CellKey(Measurement.CASES, List.of(), List.of(), List.of());
        SinceTimes times = new SinceTimes();
        List.of(0L, 3_600_000L, 3_600_001L, 90_000_000L, 700_000_000L).forEach(age -> times.add(created - age, 1));
        LevelValue level = new LevelValue(5, 5, 50, -700_000_000L, Ages.of(times, created, null));
        Cell cell = new Cell(key, -10_000, created, Map.of(), Map.of(), Map.of(Measure.CASES_OPEN, level));
        assertThat(Point.of(cell, null).fields())
                .containsEntry("open_0_1h", 1L)
                .containsEntry("open_1_4h", 2L)
                .containsEntry("open_4_24h", 0L)
                .containsEntry("open_1_3d", 1L)
                .containsEntry("open_3_7d", 0L)
                .containsEntry("open_over_7d", 1L)
                .containsEntry("waiting_customer_0_1h", 0L)
                .containsEntry("waiting_third_party_over_7d", 0L);
    }

    @Test
    void aCellThatIsKeptKeepsAges() throws IOException {
        CellKey key = new CellKey(Measurement.CASES, List.of(), List.of(), List.of());
        LevelValue level = new LevelValue(21, 21, 210, 5, Ages.of(1, 2, 3, 4, 5, 6));
        Cell cell = new Cell(key, 0, 10, Map.of(), Map.of(), Map.of(Measure.CASES_WAITING_CUSTOMER, level));
        assertThat(cell.only(CaseMetrics.WAITING_CUSTOMER.measures(), key)).isEqualTo(cell);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CellCodec.INSTANCE.write(cell, new DataOutputStream(bytes));
        Cell read = CellCodec.INSTANCE.read(
                new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), Versions.CURRENT);
        assertThat(read).isEqualTo(cell);
        assertThat(read.until(20).ages(Measure.CASES_WAITING_CUSTOMER)).isEqualTo(level.ages());
    }
}
