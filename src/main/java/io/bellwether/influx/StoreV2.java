package io.bellwether.influx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** InfluxDB 2.x: buckets of an organisation, which Grafana asks in InfluxQL by a mapping from a database's name. */
final class StoreV2 implements StoreKind {

    private static final String START = "-30d";
    private static final Pattern COUNT = Pattern.compile("\\d{1,18}");
    /** Others than ours have other names, and are left out where CSV would have to quote them. */
    private static final Pattern MEASUREMENT = Pattern.compile("[\\w.-]+");

    private final StoreAdmin admin;
    private final String org;
    private String orgId;

    StoreV2(StoreAdmin admin, String org) {
        this.admin = admin;
        this.org = org;
    }

    private static StoreAdmin.Reply granted(StoreAdmin.Reply reply, String todo) throws StoreException {
        if (reply.status() == 401 || reply.status() == 403) {
            throw new StoreException("the token may not " + todo + " (" + reply.reason()
                    + "); take one that may, such as the operator's, for this command alone");
        }
        if (!reply.isGood()) {
            throw new StoreException("refuses to " + todo + " (" + reply.reason() + ")");
        }
        return reply;
    }

    private static JsonNode good(StoreAdmin.Reply reply, String todo) throws StoreException {
        return granted(reply, todo).json();
    }

    private String orgId() throws StoreException {
        if (orgId == null) {
            StoreAdmin.Reply reply = admin.get("api/v2/orgs", "org", org);
            JsonNode found = reply.status() == 404
                    ? reply.json().path("orgs")
                    : good(reply, "look up the organisation").path("orgs");
            if (found.isEmpty()) {
                throw new StoreException("has no organisation " + org + " that this token sees; correct influx.org");
            }
            orgId = found.path(0).path("id").asText();
        }
        return orgId;
    }

    @Override
    public Optional<Bucket> find(String name) throws StoreException {
        StoreAdmin.Reply reply = admin.get("api/v2/buckets", "orgID", orgId(), "name", name);
        if (reply.status() == 404) {
            return Optional.empty();
        }
        for (JsonNode bucket : good(reply, "list buckets").path("buckets")) {
            if (bucket.path("name").asText().equals(name)) {
                long seconds = bucket.path("retentionRules")
                        .path(0)
                        .path("everySeconds")
                        .asLong(0);
                return Optional.of(new Bucket(name, bucket.path("id").asText(), seconds * 1_000));
            }
        }
        return Optional.empty();
    }

    @Override
    public void create(String name, long retentionMillis) throws StoreException {
        ObjectNode bucket = StoreAdmin.object().put("orgID", orgId()).put("name", name);
        rules(bucket, retentionMillis);
        good(admin.post("api/v2/buckets", bucket), "create the bucket " + name);
    }

    @Override
    public boolean retain(Bucket bucket, long retentionMillis, boolean change) throws StoreException {
        if (change) {
            ObjectNode wanted = StoreAdmin.object();
            rules(wanted, retentionMillis);
            good(admin.patch("api/v2/buckets/" + bucket.id(), wanted), "change the bucket " + bucket.name());
        }
        return true;
    }

    private static void rules(ObjectNode bucket, long retentionMillis) {
        bucket.putArray("retentionRules")
                .addObject()
                .put("type", "expire")
                .put("everySeconds", retentionMillis / 1_000);
    }

    /** Newer versions have one by themselves, which they call virtual. */
    @Override
    public String readable(Bucket bucket, boolean change) throws StoreException {
        JsonNode mappings = good(
                        admin.get("api/v2/dbrps", "orgID", orgId(), "bucketID", bucket.id()),
                        "list mappings for InfluxQL")
                .path("content");
        if (!mappings.isEmpty()) {
            return "";
        }
        int slash = bucket.name().indexOf('/');
        String database = slash < 0 ? bucket.name() : bucket.name().substring(0, slash);
        if (change) {
            ObjectNode mapping = StoreAdmin.object()
                    .put("orgID", orgId())
                    .put("bucketID", bucket.id())
                    .put("database", database)
                    .put(
                            "retention_policy",
                            slash < 0 ? "autogen" : bucket.name().substring(slash + 1))
                    .put("default", true);
            good(admin.post("api/v2/dbrps", mapping), "map a database to the bucket " + bucket.name());
        }
        return "database " + database + " for InfluxQL";
    }

    @Override
    public long series(String name) throws StoreException {
        for (String[] row : rows(name, "import \"influxdata/influxdb\"\n" + cardinality(name, ""))) {
            if (isCount(row)) {
                return Long.parseLong(row[row.length - 1]);
            }
        }
        return -1;
    }

    /** All in one request, each result under the measurement's name. */
    @Override
    public Map<String, Long> seriesByMeasurement(String name) throws StoreException {
        StringBuilder query = new StringBuilder("import \"influxdata/influxdb\"\n");
        String measurements = "import \"influxdata/influxdb/schema\"\nschema.measurements(bucket: "
                + StoreAdmin.quoted(name) + ", start: " + START + ")";
        int asked = 0;
        for (String[] row : rows(name, measurements)) {
            String measurement = row[row.length - 1];
            if (row.length > 3 && MEASUREMENT.matcher(measurement).matches() && !measurement.equals("_value")) {
                query.append(cardinality(
                                name, ", predicate: (r) => r._measurement == " + StoreAdmin.quoted(measurement)))
                        .append(" |> yield(name: ")
                        .append(StoreAdmin.quoted(measurement))
                        .append(")\n");
                asked++;
            }
        }
        Map<String, Long> counts = new HashMap<>();
        if (asked > 0) {
            for (String[] row : rows(name, query.toString())) {
                if (row.length > 3 && isCount(row)) {
                    counts.put(row[1], Long.parseLong(row[row.length - 1]));
                }
            }
        }
        return counts;
    }

    private static String cardinality(String bucket, String more) {
        return "influxdb.cardinality(bucket: " + StoreAdmin.quoted(bucket) + ", start: " + START + more + ")";
    }

    private static boolean isCount(String[] row) {
        return COUNT.matcher(row[row.length - 1]).matches();
    }

    /** What a query of Flux gives out, headings too. */
    private List<String[]> rows(String bucket, String query) throws StoreException {
        return granted(admin.flux(query), "read the bucket " + bucket)
                .text()
                .lines()
                .map(line -> line.strip().split(","))
                .toList();
    }
}
