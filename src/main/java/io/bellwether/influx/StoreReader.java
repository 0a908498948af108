package io.bellwether.influx;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Reads a bucket by InfluxQL, the one language that InfluxDB 1.8, 2 (by its mapping from databases to buckets, see {@link
 * StoreSetup}) and 3 speak. Answers are taken in chunks, so that years of hours need no memory at once. What goes wrong is told
 * with what to do, and without the token.
 */
public final class StoreReader implements RowSource {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String CHUNK = "10000";

    private final InfluxSettings settings;
    private final String bucket;
    private final StoreAdmin store;

    private StoreReader(InfluxSettings settings, String bucket) {
        this.settings = settings;
        this.bucket = bucket;
        this.store = StoreAdmin.reading(settings);
    }

    /** The bucket of panes, half hours and alerts. */
    public static StoreReader live(InfluxSettings settings) {
        return new StoreReader(settings, settings.bucket());
    }

    /** The bucket of hours; there must be one. */
    public static StoreReader trends(InfluxSettings settings) {
        if (!settings.hasTrends()) {
            throw new IllegalArgumentException("influx.trend_bucket is not set");
        }
        return new StoreReader(settings, settings.trendBucket());
    }

    @Override
    public String name() {
        return "bucket " + bucket + " of " + settings.url();
    }

    @Override
    public void read(Query query, Consumer<Row> each) throws StoreException {
        ask(statement(query) + " GROUP BY *", each);
    }

    @Override
    public OptionalLong edge(Query query, boolean last) throws StoreException {
        List<Row> rows = new ArrayList<>();
        ask(statement(query) + " ORDER BY time " + (last ? "DESC" : "ASC") + " LIMIT 1", rows::add);
        return rows.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(rows.get(0).time());
    }

    /** The least and the most that InfluxDB 1 takes for a time, about: it refuses others. */
    private static long within(long millis) {
        return Math.max(-9_000_000_000_000L, Math.min(9_000_000_000_000L, millis));
    }

    private static String statement(Query query) {
        String rollup = query.rollup().isEmpty() ? "" : "\"rollup\" = " + text(query.rollup()) + " AND ";
        return query.fields().stream().map(StoreAdmin::quoted).collect(Collectors.joining(", ", "SELECT ", " FROM "))
                + StoreAdmin.quoted(query.measurement()) + " WHERE " + rollup + "time >= " + within(query.from())
                + "ms AND time < " + within(query.to()) + "ms";
    }

    private static String text(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private void ask(String statement, Consumer<Row> each) throws StoreException {
        int slash = bucket.indexOf('/');
        String database = slash < 0 ? bucket : bucket.substring(0, slash);
        List<String> query = new ArrayList<>(
                List.of("db", database, "q", statement, "epoch", "ms", "chunked", "true", "chunk_size", CHUNK));
        if (slash >= 0) {
            query.addAll(List.of("rp", bucket.substring(slash + 1)));
        }
        try {
            store.stream("query", this::refusal, body -> take(body, each), query.toArray(String[]::new));
        } catch (StoreException e) {
            throw new StoreException("the store at " + settings.url() + " " + e.getMessage());
        }
    }

    private void take(InputStream body, Consumer<Row> each) throws IOException, StoreException {
        try (MappingIterator<JsonNode> chunks = MAPPER.readerFor(JsonNode.class).readValues(body)) {
            while (chunks.hasNextValue()) {
                take(chunks.nextValue(), each);
            }
        } catch (JsonProcessingException e) {
            throw new StoreException("answers with something that is no JSON; is influx.url right?");
        }
    }

    private void take(JsonNode chunk, Consumer<Row> each) throws StoreException {
        JsonNode results = chunk.path("results");
        if (!results.isArray()) {
            throw new StoreException("answers as no InfluxDB does; is influx.url right?");
        }
        for (JsonNode result : results) {
            String error = result.path("error").asText("");
            if (!error.isEmpty()) {
                throw new StoreException(refused(error));
            }
            for (JsonNode series : result.path("series")) {
                rows(series, each);
            }
        }
    }

    private static void rows(JsonNode series, Consumer<Row> each) {
        Map<String, String> tags = new HashMap<>();
        series.path("tags").properties().forEach(tag -> {
            if (!tag.getValue().asText().isEmpty()) {
                tags.put(tag.getKey(), tag.getValue().asText());
            }
        });
        JsonNode columns = series.path("columns");
        for (JsonNode values : series.path("values")) {
            Map<String, Object> row = new HashMap<>();
            // the first is the time
            for (int i = 1; i < columns.size(); i++) {
                JsonNode value = values.path(i);
                if (!value.isNull()) {
                    row.put(
                            columns.path(i).asText(),
                            value.isIntegralNumber()
                                    ? (Object) value.asLong()
                                    : value.isNumber() ? (Object) value.asDouble() : value.asText());
                }
            }
            each.accept(new Row(values.path(0).asLong(), Map.copyOf(tags), row));
        }
    }

    /** What a status that is no success says. */
    private String refusal(StoreAdmin.Reply reply) {
        return switch (reply.status()) {
            case 401 -> "does not know the token (" + reply.reason() + "); look at influx.token";
            case 403 ->
                "the token may not read " + bucket + " (" + reply.reason()
                        + "); grant it, or name another in influx.token";
            default -> refused(reply.reason());
        };
    }

    private String refused(String reason) {
        return reason.contains("not found") || reason.contains("404")
                ? "has nothing named " + bucket + " that InfluxQL can ask (" + reason
                        + "); correct the bucket's name, or let 'bellwether influx setup' make it"
                : "refuses to be read (" + reason + ")";
    }

    @Override
    public void close() {
        store.close();
    }
}
