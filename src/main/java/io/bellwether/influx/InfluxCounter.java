package io.bellwether.influx;

/** What a writer counts. */
enum InfluxCounter {
    /** Points that the store acknowledged. */
    POINTS_WRITTEN("numPointsWritten"),
    /** Versions of a point that were never sent because a newer one came while they waited. */
    POINTS_SUPERSEDED("numPointsSuperseded"),
    /** Points without a field that can be written (all NaN): there is nothing to store. */
    POINTS_WITHOUT_FIELDS("numPointsWithoutFields"),
    /** Points given up because the store will never take them (its type, age or form). Each is lost: alert on this. */
    POINTS_REJECTED("numPointsRejected"),
    /** Points that a writer which holds nobody up had no room for. */
    POINTS_DROPPED("numPointsDropped"),
    /**
     * Points given up because the store was away for longer than there was room for them in files, or because their file is gone
     * or damaged. Each is lost: alert on this.
     */
    POINTS_GIVEN_UP("numPointsGivenUp"),
    /** Requests sent again because the store was away, busy or refused the settings. */
    REQUESTS_RETRIED("numRequestsRetried"),
    /** Requests cut in two: too large, or to find the points that the store rejects. */
    REQUESTS_SPLIT("numRequestsSplit");

    private final String metricName;

    InfluxCounter(String metricName) {
        this.metricName = metricName;
    }

    /** Name in Flink's metrics. */
    String metricName() {
        return metricName;
    }
}
