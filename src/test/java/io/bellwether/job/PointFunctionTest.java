package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.metric.Cell;
import io.bellwether.metric.CellKey;
import io.bellwether.metric.Measurement;
import io.bellwether.queue.ServiceFormula;
import io.bellwether.queue.ServiceLevel;
import io.bellwether.queue.ServiceLimits;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PointFunctionTest {

    private static final ServiceLimits F1 = new ServiceLimits(20_000, 5_000, ServiceFormula.F1);
    private static final ServiceLimits F3 = new ServiceLimits(20_000, 5_000, ServiceFormula.F3);
    private final PointFunction function = new PointFunction(new ServiceLevel(
            ServiceLevel.DEFAULT.usual(), Map.of("vip", new ServiceLevel.OfQueue(F1, Map.of("email", F3)))));

    @ParameterizedTest(name = "{0} by {1}: {2}")
    @CsvSource({
        "QUEUE, '', '', 'F1,F3,F6'",
        "QUEUE, queue, vip, 'F1,F3'",
        "QUEUE_INTERVAL, queue, vip, 'F1,F3'",
        "QUEUE, queue, billing, F6",
        "QUEUE, queue, other, 'F1,F3,F6'",
        "QUEUE, queue channel, vip email, F3",
        "QUEUE, queue channel, vip chat, F1",
        "QUEUE, queue channel, vip other, 'F1,F3'",
        "QUEUE, channel, email, 'F3,F6'",
        "QUEUE, tier, gold, 'F1,F3,F6'",
        "CASES, queue, vip,"
    })
    void aPointNamesTheFormulasOfWhatItCounts(
            Measurement measurement, String dimensions, String values, String formula) {
        CellKey key = new CellKey(measurement, words(dimensions), words(values), List.of());
        Cell cell = new Cell(key, 0, 10_000, Map.of(), Map.of(), Map.of());
        assertThat(function.map(cell).fields().get("service_level_formula")).isEqualTo(formula);
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
    }
}
