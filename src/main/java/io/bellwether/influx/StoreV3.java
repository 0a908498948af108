package io.bellwether.influx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** InfluxDB 3: a bucket is a database; the tags of a table are those with which it was made. */
final class StoreV3 implements StoreKind {

    private final StoreAdmin admin;

    StoreV3(StoreAdmin admin) {
        this.admin = admin;
    }

    private static JsonNode good(StoreAdmin.Reply reply, String todo) throws StoreException {
        if (!reply.isGood()) {
            throw new StoreException("refuses to " + todo + " (" + reply.reason() + ")");
        }
        return reply.json();
    }

    /** It does not tell for how long a database keeps points. */
    @Override
    public Optional<Bucket> find(String name) throws StoreException {
        for (JsonNode row : good(admin.get("api/v3/configure/database", "format", "json"), "list databases")) {
            for (JsonNode value : row) {
                if (value.asText().equals(name)) {
                    return Optional.of(new Bucket(name, name, -1));
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public void create(String name, long retentionMillis) throws StoreException {
        ObjectNode database = StoreAdmin.object().put("db", name);
        if (retentionMillis > 0) {
            database.put("retention_period", retentionMillis / 1_000 + "s");
        }
        good(admin.post("api/v3/configure/database", database), "create the database " + name);
    }

    @Override
    public boolean table(Bucket bucket, String measurement, List<String> tags) throws StoreException {
        ObjectNode table = StoreAdmin.object().put("db", bucket.name()).put("table", measurement);
        tags.forEach(table.putArray("tags")::add);
        table.putArray("fields");
        StoreAdmin.Reply reply = admin.post("api/v3/configure/table", table);
        if (reply.status() == 409) {
            return false;
        }
        good(reply, "create the table " + measurement);
        return true;
    }

    /** Its series are rows of tables, and cost nothing by their number. */
    @Override
    public long series(String name) {
        return -1;
    }
}
