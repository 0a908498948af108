package io.bellwether.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.file.Unusable;
import io.bellwether.simulate.ContactLog;
import io.bellwether.simulate.Scenario;
import io.bellwether.simulate.Scenarios;
import io.bellwether.simulate.Simulation;
import io.bellwether.simulate.Truth;
import io.bellwether.simulate.TruthWriter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownIncidentTest {

    @TempDir
    private Path folder;

    private Path file(String text) throws Exception {
        return Files.writeString(folder.resolve("truth.jsonl"), text);
    }

    @Test
    void isReadFromWhatASimulationWrites() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Scenario scenario = Scenarios.load("agents-out");
        Simulation simulation = new Simulation(scenario, 1, Alerts.minute(0), "x", ContactLog.NONE);
        Truth truth = new Truth();
        truth.queued("refunds", Alerts.minute(1));
        TruthWriter.write(simulation.incidents(), truth.rows(), out);

        List<KnownIncident> incidents = KnownIncident.read(List.of(file(out.toString(StandardCharsets.UTF_8))));

        assertThat(incidents).hasSameSizeAs(simulation.incidents());
        assertThat(incidents.get(0).start())
                .isEqualTo(simulation.incidents().get(0).start());
        assertThat(incidents.get(0).affected().get("queue"))
                .containsExactlyElementsOf(simulation.incidents().get(0).queues());
    }

    @Test
    void oneByHandNeedsTimesAlone() throws Exception {
        Path truth = file("\n{\"start\":\"2026-03-02T08:00:00+08:00\",\"end\":\"2026-03-02T01:00:00Z\"}\n");

        assertThat(KnownIncident.read(List.of(truth)))
                .containsExactly(new KnownIncident("line 2", Alerts.minute(0), Alerts.minute(60), Map.of()));
    }

    @Test
    void oneValueNeedsNoBrackets() throws Exception {
        Path truth = file("{\"start\":\"2026-03-02T08:00:00Z\",\"end\":\"2026-03-02T09:00:00Z\","
                + "\"affected\":{\"queue\":\"refunds\"}}\n");

        assertThat(KnownIncident.read(List.of(truth)).get(0).affected()).containsEntry("queue", Set.of("refunds"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{ | :1: no JSON",
                "{'start':'yesterday'} | :1: start must be a time such as 2026-03-02T08:00:00Z, not 'yesterday'",
                "{'start':'2026-03-02T08:00:00Z','end':'2026-03-02T08:00:00Z'} | :1: end must be after start"
            })
    void saysWhereAFileIsWrong(String line, String message) throws Exception {
        Path truth = file(line.replace('\'', '"'));

        assertThatThrownBy(() -> KnownIncident.read(List.of(truth)))
                .isInstanceOf(Unusable.class)
                .hasMessageContaining("truth.jsonl" + message);
    }

    @Test
    void whatBothSaySomethingOfTheyMustSayAlike() {
        KnownIncident incident =
                new KnownIncident("x", 0, 1, Map.of("queue", Set.of("refunds"), "channel", Set.of("jd", "taobao")));

        assertThat(incident.touches(Map.of())).isTrue();
        assertThat(incident.touches(Map.of("tier", "vip"))).isTrue();
        assertThat(incident.touches(Map.of("queue", "refunds", "channel", "jd")))
                .isTrue();
        assertThat(incident.touches(Map.of("queue", "refunds", "channel", "douyin")))
                .isFalse();
        assertThat(incident.touches(Map.of("queue", "presale"))).isFalse();
    }
}
