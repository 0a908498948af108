package io.bellwether.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What Grafana is given at its start fits the compose file and the settings. */
class ProvisioningTest {
    private static final String DATA_SOURCES = "dashboards/provisioning/datasources/influxdb.yaml";

    @Test
    void everyVariableOfTheDataSourcesIsSet() throws IOException {
        JsonNode environment = Deployment.service("grafana").get("environment");
        assertThat(ComposeTest.references(DATA_SOURCES))
                .contains("INFLUX_TOKEN")
                .allSatisfy(name -> assertThat(environment.has(name)).as(name).isTrue());
    }

    @Test
    void bucketsAreTheSame() throws IOException {
        JsonNode settings = Deployment.yaml("bellwether.yaml").get("influx");
        JsonNode grafana = Deployment.service("grafana").get("environment");
        JsonNode influx = Deployment.service("influxdb").get("environment");
        assertThat(grafana.get("INFLUX_BUCKET")).isEqualTo(settings.get("bucket"));
        assertThat(grafana.get("INFLUX_TREND_BUCKET")).isEqualTo(settings.get("trend_bucket"));
        assertThat(influx.get("DOCKER_INFLUXDB_INIT_BUCKET")).isEqualTo(settings.get("bucket"));
        assertThat(influx.get("DOCKER_INFLUXDB_INIT_ORG")).isEqualTo(settings.get("org"));
        assertThat(settings.get("trend_bucket").asText())
                .as("docker/influxdb/trend-bucket.sh")
                .isEqualTo(settings.get("bucket").asText() + "_trends");
        assertThat(grafana.get("INFLUX_TOKEN")).isEqualTo(influx.get("DOCKER_INFLUXDB_INIT_ADMIN_TOKEN"));
    }

    @Test
    void dataSourcesSpeakInfluxQlWithTheTokenInAHeader() throws IOException {
        List<String> uids = new ArrayList<>();
        for (JsonNode source : Deployment.yaml(DATA_SOURCES).get("datasources")) {
            uids.add(source.get("uid").asText());
            assertThat(source.get("type").asText()).isEqualTo("influxdb");
            assertThat(source.get("jsonData").get("version").asText()).isEqualTo("InfluxQL");
            assertThat(source.get("jsonData").get("httpHeaderName1").asText()).isEqualTo("Authorization");
            assertThat(source.get("secureJsonData").get("httpHeaderValue1").asText())
                    .isEqualTo("Token $INFLUX_TOKEN");
        }
        assertThat(uids).containsExactly("bellwether", "bellwether-trends");
    }

    /** Of an hourly point in a panel of panes, or the other way round, numbers would be wrong: neither can be chosen. */
    @Test
    void eachDashboardOffersTheDataSourceThatItIsMadeFor() throws IOException {
        JsonNode sources = Deployment.yaml(DATA_SOURCES).get("datasources");
        for (JsonNode board : Boards.all().values()) {
            for (JsonNode variable : board.get("templating").get("list")) {
                if (variable.get("type").asText().equals("datasource")) {
                    String regex = variable.get("regex").asText();
                    Pattern offered = Pattern.compile(regex.substring(1, regex.length() - 2), Pattern.CASE_INSENSITIVE);
                    List<String> uids = new ArrayList<>();
                    for (JsonNode source : sources) {
                        if (offered.matcher(source.get("name").asText()).find()) {
                            uids.add(source.get("uid").asText());
                        }
                    }
                    assertThat(uids)
                            .as(variable.get("name").asText())
                            .containsExactly(
                                    variable.get("current").get("value").asText());
                }
            }
        }
    }

    @Test
    void dashboardsAreWhereTheProviderLooks() throws IOException {
        Map<String, String> mounts = new TreeMap<>();
        for (JsonNode volume : Deployment.service("grafana").get("volumes")) {
            if (volume.isObject()) {
                mounts.put(volume.get("target").asText(), volume.get("source").asText());
            }
        }
        JsonNode providers = Deployment.yaml("dashboards/provisioning/dashboards/bellwether.yaml")
                .get("providers");
        String path = providers.get(0).get("options").get("path").asText();
        assertThat(mounts).containsEntry(path, "./dashboards");
        assertThat(mounts)
                .containsEntry(providers.get(1).get("options").get("path").asText(), "./dashboards/zh");
        assertThat(providers.findValuesAsText("folder")).doesNotHaveDuplicates();
        assertThat(Deployment.texts(Deployment.service("grafana").get("tmpfs")))
                .as("no dashboard is found by two providers")
                .containsExactly(path + "/zh");
        String home = Deployment.service("grafana")
                .get("environment")
                .get("GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH")
                .asText();
        assertThat(home).startsWith(path + "/");
        assertThat(Path.of("dashboards", home.substring(path.length() + 1))).exists();
    }
}
