package io.bellwether.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.domain.WritePrecision;
import io.bellwether.metric.Metric;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class EmbeddedStoreITCase {

    private static final List<String> DIMENSIONS = List.of("queue", "channel");

    @TempDir
    Path dir;

    @Test
    void takesTheInfluxClientKeepsOneRowAPointAndStaysQuiet() throws Exception {
        PrintStream stdout = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream stderr = System.err;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(System.out);
        try (EmbeddedStore store = EmbeddedStore.start(dir, 0, DIMENSIONS)) {
            write(store, "queue,queue=退款,rollup=queue offered=3i,service_level=0.5 1700000000000");
            write(store, "queue,queue=退款,rollup=queue offered=4i,service_level=0.75 1700000000000");
            write(store, "queue,queue=billing,rollup=queue offered=1i 1700000000000");
            write(
                    store,
                    "alert_events,rule=r,severity=page,transition=firing,clock=first_reply"
                            + " alert_id=\"a\",title=\"t\",text=\"排队 \\\"long\\\"\",value=1.5,starts_at=7i,end_ms=8i 1700000000001");
            store.awaitApplied();

            assertThat(store.query("SELECT queue, rollup, offered, service_level, ts FROM queue ORDER BY queue"))
                    .containsExactly(
                            row("queue", "billing", "rollup", "queue", "offered", 1L, "service_level", null),
                            row("queue", "退款", "rollup", "queue", "offered", 4L, "service_level", 0.75));
            assertThat(store.query("SELECT clock, text, value, starts_at FROM alert_events"))
                    .containsExactly(
                            Map.of("clock", "first_reply", "text", "排队 \"long\"", "value", 1.5, "starts_at", 7L));
            for (Metric metric : Metric.all()) {
                assertThat(columns(store, metric.measurement().wireName())).contains(metric.field());
            }
        } finally {
            System.setOut(stdout);
            System.setErr(stderr);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void keepsItsDataAndSaysWhatIsWrong() throws Exception {
        int port;
        try (EmbeddedStore store = EmbeddedStore.start(dir, 0, DIMENSIONS)) {
            port = store.port();
            write(store, "cases,rollup=all created=5i 1700000000000");
            assertThatThrownBy(() -> EmbeddedStore.start(dir.resolve("second"), store.port(), DIMENSIONS))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageContaining("Port " + store.port())
                    .hasMessageContaining("metrics store");
            assertThatThrownBy(() -> store.query("SELECT nonsense FROM cases"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("nonsense");
        }
        try (EmbeddedStore store = EmbeddedStore.start(dir, port, DIMENSIONS)) {
            store.awaitApplied();
            assertThat(store.query("SELECT created FROM cases")).containsExactly(Map.of("created", 5L));
        }
    }

    private static Set<String> columns(EmbeddedStore store, String table) throws Exception {
        return store.query("SELECT \"column\" FROM table_columns('" + table + "')").stream()
                .map(row -> (String) row.get("column"))
                .collect(Collectors.toSet());
    }

    private static Map<String, Object> row(Object... pairs) {
        Map<String, Object> row = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            row.put((String) pairs[i], pairs[i + 1]);
        }
        row.put("ts", "2023-11-14T22:13:20.000000Z");
        return row;
    }

    private static void write(EmbeddedStore store, String line) {
        try (InfluxDBClient client = InfluxDBClientFactory.create(store.url(), "any".toCharArray(), "org", "bucket")) {
            client.getWriteApiBlocking().writeRecord(WritePrecision.MS, line);
        }
    }
}
