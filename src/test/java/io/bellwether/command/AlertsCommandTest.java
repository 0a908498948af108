package io.bellwether.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.Bellwether;
import io.bellwether.http.MisbehavingServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A test message leaves no doubt about what became of it. */
class AlertsCommandTest {

    @TempDir
    private Path rules;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private MisbehavingServer server;

    @BeforeEach
    void write() throws IOException {
        server = new MisbehavingServer();
        String local = ", allow_http_hosts: [127.0.0.1], allow_private: true}\n";
        Files.writeString(
                rules.resolve("alert-routing.yaml"),
                "receivers:\n"
                        + "  - {name: ops-ding, type: dingtalk, url: \"" + server.uri("/geheim") + "\", language: zh"
                        + local
                        + "  - {name: oncall, type: pagerduty, url: \"" + server.uri("/pd")
                        + "\", routing_key: geheimer-schluessel" + local
                        + "  - {name: unset, type: slack, url: \"${BELLWETHER_NO_SUCH_VARIABLE}\"}\n"
                        + "routes: [{receiver: ops-ding}]\n");
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private int run(String name) {
        return Bellwether.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute("alerts", "test-receiver", name, "--rules", rules.toString());
    }

    @Test
    void aSuccess() {
        server.then(MisbehavingServer.status(200, "{\"errcode\":0,\"errmsg\":\"ok\"}"));
        assertThat(run("ops-ding")).isZero();
        assertThat(out.toString())
                .contains(
                        "The test message to ops-ding (dingtalk) at http://127.0.0.1:",
                        ": answered 200, which is a success.")
                .doesNotContain("geheim");
        assertThat(server.requests()).singleElement().satisfies(request -> assertThat(request.text())
                .contains("测试消息，无需处理"));
    }

    @Test
    void aReceiverThatIsWronglySet() {
        server.then(
                MisbehavingServer.status(200, "{\"errcode\":310000,\"errmsg\":\"keywords not in content /geheim\"}"));
        assertThat(run("ops-ding")).isEqualTo(1);
        assertThat(out.toString())
                .contains("refuses every message (code_310000)", "give the robot the keyword Bellwether")
                .contains("It says: {\"errcode\":310000,\"errmsg\":\"keywords not in content ***\"}");
    }

    @Test
    void aPagerIsToldOfTheEndAtOnce() {
        server.then(MisbehavingServer.status(202, ""), MisbehavingServer.status(202, ""));
        assertThat(run("oncall")).isZero();
        assertThat(server.requests()).hasSize(2);
        assertThat(server.requests().get(0).text()).contains("\"event_action\":\"trigger\"", "TEST message");
        assertThat(server.requests().get(1).text()).contains("\"event_action\":\"resolve\"");
        assertThat(out.toString())
                .contains("The end of the test alert to oncall")
                .doesNotContain("geheim");
    }

    @Test
    void aPagerThatDidNotTakeItIsNotToldOfAnEnd() {
        server.then(MisbehavingServer.status(429, "", "Retry-After: 90"));
        assertThat(run("oncall")).isEqualTo(1);
        assertThat(server.requests()).hasSize(1);
        assertThat(out.toString()).contains("no success (http_429): an alert would be tried again, here after 90 s.");
    }

    @Test
    void aVariableThatIsNotSetHere() {
        assertThat(run("unset")).isEqualTo(1);
        assertThat(out.toString()).contains("cannot be used: the environment has no BELLWETHER_NO_SUCH_VARIABLE");
    }

    @Test
    void anUnknownNameIsToldTheKnownOnes() {
        assertThat(run("ops-dingg")).isEqualTo(2);
        assertThat(err.toString()).contains("one of ops-ding, oncall, unset", "did you mean ops-ding?");
    }
}
