package io.bellwether.influx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a store asks to be asked, and what is said of one that does not answer as one. */
class StoreReaderTest {

    private static final RowSource.Query QUERY =
            new RowSource.Query("queue", "queue", List.of("offered"), 1_000, 2_000);

    private HttpServer server;
    private int status = 200;
    private String body = "";
    private final List<String> asked = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getQuery() + "|"
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private List<Row> read() throws Exception {
        InfluxSettings settings =
                InfluxSettings.of("http://localhost:" + server.getAddress().getPort(), "any", "db/rp", "s3cret");
        List<Row> rows = new ArrayList<>();
        try (StoreReader reader = StoreReader.live(settings)) {
            reader.read(QUERY, rows::add);
        }
        return rows;
    }

    @Test
    void chunksAreOneAnswer() throws Exception {
        String chunk = """
                {"results":[{"statement_id":0,"series":[{"name":"queue","tags":{"queue":"a","tier":""},"columns":["time","offered"],"values":[[%d,%d]],"partial":true}],"partial":true}]}
                """;
        body = chunk.formatted(1_000, 3) + chunk.formatted(1_500, 4);
        assertThat(read())
                .extracting(row -> row.time() + row.tags().toString() + row.number("offered"))
                .containsExactly("1000{queue=a}3.0", "1500{queue=a}4.0");
        assertThat(asked)
                .containsExactly(
                        "db=db&q=SELECT \"offered\" FROM \"queue\" WHERE \"rollup\" = 'queue' AND time >= 1000ms AND time < 2000ms"
                                + " GROUP BY *&epoch=ms&chunked=true&chunk_size=10000&rp=rp|Token s3cret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | {\"error\":\"no\"} | does not know the token",
                "403 | {\"message\":\"no\"} | may not read db/rp",
                "404 | {\"message\":\"no dbrp\"} | influx setup",
                "302 | '' | refuses to be read (status 302)",
                "200 | <html>log in</html> | is no JSON",
                "200 | {\"hello\":1} | as no InfluxDB does",
                "200 | {\"results\":[{\"error\":\"database not found: db\"}]} | influx setup",
                "200 | {\"results\":[{\"error\":\"timeout\"}]} | refuses to be read (timeout)"
            })
    void whatIsNoAnswerIsToldInWords(int code, String text, String words) {
        status = code;
        body = text;
        assertThatThrownBy(this::read)
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("the store at http://localhost:")
                .hasMessageContaining(words)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void aStoreThatIsAwayIsTold() {
        server.stop(0);
        assertThatThrownBy(this::read).isInstanceOf(StoreException.class).hasMessageContaining("is it running");
    }
}
