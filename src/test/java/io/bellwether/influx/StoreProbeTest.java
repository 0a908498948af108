package io.bellwether.influx;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.http.MisbehavingServer;
import io.bellwether.influx.StoreProbe.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreProbeTest {

    private static StoreProbe.Answer ask(MisbehavingServer server) {
        String url = server.uri("/").toString();
        return StoreProbe.ask(InfluxSettings.of(url, "our org", "b", "geheim"), "trends");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            204 | ''        | TAKES   | takes points for bucket trends
            400 | application/json | TAKES | takes points
            400 | ''        | AWAY    | not as a store does; look at influx.url (http or https?)
            400 | text/plain; charset=utf-8 | AWAY | not as a store does
            401 | ''        | REFUSES | does not know the token (status 401); look at influx.token
            403 | ''        | REFUSES | the token may not write to bucket trends
            404 | ''        | REFUSES | has no bucket trends in this organisation
            302 | ''        | AWAY    | sends elsewhere (status 302)
            200 | text/html | AWAY    | answers with a page
            503 | ''        | AWAY    | cannot take points now (status 503)
            429 | ''        | AWAY    | cannot take points now (status 429)
            """)
    void saysWhatAStatusMeans(int status, String type, Kind kind, String message) throws Exception {
        try (MisbehavingServer server = new MisbehavingServer()) {
            server.then(
                    status == 302
                            ? MisbehavingServer.status(302, "", "Location: " + server.uri("/login"))
                            : MisbehavingServer.status(
                                    status, "geheim", "Content-Type: " + (type.isEmpty() ? "x/y" : type)));
            StoreProbe.Answer answer = ask(server);

            assertThat(answer.kind()).isEqualTo(kind);
            assertThat(answer.message()).contains(message).doesNotContain("geheim");
            assertThat(server.requests()).singleElement().satisfies(request -> {
                assertThat(request.path()).isEqualTo("/api/v2/write?org=our%20org&bucket=trends&precision=ms");
                assertThat(request.body()).isEmpty();
            });
        }
    }

    /** Whoever has version 1 has no token, and guesses. */
    @ParameterizedTest
    @CsvSource({"1.8.10, true", "v1.11.8, true", "v2.7.12, false", "3.1.0, false"})
    void ofVersionOneItSaysWhatATokenIs(String version, boolean said) throws Exception {
        try (MisbehavingServer server = new MisbehavingServer()) {
            server.then(MisbehavingServer.status(
                    401, "geheim", "Content-Type: application/json", "X-Influxdb-Version: " + version));
            String message = ask(server).message();

            assertThat(message).startsWith("does not know the token (status 401); look at influx.token");
            assertThat(message.endsWith(": of InfluxDB 1.x influx.token is user:password"))
                    .isEqualTo(said);
        }
    }

    @Test
    void aStoreThatIsAwayIsAway() throws Exception {
        MisbehavingServer server = new MisbehavingServer();
        server.close();
        assertThat(ask(server).kind()).isEqualTo(Kind.AWAY);
    }
}
