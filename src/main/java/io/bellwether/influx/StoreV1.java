package io.bellwether.influx;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** InfluxDB 1.x: a bucket is {@code database/retention policy}, and all is said in InfluxQL. */
final class StoreV1 implements StoreKind {

    /** What a database has before anybody makes another. */
    private static final String FIRST_POLICY = "autogen";

    /** What whoever comes from version 2 does not know. */
    static final String TOKEN = "of InfluxDB 1.x influx.token is user:password";

    private final StoreAdmin admin;

    StoreV1(StoreAdmin admin) {
        this.admin = admin;
    }

    private static String database(String bucket) {
        int slash = bucket.indexOf('/');
        return slash < 0 ? bucket : bucket.substring(0, slash);
    }

    private static String policy(String bucket) {
        int slash = bucket.indexOf('/');
        return slash < 0 || slash == bucket.length() - 1 ? FIRST_POLICY : bucket.substring(slash + 1);
    }

    private JsonNode ask(String database, String statement, String todo) throws StoreException {
        return all(database, statement, todo).path(0);
    }

    private JsonNode all(String database, String statement, String todo) throws StoreException {
        StoreAdmin.Reply reply = admin.influxQl(database, statement);
        if (!reply.isGood()) {
            throw new StoreException(
                    "refuses to " + todo + " (" + reply.reason() + (reply.status() == 401 ? "; " + TOKEN + ")" : ")"));
        }
        return reply.json().path("results").path(0).path("series");
    }

    @Override
    public Optional<Bucket> find(String name) throws StoreException {
        boolean known = false;
        for (JsonNode row : ask("", "SHOW DATABASES", "list databases").path("values")) {
            known |= row.path(0).asText().equals(database(name));
        }
        if (!known) {
            return Optional.empty();
        }
        JsonNode policies =
                ask("", "SHOW RETENTION POLICIES ON " + StoreAdmin.quoted(database(name)), "list retention policies");
        for (JsonNode row : policies.path("values")) {
            if (row.path(0).asText().equals(policy(name))) {
                return Optional.of(new Bucket(name, name, millis(row.path(1).asText())));
            }
        }
        return Optional.empty();
    }

    /** Of a duration as Go writes it, such as {@code 720h0m0s}; 0 is for ever. */
    private static long millis(String duration) {
        return Duration.parse("PT" + duration.toUpperCase(Locale.ROOT)).toMillis();
    }

    @Override
    public void create(String name, long retentionMillis) throws StoreException {
        String database = StoreAdmin.quoted(database(name));
        ask("", "CREATE DATABASE " + database, "create the database " + database(name));
        boolean first = policy(name).equals(FIRST_POLICY);
        String verb = first ? "ALTER" : "CREATE";
        ask(
                "",
                verb + " RETENTION POLICY " + StoreAdmin.quoted(policy(name)) + " ON " + database + " DURATION "
                        + written(retentionMillis) + " REPLICATION 1",
                "create the retention policy " + policy(name));
    }

    @Override
    public boolean retain(Bucket bucket, long retentionMillis, boolean change) throws StoreException {
        if (change) {
            ask(
                    "",
                    "ALTER RETENTION POLICY " + StoreAdmin.quoted(policy(bucket.name())) + " ON "
                            + StoreAdmin.quoted(database(bucket.name())) + " DURATION " + written(retentionMillis),
                    "change the retention policy " + policy(bucket.name()));
        }
        return true;
    }

    private static String written(long millis) {
        return millis == 0 ? "INF" : millis / 1_000 + "s";
    }

    @Override
    public long series(String name) throws StoreException {
        JsonNode found = ask(database(name), "SHOW SERIES CARDINALITY", "count series");
        return found.path("values").path(0).path(0).asLong(-1);
    }

    /** Of the bucket's retention policy alone. */
    @Override
    public Map<String, Long> seriesByMeasurement(String name) throws StoreException {
        Map<String, Long> counts = new HashMap<>();
        String statement = "SHOW SERIES EXACT CARDINALITY FROM " + StoreAdmin.quoted(database(name)) + "."
                + StoreAdmin.quoted(policy(name)) + "./.*/";
        for (JsonNode one : all(database(name), statement, "count series by measurement")) {
            counts.put(
                    one.path("name").asText(),
                    one.path("values").path(0).path(0).asLong());
        }
        return counts;
    }
}
