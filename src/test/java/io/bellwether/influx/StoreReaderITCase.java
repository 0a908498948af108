package io.bellwether.influx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real InfluxDB 1.x: the same rows come out of it as out of the file that went in. */
class StoreReaderITCase {

    /** More than fit in two chunks. */
    private static final int ROWS = 25_000;

    @TempDir
    private static Path directory;

    private static InfluxProcess influx;
    private static LineFile file;

    @BeforeAll
    static void start() throws Exception {
        influx = InfluxProcess.start(directory);
        StoreSetup.run(settings("it's/live", "it's/trends"), Retention.UNSAID, Map.of(), false);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < ROWS; i++) {
            lines.append("q,rollup=queue,queue=a\\ \\=\\,'b\" n=")
                    .append(i)
                    .append("i,x=")
                    .append(i / 7.0)
                    .append(i % 3 == 0 ? ",t=\"say \\\"so\\\"\" " : " ")
                    .append(1_700_000_000_000L + i)
                    .append('\n');
        }
        lines.append("q,rollup=all n=1i 1700000000000\nq,rollup=all n=2i 1800000000000\n");
        HttpResponse<String> reply = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(influx.url() + "/write?db=it%27s&rp=trends&precision=ms"))
                                .POST(BodyPublishers.ofString(lines.toString()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(204);
        file = new LineFile(Files.writeString(directory.resolve("x.lp"), lines));
    }

    @AfterAll
    static void stop() throws Exception {
        if (influx != null) {
            influx.close();
        }
    }

    private static InfluxSettings settings(String live, String trends) {
        return InfluxSettings.of(influx.url(), "any", live, "").withTrendBucket(trends);
    }

    private static List<Row> rows(RowSource source, RowSource.Query query) throws Exception {
        List<Row> rows = new ArrayList<>();
        source.read(query, rows::add);
        rows.sort(Comparator.comparingLong(Row::time));
        return rows;
    }

    /** A text of JSON does not say whether 3 was a whole number. */
    private static List<Object> told(List<Row> rows) {
        List<Object> told = new ArrayList<>();
        rows.forEach(row -> told.add(List.of(row.time(), row.tags(), row.number("n"), row.number("x"), row.text("t"))));
        return told;
    }

    @Test
    void theStoreGivesTheRowsOfTheFile() throws Exception {
        RowSource.Query query =
                new RowSource.Query("q", "queue", List.of("n", "x", "t"), 1_700_000_000_005L, 1_700_000_023_000L);
        try (StoreReader store = StoreReader.trends(settings("it's/live", "it's/trends"))) {
            List<Row> rows = rows(store, query);
            assertThat(rows).hasSize(22_995);
            assertThat(told(rows)).isEqualTo(told(rows(file, query)));
        }
    }

    @Test
    void edgesAreThoseOfTheRollup() throws Exception {
        RowSource.Query query = new RowSource.Query("q", "all", List.of("n"), Long.MIN_VALUE, Long.MAX_VALUE);
        try (StoreReader store = StoreReader.trends(settings("it's/live", "it's/trends"))) {
            assertThat(store.edge(query, false)).isEqualTo(OptionalLong.of(1_700_000_000_000L));
            assertThat(store.edge(query, true)).isEqualTo(OptionalLong.of(1_800_000_000_000L));
        }
        try (StoreReader live = StoreReader.live(settings("it's/live", "it's/trends"))) {
            assertThat(live.edge(query, true)).isEmpty();
        }
    }

    @Test
    void whatIsNotThereIsToldWithWhatToDo() {
        RowSource.Query query = new RowSource.Query("q", "all", List.of("n"), 0, Long.MAX_VALUE);
        try (StoreReader store = StoreReader.live(settings("nowhere", "it's/trends"))) {
            assertThatThrownBy(() -> store.read(query, row -> {}))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("nowhere")
                    .hasMessageContaining("influx setup");
        }
    }
}
