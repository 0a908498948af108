package io.bellwether.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.Bellwether;
import io.bellwether.embedded.EmbeddedKafka;
import io.bellwether.http.MisbehavingServer;
import io.bellwether.job.StartChecks;
import io.bellwether.settings.Settings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a start finds wrong with servers, and {@code check} before it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CheckITCase {

    private EmbeddedKafka kafka;

    @TempDir
    private static Path broker;

    @TempDir
    private Path base;

    private Path config;
    private Path rules;

    @BeforeAll
    void broker() throws Exception {
        kafka = EmbeddedKafka.start(broker, 0);
        for (String topic : new String[] {"c.tickets", "c.chats", "c.agents", "c.rejected"}) {
            kafka.createTopic(topic, 1);
        }
    }

    @AfterAll
    void end() throws Exception {
        kafka.close();
    }

    @BeforeEach
    void files() throws Exception {
        rules = Files.createDirectories(base.resolve("rules"));
        config = base.resolve("b.yaml");
    }

    private void settings(String rejected, String store) throws Exception {
        Files.writeString(config, """
                kafka:
                  bootstrap_servers: "%s"
                  topics: {tickets: c.tickets, chats: c.chats, agents: c.agents, rejected: %s, failed_deliveries: c.failed, control: c.control, alerts: c.alerts}
                influx: {url: "%s", bucket: b, trend_bucket: trends, token: geheim}
                alert_rules: "%s"
                """.formatted(kafka.bootstrapServers(), rejected, store, rules));
    }

    private String run(String... arguments) {
        StringWriter out = new StringWriter();
        int code = Bellwether.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(arguments);
        return code + "\n" + out;
    }

    private String check(String... more) {
        String[] arguments = new String[more.length + 3];
        arguments[0] = "check";
        arguments[1] = "--config";
        arguments[2] = config.toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return run(arguments);
    }

    @Test
    void allIsWell() throws Exception {
        try (MisbehavingServer store = new MisbehavingServer()) {
            store.then(MisbehavingServer.status(204, ""), MisbehavingServer.status(204, ""));
            settings("c.rejected", store.uri("/").toString());

            assertThat(check())
                    .startsWith("0\nok       settings: every key and value is understood\n")
                    .contains("ok       kafka.topics.rejected: topic c.rejected, 1 partition")
                    .contains("ok       influx.trend_bucket: ")
                    .contains("warning  routing: no routing file")
                    .endsWith("A job can start with this.\n")
                    .doesNotContain("geheim");
            assertThat(store.requests()).hasSize(2);
        }
    }

    @Test
    void whatIsMissingIsNamedAndTheJobDoesNotStart() throws Exception {
        try (MisbehavingServer store = new MisbehavingServer()) {
            for (int i = 0; i < 3; i++) {
                store.then(MisbehavingServer.status(204, ""), MisbehavingServer.status(404, ""));
            }
            settings("c.letters", store.uri("/").toString());

            String missing = "kafka.topics.rejected: Kafka at " + kafka.bootstrapServers() + " has no topic c.letters";
            assertThat(check())
                    .startsWith("1\n")
                    .contains("error    " + missing)
                    .contains("error    influx.trend_bucket: ")
                    .contains("has no bucket trends in this organisation")
                    .endsWith("2 errors: no job would start.\n");
            JsonNode json = new ObjectMapper().readTree(check("--json").split("\n", 2)[1]);
            assertThat(json.get("ok").asBoolean()).isFalse();
            assertThat(json.findValuesAsText("what")).contains("kafka.topics.rejected", "influx.trend_bucket");

            assertThat(run("run", "--config", config.toString(), "--web-port", "0"))
                    .startsWith("2\n")
                    .contains(missing)
                    .contains("has no bucket trends");
        }
    }

    @Test
    void everythingIsToldInOneGoThoughVariablesAreMissing() throws Exception {
        settings("c.letters", "http://127.0.0.1:1");
        Files.writeString(config, Files.readString(config).replace("geheim", "'${A_TOKEN_THAT_IS_NOT_SET}'"));
        Files.writeString(rules.resolve("alert-routing.yaml"), """
                receivers:
                  - {name: hook, type: webhook, url: "${A_URL_THAT_IS_NOT_SET}", secret: "${A_SECRET_THAT_IS_NOT_SET}"}
                routes:
                  - {match: {}, receiver: hook}
                """);
        Files.writeString(rules.resolve("a.yaml"), "ruls: []");

        assertThat(check())
                .startsWith("1\n")
                .contains(
                        "error    " + config + ":4:", "influx.token: the environment variable A_TOKEN_THAT_IS_NOT_SET")
                .contains("a.yaml:1:1: ruls: unknown key")
                .contains("A_URL_THAT_IS_NOT_SET", "A_SECRET_THAT_IS_NOT_SET")
                .contains("ok       kafka.topics.tickets: ", "has no topic c.letters")
                .contains("warning  influx: was not looked at")
                .doesNotContain("every key and value is understood");
        assertThat(run("run", "--config", config.toString(), "--web-port", "0"))
                .startsWith("2\n")
                .contains("influx.token: the environment variable A_TOKEN_THAT_IS_NOT_SET is not set");
    }

    @Test
    void aStartMakesTheTopicOfFailedDeliveries() throws Exception {
        settings("c.rejected", "http://127.0.0.1:1");
        Settings settings = Settings.load(config);
        assertThat(check())
                .contains("warning  kafka.topics.failed_deliveries: ", "has no topic c.failed; a start makes it");
        assertThat(StartChecks.require(settings))
                .anyMatch(remark -> remark.contains("made the topic c.failed"))
                .anyMatch(remark -> remark.contains("made the topic c.control"))
                .anyMatch(remark -> remark.contains("made the topic c.alerts"));
        assertThat(check()).contains("ok       kafka.topics.failed_deliveries: topic c.failed, 1 partition");
    }

    @Test
    void aStoreThatIsAwayIsAWarningAndOfflineNobodyIsAsked() throws Exception {
        MisbehavingServer store = new MisbehavingServer();
        settings("c.rejected", store.uri("/").toString());
        store.close();

        assertThat(check())
                .startsWith("0\n")
                .contains("warning  influx.bucket: ")
                .contains("is influx.url right? The job starts all the same, and points wait.");
        assertThat(check("--offline"))
                .startsWith("0\n")
                .doesNotContain("influx")
                .doesNotContain("kafka");
    }

    @Test
    void whatIsWrongInFilesIsSaidWithItsPlace() throws Exception {
        Files.writeString(rules.resolve("a.yml"), "rules: [{uid: a}]");
        Files.writeString(rules.resolve("alert-routing.yaml"), "routs: []");
        settings("c.rejected", "http://127.0.0.1:1");

        assertThat(check("--offline"))
                .startsWith("1\n")
                .contains("error    a.yml:1:15: rules[0].uid: must be 3 to 64")
                .contains("alert-routing.yaml:1:1: routs: unknown key")
                .contains("no job would start.");
        Files.writeString(config, "dimensions: [queue, case_id]");
        assertThat(check("--offline")).startsWith("1\n").contains("b.yaml:1:21: dimensions[1]: \"case_id\"");
    }
}
