package io.bellwether.influx;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sets a store up for the settings, and looks into it. What is as it should be is left alone, so that doing it again
 * changes nothing; what is there already is never made smaller without being told to. Points are neither written nor read.
 */
public final class StoreKeeper {

    /** So far clocks may be apart before points land in the wrong place of a dashboard. */
    private static final Duration CLOCKS = Duration.ofSeconds(5);

    private static final long DAY = 86_400_000;

    /**
     * For how long buckets are to keep points.
     *
     * @param live ms; 0 for ever; −1 to leave those that are there, and make those that are not with the usual one
     * @param agents likewise
     * @param trends likewise
     */
    public record Retention(long live, long agents, long trends) {

        /** What is usual: 90 days, 8 weeks, for ever. */
        public static final Retention USUAL = new Retention(90 * DAY, 56 * DAY, 0);

        /** Nothing was said of any. */
        public static final Retention UNSAID = new Retention(-1, -1, -1);
    }

    /** @param wanted ms that it is to keep points; −1 where nobody says */
    private record Wanted(String setting, String bucket, long wanted, long usual) {}

    private final InfluxSettings settings;
    private final List<StoreItem> items = new ArrayList<>();

    private StoreKeeper(InfluxSettings settings) {
        this.settings = settings;
    }

    /**
     * Makes buckets, what Grafana needs to ask them, and where a version asks for it the tables.
     *
     * @param tables tags by measurement
     * @param dry says what would be done, and does nothing
     */
    public static List<StoreItem> setUp(
            InfluxSettings settings, Retention retention, Map<String, List<String>> tables, boolean dry) {
        StoreKeeper keeper = new StoreKeeper(settings);
        try (StoreAdmin admin = new StoreAdmin(settings)) {
            StoreKind kind = keeper.kind(admin);
            for (Wanted one : kind == null ? List.<Wanted>of() : keeper.wanted(retention)) {
                keeper.setUp(kind, one, tables, dry);
            }
        } catch (StoreException e) {
            keeper.failed(e);
        }
        return List.copyOf(keeper.items);
    }

    /**
     * Looks at clock, buckets, how long they keep points, and how many series they have.
     *
     * @param mostSeries that a bucket should have
     */
    public static List<StoreItem> check(InfluxSettings settings, long mostSeries, Instant now) {
        StoreKeeper keeper = new StoreKeeper(settings);
        try (StoreAdmin admin = new StoreAdmin(settings)) {
            StoreKind kind = keeper.kind(admin);
            keeper.clock(admin, now);
            Map<String, Long> kept = new LinkedHashMap<>();
            for (Wanted one : kind == null ? List.<Wanted>of() : keeper.wanted(Retention.UNSAID)) {
                keeper.check(kind, one, mostSeries, kept);
            }
            keeper.compare(kept);
        } catch (StoreException e) {
            keeper.failed(e);
        }
        return List.copyOf(keeper.items);
    }

    private void failed(StoreException e) {
        items.add(StoreItem.error("influx", "the store at " + settings.url() + " " + e.getMessage()));
    }

    private List<Wanted> wanted(Retention retention) {
        List<Wanted> all = new ArrayList<>();
        all.add(new Wanted("influx.bucket", settings.bucket(), retention.live(), Retention.USUAL.live()));
        if (settings.hasAgentBucket()) {
            all.add(new Wanted(
                    "influx.agent_bucket", settings.agentBucket(), retention.agents(), Retention.USUAL.agents()));
        }
        if (settings.hasTrends()) {
            all.add(new Wanted(
                    "influx.trend_bucket", settings.trendBucket(), retention.trends(), Retention.USUAL.trends()));
        }
        return all;
    }

    private StoreKind kind(StoreAdmin admin) throws StoreException {
        StoreAdmin.Reply reply = admin.ping();
        Optional<StoreKind> kind = StoreKind.of(reply.version(), admin, settings);
        if (kind.isEmpty()) {
            items.add(StoreItem.error(
                    "influx.url",
                    "what answers at " + settings.url() + " is no InfluxDB 1, 2 or 3 ("
                            + (reply.version().isEmpty() ? "it names no version" : "version " + reply.version())
                            + "); is influx.url right?"));
            return null;
        }
        items.add(StoreItem.ok("influx.url", "InfluxDB " + reply.version() + " at " + settings.url()));
        return kind.get();
    }

    private void setUp(StoreKind kind, Wanted one, Map<String, List<String>> tables, boolean dry)
            throws StoreException {
        Optional<StoreKind.Bucket> found = kind.find(one.bucket());
        if (found.isEmpty()) {
            long millis = one.wanted() < 0 ? one.usual() : one.wanted();
            if (!dry) {
                kind.create(one.bucket(), millis);
            }
            items.add(StoreItem.changed(
                    one.setting(), one.bucket() + (dry ? " would be made" : " was made") + ", " + keeps(millis)));
            found = dry ? Optional.empty() : kind.find(one.bucket());
        } else if (one.wanted() >= 0 && found.get().retentionMillis() != one.wanted()) {
            if (!dry) {
                kind.retain(found.get(), one.wanted());
            }
            items.add(StoreItem.changed(
                    one.setting(),
                    one.bucket() + " kept points " + span(found.get().retentionMillis()) + ", and now "
                            + span(one.wanted())));
        } else {
            items.add(StoreItem.ok(
                    one.setting(),
                    one.bucket() + " is there, " + keeps(found.get().retentionMillis())));
        }
        if (found.isPresent()) {
            furnish(kind, one, found.get(), tables, dry);
        }
    }

