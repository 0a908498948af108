package io.bellwether.bench;

import io.bellwether.settings.Settings;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;

/**
 * What is asked of Flink SQL. The second query is what a user would write in Bellwether's place: the same windows, the same
 * rollups, and every number that an event alone tells. What SQL has no words for is left out, in its favour: scores of
 * texts, SLA clocks and deadlines, waits and levels (who waits, what is open), agents' time, corrections by late events,
 * events that are sent twice, limits of values, rules.
 */
final class SqlJobs {

    /** What it counts by type, as Bellwether does; more of them changes the cost little. */
    private static final List<String> COUNTED = List.of(
            "chat.queued",
            "chat.assigned",
            "chat.abandoned",
            "chat.missed",
            "chat.transferred",
            "chat.ended",
            "chat.handoff",
            "chat.message",
            "ticket.created",
            "ticket.assigned",
            "ticket.message",
            "ticket.status_changed",
            "refund.opened",
            "refund.completed",
            "survey.requested",
            "survey.answered");

    private static final List<Integer> PERCENTILES = List.of(50, 90, 95, 99);

    private final Settings settings;

    SqlJobs(Settings settings) {
        this.settings = settings;
    }

    /** Rows with {@code n}, how many events each stands for. */
    DataStream<Row> oneWindow(StreamExecutionEnvironment environment, String servers, BenchLoad.Topics topics) {
        return query(environment, servers, topics, """
                SELECT window_start, queue, COUNT(*) AS n, SUM(CHAR_LENGTH(text)) AS characters
                FROM %s
                GROUP BY window_start, window_end, queue
                """.formatted(windows()));
    }

    /** Rows with {@code n}, how many events each stands for, and {@code coarse}, 0 where that is the total. */
    DataStream<Row> sameRollups(StreamExecutionEnvironment environment, String servers, BenchLoad.Topics topics) {
        return query(environment, servers, topics, rollups());
    }

    private String windows() {
        return "TUMBLE(TABLE events, DESCRIPTOR(`time`), INTERVAL '%d' SECOND)"
                .formatted(settings.series().windowMillis() / 1_000);
    }

    /** The query of the rollups. */
    String rollups() {
        String names = used().stream().map(SqlJobs::quoted).collect(Collectors.joining(", "));
        String counts = COUNTED.stream()
                .map(type -> "COUNT(*) FILTER (WHERE `type` = '" + type + "') AS " + quoted(type))
                .collect(Collectors.joining(", "));
        String percentiles = PERCENTILES.stream()
                .map(p -> "PERCENTILE(CHAR_LENGTH(text), 0.%d) AS p%d".formatted(p, p))
                .collect(Collectors.joining(", "));
        String sets = settings.series().rollups().stream()
                .map(rollup -> rollup.stream().map(SqlJobs::quoted).collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining(", "));
        return """
                SELECT window_start, %1$s, GROUPING_ID(%1$s) AS coarse, COUNT(*) AS n, %2$s,
                  SUM(CHAR_LENGTH(text)) AS characters, AVG(CHAR_LENGTH(text)) AS length, MAX(CHAR_LENGTH(text)) AS longest,
                  SUM(score) AS scores, %3$s
                FROM %4$s
                GROUP BY window_start, window_end, GROUPING SETS (%5$s)
                """.formatted(names, counts, percentiles, windows(), sets);
    }

    /** {@code GROUPING_ID} of the total: every dimension is left out. */
    long total() {
        return (1L << used().size()) - 1;
    }

    private TreeSet<String> used() {
        return settings.series().rollups().stream()
                .flatMap(List::stream)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String quoted(String name) {
        return '`' + name + '`';
    }

    private DataStream<Row> query(
            StreamExecutionEnvironment environment, String servers, BenchLoad.Topics topics, String query) {
        StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
        String dimensions = settings.series().dimensions().stream()
                .map(name -> quoted(name) + " STRING, ")
                .collect(Collectors.joining());
        tables.executeSql("""
                CREATE TABLE events (
                  `time` TIMESTAMP_LTZ(3), `type` STRING, %s text STRING, score DOUBLE,
                  WATERMARK FOR `time` AS `time` - INTERVAL '%d' SECOND)
                WITH (
                  'connector' = 'kafka', 'topic' = '%s', 'properties.bootstrap.servers' = '%s',
                  'properties.interceptor.classes' = '%s',
                  'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset',
                  'format' = 'json', 'json.timestamp-format.standard' = 'ISO-8601')
                """.formatted(
                        dimensions,
                        Math.max(1, settings.time().disorderMillis() / 1_000),
                        String.join(";", topics.all()),
                        servers,
                        Fetches.class.getName()));
        return tables.toDataStream(tables.sqlQuery(query));
    }
}
