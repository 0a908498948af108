package io.bellwether.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.metric.Metric;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScenariosTest {
    @Test
    void everyBuiltInScenarioCanBeRead() {
        assertThat(Scenarios.names()).allSatisfy(name -> {
            Scenario scenario = Scenarios.load(name);
            assertThat(scenario.name()).isEqualTo(name);
            assertThat(scenario.title()).isNotBlank();
            assertThat(scenario.organisation().queues()).hasSizeBetween(8, 12);
        });
    }

    @ParameterizedTest
    @EnumSource(IncidentKind.class)
    void expectedSignalsAreMetrics(IncidentKind kind) {
        assertThat(kind.expectedSignals())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(Metric.byFullName(name)).as(name).isNotNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh", "en"})
    void theMainLanguagesHaveManyLines(String language) {
        List<String> lines = Phrasebook.load().sections(language).entrySet().stream()
                .filter(section -> !section.getKey().startsWith("slot."))
                .flatMap(section -> section.getValue().stream())
                .toList();
        assertThat(lines).doesNotHaveDuplicates().hasSizeGreaterThan(180);
    }

    @Test
    void everyLanguageHasTheSectionsThatNoTopicReplaces() {
        Set<String> needed = Phrasebook.load().sections("en").keySet().stream()
                .filter(name -> name.split("\\.").length == 2 || name.contains(".any.") || name.contains("follow"))
                .collect(Collectors.toSet());
        assertThat(Phrasebook.languages()).allSatisfy(language -> assertThat(
                        Phrasebook.load().sections(language).keySet())
                .containsAll(needed));
    }

    @Test
    void mistakesAreNamed() {
        assertThatThrownBy(() -> Scenarios.load("storm"))
                .hasMessageStartingWith("there is no scenario 'storm'; there are [calm, agents-out");
        String organisation =
                "{name: one, zone: UTC, queues: [], teams: [{name: t, queues: [q], slots: 1, shifts: []}]}";
        assertThatThrownBy(() -> Scenarios.read("{name: x, title: x}", organisation))
                .hasMessageContaining("scenario 'x' could not be read")
                .hasMessageContaining("team 't' names a queue 'q' that is not there");
        assertThatThrownBy(() -> Scenarios.load("calm").withRate(0)).hasMessageContaining("rate 0.0 is outside");
    }

    @ParameterizedTest
    @CsvSource({"250ms,250", "90s,90000", "1m30s,90000", "8h,28800000", "2d,172800000", "0,0"})
    void lengthsOfTime(String text, long millis) {
        assertThat(Span.of(text).millis()).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "8", "h", "-1s", "1 h", "1.5m"})
    void wrongLengthsOfTime(String text) {
        assertThatThrownBy(() -> Span.of(text)).hasMessageContaining("is not a length of time");
    }
}
