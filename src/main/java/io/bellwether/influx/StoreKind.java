package io.bellwether.influx;

import io.bellwether.file.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What setting up and looking into a store comes to with one version of InfluxDB. */
interface StoreKind {

    /** A bucket, or what the version has in its place, and for how long it keeps points: ms, 0 for ever, −1 where it does not say. */
    record Bucket(String name, String id, long retentionMillis) {}

    /** Empty where there is none of that name. */
    Optional<Bucket> find(String name) throws StoreException;

    /** Makes one that keeps points so long, 0 for ever. */
    void create(String name, long retentionMillis) throws StoreException;

    /**
     * Sees to it that one keeps points for another time.
     *
     * @param change false to look only
     * @return whether it does or would; false where this version lets nobody change it here
     */
    default boolean retain(Bucket bucket, long retentionMillis, boolean change) throws StoreException {
        return false;
    }

    /**
     * Sees to it that Grafana can ask it in InfluxQL.
     *
     * @param change false to look only
     * @return what was or would be done; empty where nothing is to do
     */
    default String readable(Bucket bucket, boolean change) throws StoreException {
        return "";
    }

    /**
     * Sees to it that a measurement has these tags, where it matters that they are there before the first point.
     *
     * @return whether it was not there
     */
    default boolean table(Bucket bucket, String measurement, List<String> tags) throws StoreException {
        return false;
    }

    /** How many series it has; −1 where the version does not tell. */
    long series(String name) throws StoreException;

    /** The same by measurement; empty where the version does not tell. */
    default Map<String, Long> seriesByMeasurement(String name) throws StoreException {
        return Map.of();
    }

    /** The kind of a store by what it answered to a ping; empty where it cannot be set up, which is among the findings. */
    static Optional<StoreKind> of(
            StoreAdmin.Reply ping, StoreAdmin admin, InfluxSettings settings, List<Finding> found) {
        String version = ping.version();
        String number = version.startsWith("v") ? version.substring(1) : version;
        StoreKind kind =
                switch (number.isEmpty() ? ' ' : number.charAt(0)) {
                    case '1' -> new StoreV1(admin);
                    case '2' -> new StoreV2(admin, settings.org());
                    case '3' -> new StoreV3(admin);
                    default -> null;
                };
        found.add(
                kind == null
                        ? Finding.error(
                                "influx.url",
                                "what answers at " + settings.url() + " is no InfluxDB 1, 2 or 3 ("
                                        + (version.isEmpty() ? "it names no version" : "version " + version)
                                        + "); is influx.url right?")
                        : Finding.ok("influx.url", "InfluxDB " + version + " at " + settings.url()));
        if (number.matches("1\\.[0-7](\\..*)?")) {
            found.add(Finding.warning(
                    "influx.url",
                    "InfluxDB " + number
                            + " lacks the address that points are written to, and answers a write with 404:"
                            + " take 1.8 or later"));
        }
        return Optional.ofNullable(kind);
    }

    /** That it does not answer, or refuses. */
    static Finding failed(InfluxSettings settings, StoreException e) {
        return Finding.error("influx", "the store at " + settings.url() + " " + e.getMessage());
    }
}
