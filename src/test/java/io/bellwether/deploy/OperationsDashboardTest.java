package io.bellwether.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What this dashboard says beside its queries is what the settings say. */
class OperationsDashboardTest {

    @Test
    void statesTheFormulaAndThresholdOfTheServiceLevel() throws IOException {
        JsonNode serviceLevel = Deployment.yaml("bellwether.yaml").get("service_level");
        String formula = serviceLevel.get("formula").asText();
        String threshold = serviceLevel.get("threshold").asText();
        String seconds = threshold.substring(0, threshold.length() - 1);
        assertThat(threshold).endsWith("s");
        assertThat(panel("Service level").get("description").asText())
                .contains("(" + formula + " and " + seconds + " s unless");
        JsonNode wait = panel("Wait of answered contacts, worst queue");
        assertThat(wait.get("fieldConfig")
                        .get("defaults")
                        .get("thresholds")
                        .get("steps")
                        .get(1)
                        .get("value")
                        .asText())
                .isEqualTo(seconds);
    }

    @Test
    void refreshesWithTheWindow() throws IOException {
        assertThat(dashboard().get("refresh"))
                .isEqualTo(Deployment.yaml("bellwether.yaml").get("window"));
    }

    /** Whoever sets another window keeps a right tile. */
    @Test
    void eventsPerSecondAreThoseOfAnyWindow() throws IOException {
        JsonNode tile = panel("Events per second");
        assertThat(tile.get("targets").get(0).get("query").asText())
                .contains("derivative(\"total\", 1s)")
                .doesNotContain("/ 10", "10s");
        assertThat(tile.get("description").asText()).doesNotContain("ten seconds");
    }

    @Test
    void linksToItself() throws IOException {
        assertThat(dashboard().findValuesAsText("url")).isNotEmpty().allMatch(url -> url.startsWith("/d/bellwether-"));
        assertThat(dashboard().get("uid").asText()).isEqualTo("bellwether-operations");
    }

    @Test
    void usesTheProvisionedDataSource() throws IOException {
        JsonNode sources = Deployment.yaml("dashboards/provisioning/datasources/influxdb.yaml")
                .get("datasources");
        assertThat(dashboard()
                        .get("templating")
                        .get("list")
                        .get(0)
                        .get("current")
                        .get("value"))
                .isEqualTo(sources.get(0).get("uid"));
    }

    private static JsonNode dashboard() throws IOException {
        return Deployment.JSON.readTree(Path.of("dashboards/operations.json").toFile());
    }

    private static JsonNode panel(String title) throws IOException {
        return DashboardQuery.panels(dashboard()).stream()
                .filter(panel -> panel.get("title").asText().equals(title))
                .findAny()
                .orElseThrow();
    }
}
