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
        String threshold = Deployment.yaml("bellwether.yaml").get("service_level").get("threshold").asText();
        String seconds = threshold.substring(0, threshold.length() - 1);
        assertThat(threshold).endsWith("s");
        assertThat(dashboard().findValuesAsText("title")).contains("Service level F6, " + seconds + " s");
        JsonNode wait = panel("Wait of answered contacts, worst queue");
        assertThat(wait.get("fieldConfig").get("defaults").get("thresholds").get("steps").get(1).get("value").asText())
                .isEqualTo(seconds);
    }

    @Test
    void refreshesWithTheWindow() throws IOException {
        assertThat(dashboard().get("refresh")).isEqualTo(Deployment.yaml("bellwether.yaml").get("window"));
        assertThat(Deployment.yaml("bellwether.yaml").get("window").asText())
                .as("events per second are those of a pane, divided by its length")
                .isEqualTo("10s");
    }

    @Test
    void linksToItself() throws IOException {
        assertThat(dashboard().findValuesAsText("url"))
                .isNotEmpty()
                .allMatch(url -> url.startsWith("/d/bellwether-operations?var-queue="));
        assertThat(dashboard().get("uid").asText()).isEqualTo("bellwether-operations");
    }

    @Test
    void usesTheProvisionedDataSource() throws IOException {
        JsonNode sources = Deployment.yaml("dashboards/provisioning/datasources/influxdb.yaml").get("datasources");
        assertThat(dashboard().get("templating").get("list").get(0).get("current").get("value"))
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
