package io.bellwether.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.influx.InfluxProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real server that is asked as Grafana asks it: with the variables and macros of a query filled in. */
final class BoardStore implements AutoCloseable {

    static final String LIVE = "bellwether";
    static final String TRENDS = "trends";

    /** Whose days trends are of. */
    static final String ZONE = "Asia/Shanghai";

    /** Variables of which several or all can be chosen. */
    static final Pattern CHOSEN = Pattern.compile("/\\^\\$(\\w+)\\$/");

    private final InfluxProcess influx;

    private BoardStore(InfluxProcess influx) {
        this.influx = influx;
    }

    /** With what {@link StoreSample} has. */
    static BoardStore start(Path directory) throws Exception {
        BoardStore store = empty(directory);
        store.write(LIVE, StoreSample.live());
        store.write(TRENDS, StoreSample.trends());
        return store;
    }

    static BoardStore empty(Path directory) throws Exception {
        BoardStore store = new BoardStore(InfluxProcess.start(directory));
        store.create(LIVE);
        store.create(TRENDS);
        return store;
    }

    private void create(String database) throws Exception {
        InfluxLines.create(influx.url(), database);
    }

    void write(String database, String lines) throws Exception {
        InfluxLines.write(influx.url(), database, lines);
    }

    void write(String database, Path points) throws Exception {
        InfluxLines.write(influx.url(), database, points);
    }

    /** The first query of that title, variable or annotation. */
    static String query(String board, String title) throws IOException {
        return DashboardQuery.of(Boards.of(Boards.ENGLISH).get(board)).stream()
                .filter(query -> query.where().equals(title))
                .findFirst()
                .orElseThrow()
                .text();
    }

    /** Of a minute, all queues. */
    List<JsonNode> rows(String query, long from) throws Exception {
        return rows(query, from, List.of());
    }

    List<JsonNode> rows(String query, long from, List<String> queues) throws Exception {
        return rows(LIVE, query, from, from + StoreSample.PANES * StoreSample.PANE, "10s", queues);
    }

    /** Of all days of the trends bucket. */
    List<JsonNode> trends(String query, List<String> queues) throws Exception {
        long from = StoreSample.BUSY - StoreSample.DAYS * StoreSample.DAY;
        return rows(TRENDS, query, from, StoreSample.BUSY, "1d", queues);
    }

    /** Both ends included, as in Grafana. */
    List<JsonNode> rows(String database, String query, long from, long to, String step, List<String> queues)
            throws Exception {
        String text = filled(query, from, to, step, queues);
        JsonNode answer = Deployment.JSON.readTree(InfluxLines.query(influx.url(), database, text));
        assertThat(answer.get("results").get(0).has("error"))
                .as("%s: %s", text, answer)
                .isFalse();
        List<JsonNode> rows = new ArrayList<>();
        for (JsonNode series : answer.get("results").get(0).path("series")) {
            series.get("values").forEach(rows::add);
        }
        return rows;
    }

    /** As Grafana does: several names are a choice, special characters escaped. */
    private static String filled(String query, long from, long to, String step, List<String> queues) {
        String text = query.replace("$timeFilter", "time >= %dms and time <= %dms".formatted(from, to))
                .replace("$__interval", step)
                .replace("$clock", "first_reply")
                .replace("$kind", "CSAT")
                .replace("$goal", "0.9")
                .replace("$timezone", ZONE)
                .replace("/^$reason$/", "/^contradicts$/")
                .replace("/^$queue$/", "/^" + chosen(queues) + "$/");
        List<String> others =
                switch (queues.size()) {
                    case 0 -> List.of();
                    case 1 -> List.of(StoreSample.OTHER);
                    default -> List.of(StoreSample.OTHER, "no such");
                };
        text = CHOSEN.matcher(text).replaceAll(Matcher.quoteReplacement("/^" + chosen(others) + "$/"));
        assertThat(text.replace("$/", "/").replace("\\$", "")).doesNotContain("$");
        return text;
    }

    private static String chosen(List<String> values) {
        List<String> escaped = values.stream()
                .map(value -> value.replaceAll("[\\\\^$*+?.()|\\[\\]{}/]", "\\\\$0"))
                .toList();
        return switch (values.size()) {
            case 0 -> ".*";
            case 1 -> escaped.get(0);
            default -> "(" + String.join("|", escaped) + ")";
        };
    }

    @Override
    public void close() throws Exception {
        influx.close();
    }
}
