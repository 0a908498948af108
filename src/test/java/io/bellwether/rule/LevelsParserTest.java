package io.bellwether.rule;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LevelsParserTest {

    /** A level that nothing crosses is silent for ever; one that nothing ends is told once and never again. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            queue.waiting, op: "<", value: 0                   | levels[0].value: is never crossed: queue.waiting is at least 0, and nothing of that is < this
            queue.service_level, op: ">", value: 100%          | levels[0].value: is never crossed: queue.service_level is from 0 to 1
            queue.waiting, op: ">=", value: 0                  | levels[0].value: is always crossed: queue.waiting is at least 0
            queue.service_level, op: "<=", value: 1            | levels[0].value: is always crossed
            pipeline.gone, op: ">=", value: 1, recover: 0      | levels[0].recover: is never reached, so the alert would not end: pipeline.gone is at least 0
            queue.oldest_age_s, op: ">=", value: 5m, recover: 0s | levels[0].recover: is never reached
            queue.service_level, op: "<=", value: 80%, recover: 100% | levels[0].recover: is never reached
            """)
    void refusesALevelThatCannotBeginOrEnd(String level, String message) {
        assertThatThrownBy(() -> Rules.parse(oneLevel(level))).hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "queue.waiting, op: '>', value: 0",
                "queue.waiting, op: '>', value: 5, recover: 0",
                "queue.waiting, op: '>=', value: 1",
                "queue.waiting, op: '<=', value: 0",
                "queue.offered, op: '<', value: 1",
                "queue.service_level, op: '<', value: 100%",
                "queue.service_level, op: '>=', value: 1",
                "queue.service_level, op: '<=', value: 0",
                "cases.net_flow, op: '>=', value: 0",
                "cases.net_flow, op: '<', value: -5, recover: 0"
            })
    void takesALevelAtTheEdgeOfWhatAMetricCanBe(String level) {
        assertThatCode(() -> Rules.parse(oneLevel(level))).doesNotThrowAnyException();
    }

    private static String oneLevel(String level) {
        String[] parts = level.split(", ", 2);
        return "rules:\n  - {uid: edge, title: T, annotations: {summary: S}, metric: " + parts[0]
                + ", levels: [{severity: info, " + parts[1] + "}]}";
    }
}