    private void furnish(
            StoreKind kind, Wanted one, StoreKind.Bucket bucket, Map<String, List<String>> tables, boolean dry)
            throws StoreException {
        String mapped = kind.readable(bucket, !dry);
        if (!mapped.isEmpty()) {
            items.add(StoreItem.changed(one.setting(), mapped + (dry ? " would be mapped" : " was mapped")));
        }
        int made = 0;
        for (Map.Entry<String, List<String>> table :
                dry ? List.<Map.Entry<String, List<String>>>of() : tables.entrySet()) {
            made += kind.table(bucket, table.getKey(), table.getValue()) ? 1 : 0;
        }
        if (made > 0) {
            items.add(StoreItem.changed(one.setting(), made + " tables of " + one.bucket() + " were made"));
        }
    }

    private void clock(StoreAdmin admin, Instant now) throws StoreException {
        Instant there = admin.ping().date();
        if (there == null) {
            return;
        }
        Duration apart = Duration.between(there, now).abs();
        // the store's is in whole seconds
        if (apart.compareTo(CLOCKS) > 0) {
            items.add(StoreItem.warning(
                    "clock",
                    "this machine's and the store's are " + apart.toSeconds()
                            + " s apart: dashboards show what is now at another time; set both by NTP"));
        } else {
            items.add(StoreItem.ok("clock", "this machine's and the store's agree"));
        }
    }

    private void check(StoreKind kind, Wanted one, long mostSeries, Map<String, Long> kept) throws StoreException {
        StoreProbe.Answer answer = StoreProbe.ask(settings, one.bucket());
        if (answer.kind() != StoreProbe.Kind.TAKES) {
            items.add(StoreItem.error(one.setting(), answer.message()));
            return;
        }
        items.add(StoreItem.ok(one.setting(), answer.message()));
        try {
            Optional<StoreKind.Bucket> bucket = kind.find(one.bucket());
            if (bucket.isPresent() && bucket.get().retentionMillis() >= 0) {
                kept.put(one.setting(), bucket.get().retentionMillis());
                items.add(StoreItem.ok(
                        one.setting(), one.bucket() + " " + keeps(bucket.get().retentionMillis())));
            }
            if (bucket.isPresent() && !kind.readable(bucket.get(), false).isEmpty()) {
                items.add(StoreItem.warning(
                        one.setting(),
                        "Grafana cannot ask " + one.bucket()
                                + " in InfluxQL: no database is mapped to it; 'bellwether influx setup' does it"));
            }
            series(kind, one, mostSeries);
        } catch (StoreException e) {
            items.add(StoreItem.warning(
                    one.setting(),
                    "could not be looked into: the store " + e.getMessage() + ". Writing needs none of it"));
        }
    }

    private void series(StoreKind kind, Wanted one, long most) throws StoreException {
        long series = kind.series(one.bucket());
        if (series > most) {
            items.add(StoreItem.warning(
                    one.setting(),
                    one.bucket() + " has " + series + " series, more than " + most
                            + ": look at max_values_per_dimension, max_agents and rollups"));
        } else if (series >= 0) {
            items.add(StoreItem.ok(one.setting(), one.bucket() + " has " + series + " series"));
        }
    }

    /** What each bucket is for says which of them keeps points longest. */
    private void compare(Map<String, Long> kept) {
        long live = forEver(kept.get("influx.bucket"));
        long trends = forEver(kept.get("influx.trend_bucket"));
        long agents = forEver(kept.get("influx.agent_bucket"));
        if (live >= 0 && trends >= 0 && trends < live) {
            items.add(StoreItem.warning(
                    "influx.trend_bucket",
                    "keeps points for less long than the live bucket: trends end before the panes do"));
        }
        if (live >= 0 && agents > live) {
            items.add(StoreItem.warning(
                    "influx.agent_bucket",
                    "keeps what single agents did for longer than the live bucket keeps the rest; is that agreed?"));
        }
    }

    private static long forEver(Long millis) {
        return millis == null ? -1 : millis == 0 ? Long.MAX_VALUE : millis;
    }

    private static String keeps(long millis) {
        return "keeps points " + span(millis);
    }

    private static String span(long millis) {
        if (millis < 0) {
            return "for as long as it was made to";
        }
        if (millis == 0) {
            return "for ever";
        }
        return millis % DAY == 0 ? "for " + millis / DAY + " days" : "for " + millis / 3_600_000.0 + " hours";
    }
}
