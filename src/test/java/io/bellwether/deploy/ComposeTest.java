package io.bellwether.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.apache.kafka.server.config.AbstractKafkaConfig;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class ComposeTest {

    /** influxdb/2.7/entrypoint.sh of influxdata/influxdata-docker. */
    private static final Set<String> INFLUX_IMAGE = Set.of(
            "DOCKER_INFLUXDB_INIT_MODE",
            "DOCKER_INFLUXDB_INIT_USERNAME",
            "DOCKER_INFLUXDB_INIT_PASSWORD",
            "DOCKER_INFLUXDB_INIT_ORG",
            "DOCKER_INFLUXDB_INIT_BUCKET",
            "DOCKER_INFLUXDB_INIT_RETENTION",
            "DOCKER_INFLUXDB_INIT_ADMIN_TOKEN");

    /** GF_SECTION_KEY of conf/defaults.ini of grafana/grafana. */
    private static final Set<String> GRAFANA_IMAGE = Set.of(
            "GF_SECURITY_ADMIN_PASSWORD",
            "GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH",
            "GF_USERS_DEFAULT_THEME",
            "GF_ANALYTICS_REPORTING_ENABLED",
            "GF_ANALYTICS_CHECK_FOR_UPDATES");

    /** docker-entrypoint.sh of apache/flink-docker; the properties themselves: {@link FlinkPropertiesTest}. */
    private static final Set<String> FLINK_IMAGE = Set.of("FLINK_PROPERTIES");

    private static final Pattern REFERENCE = Pattern.compile("(?<!\\$)\\$\\{?([A-Za-z_]+)([^}]*)}?");

    @Test
    void keepsToTheSchema() throws IOException {
        JsonNode schema;
        try (InputStream in = getClass().getResourceAsStream("compose.schema.json")) {
            schema = Deployment.JSON.readTree(in);
        }
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(schema)
                        .validate(withoutAnchorSources(Deployment.compose())))
                .isEmpty();
    }

    private static JsonNode withoutAnchorSources(JsonNode compose) {
        return ((ObjectNode) compose).without("x-flink");
    }

    @Test
    void namedVolumesAndDependenciesExist() throws IOException {
        JsonNode compose = Deployment.compose();
        for (JsonNode service : compose.get("services")) {
            service.path("depends_on")
                    .properties()
                    .forEach(entry -> assertConditionCanHold(
                            compose,
                            entry.getKey(),
                            entry.getValue().get("condition").asText()));
            for (JsonNode volume : service.path("volumes")) {
                if (volume.isTextual()) {
                    assertThat(compose.get("volumes").has(volume.asText().split(":")[0]))
                            .as(volume.asText())
                            .isTrue();
                }
            }
        }
    }

    private static void assertConditionCanHold(JsonNode compose, String name, String condition) {
        JsonNode service = compose.get("services").get(name);
        assertThat(service).as("service %s", name).isNotNull();
        switch (condition) {
            case "service_healthy" ->
                assertThat(service.has("healthcheck")).as(name).isTrue();
            case "service_completed_successfully" ->
                assertThat(service.get("restart").asText()).as(name).isEqualTo("no");
            default -> assertThat(condition).isEqualTo("service_started");
        }
    }

    @Test
    void mountedFilesExistAndTheJobJarIsWhatThePomBuilds() throws Exception {
        String jobJar = "./target/" + jobJarName();
        List<String> sources = new ArrayList<>();
        for (JsonNode service : Deployment.compose().get("services")) {
            for (JsonNode volume : service.path("volumes")) {
                if (volume.isObject()) {
                    sources.add(volume.get("source").asText());
                }
            }
        }
        assertThat(sources)
                .contains(jobJar)
                .filteredOn(source -> !source.equals(jobJar))
                .allSatisfy(source -> assertThat(Path.of(source)).exists());
    }

    /** artifactId-version-classifier.jar, as the shade plugin names what it attaches. */
    private static String jobJarName() throws Exception {
        Document pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("pom.xml").toFile());
        var xpath = XPathFactory.newInstance().newXPath();
        return String.join(
                        "-",
                        xpath.evaluate("/project/artifactId", pom),
                        xpath.evaluate("/project/version", pom),
                        xpath.evaluate("//shadedClassifierName", pom))
                + ".jar";
    }

    @Test
    void scriptsThatImagesRunAreExecutable() {
        assertThat(Path.of("docker/influxdb/trend-bucket.sh")).isExecutable();
        assertThat(Files.isExecutable(Path.of(".ci/run"))).isTrue();
        assertThat(Path.of("bellwether")).isExecutable();
        assertThat(Path.of("mvnw")).isExecutable();
    }

    @Test
    void everyReferenceHasADefault() throws IOException {
        List<String> withoutDefault = new ArrayList<>();
        for (String text : Deployment.texts(Deployment.compose())) {
            Matcher reference = REFERENCE.matcher(text.replace("$$", ""));
            while (reference.find()) {
                if (!reference.group(2).startsWith(":-")) {
                    withoutDefault.add(reference.group());
                }
            }
        }
        assertThat(withoutDefault).isEmpty();
    }

    @Test
    void imagesAndSettingsReadEveryVariable() throws IOException {
        assertReads("influxdb", INFLUX_IMAGE);
        assertReads("grafana", union(GRAFANA_IMAGE, references("dashboards/provisioning/datasources/influxdb.yaml")));
        Set<String> job = union(FLINK_IMAGE, union(references("bellwether.yaml"), referencesOfRules()));
        assertReads("jobmanager", job);
        assertReads("taskmanager", job);
        assertReads("kafka", kafkaVariables());
        assertReads("topics", Set.of());
        assertReads("checkpoints-owner", Set.of());
    }

    private static void assertReads(String service, Set<String> known) throws IOException {
        List<String> set = new ArrayList<>();
        Deployment.service(service).path("environment").fieldNames().forEachRemaining(set::add);
        assertThat(known).as("what %s reads", service).containsAll(set);
    }

    @Test
    void theJobFindsItsServersAndRules() throws IOException {
        JsonNode job = Deployment.service("jobmanager").get("environment");
        assertThat(union(references("bellwether.yaml"), referencesOfRules()))
                .contains("INFLUX_TOKEN")
                .allSatisfy(name -> assertThat(job.has(name)).as(name).isTrue());
        assertThat(job.get("KAFKA_BOOTSTRAP_SERVERS").asText()).isIn((Object[]) Deployment.service("kafka")
                .get("environment")
                .get("KAFKA_ADVERTISED_LISTENERS")
                .asText()
                .replaceAll("[A-Z]+://", "")
                .split(","));
        assertThat(Deployment.text("docker-compose.yml"))
                .contains("target: " + job.get("BELLWETHER_ALERT_RULES").asText());
        assertThat(Deployment.service("taskmanager").get("environment")).isEqualTo(job);
    }

    @Test
    void createsTheTopicsOfTheSettings() throws IOException {
        String script = Deployment.service("topics").get("command").get(0).asText();
        for (JsonNode topic : Deployment.yaml("bellwether.yaml").get("kafka").get("topics")) {
            assertThat(script).contains(topic.asText());
        }
    }

    /** {@code KAFKA_FOO_BAR} sets {@code foo.bar}: resources of the apache/kafka image. */
    private static Set<String> kafkaVariables() {
        Set<String> names = new TreeSet<>();
        for (String name : AbstractKafkaConfig.CONFIG_DEF.names()) {
            names.add("KAFKA_" + name.replace('.', '_').toUpperCase(Locale.ROOT));
        }
        return names;
    }

    private static Set<String> referencesOfRules() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of("alert-rules"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".yaml")).toList()) {
                names.addAll(references(file.toString()));
            }
        }
        return names;
    }

    static Set<String> references(String file) throws IOException {
        Set<String> names = new TreeSet<>();
        for (String text : Deployment.texts(Deployment.yaml(file))) {
            Matcher reference = REFERENCE.matcher(text);
            while (reference.find()) {
                names.add(reference.group(1));
            }
        }
        return names;
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }
}
