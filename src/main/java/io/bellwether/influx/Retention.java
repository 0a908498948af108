package io.bellwether.influx;

/**
 * For how long buckets are to keep points.
 *
 * @param live ms; 0 for ever; −1 to leave those that are there, and make those that are not with the usual one
 * @param agents likewise
 * @param trends likewise
 */
public record Retention(long live, long agents, long trends) {

    /** Nothing was said of any. */
    public static final Retention UNSAID = new Retention(-1, -1, -1);

    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;

    /** What is usual: 90 days, 8 weeks, for ever. */
    private static final Retention USUAL = new Retention(90 * DAY, 56 * DAY, 0);

    /** That of the bucket of a setting; −1 where nothing was said. */
    long of(String setting) {
        return switch (setting) {
            case InfluxSettings.AGENTS -> agents;
            case InfluxSettings.TRENDS -> trends;
            default -> live;
        };
    }

    /** That with which the bucket of a setting is made. */
    long ofNew(String setting) {
        return of(setting) < 0 ? USUAL.of(setting) : of(setting);
    }

    /** For people: {@code keeps points for 90 days}. */
    static String keeps(long millis) {
        return "keeps points " + span(millis);
    }

    /** For people: {@code for 90 days}. */
    static String span(long millis) {
        if (millis < 0) {
            return "for as long as it was made to";
        }
        if (millis == 0) {
            return "for ever";
        }
        return millis % DAY == 0 ? "for " + millis / DAY + " days" : "for " + millis / (double) HOUR + " hours";
    }
}
