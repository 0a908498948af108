package io.bellwether.influx;

import java.util.List;
import java.util.Optional;

/** What setting up and looking into a store comes to with one version of InfluxDB. */
interface StoreKind {

    /** A bucket, or what the version has in its place, and for how long it keeps points: ms, 0 for ever. */
    record Bucket(String name, String id, long retentionMillis) {}

    /** Empty where there is none of that name. */
    Optional<Bucket> find(String name) throws StoreException;

    /** Makes one that keeps points so long, 0 for ever. */
    void create(String name, long retentionMillis) throws StoreException;

    /** Has one keep points for another time. */
    void retain(Bucket bucket, long retentionMillis) throws StoreException;

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

    /** The kind of a store that says it is of a version; empty for one that this cannot set up. */
    static Optional<StoreKind> of(String version, StoreAdmin admin, InfluxSettings settings) {
        String number = version.startsWith("v") ? version.substring(1) : version;
        return Optional.ofNullable(
                switch (number.isEmpty() ? ' ' : number.charAt(0)) {
                    case '1' -> new StoreV1(admin);
                    case '2' -> new StoreV2(admin, settings.org());
                    case '3' -> new StoreV3(admin);
                    default -> null;
                });
    }
}
