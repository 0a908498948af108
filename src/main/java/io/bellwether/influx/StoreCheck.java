package io.bellwether.influx;

import io.bellwether.file.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Looks into a store: clock, buckets, for how long they keep points, and how many series they have. Writes nothing. */
public final class StoreCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** So far clocks may be apart before points land in the wrong place of a dashboard. */
    private static final Duration CLOCKS = Duration.ofSeconds(5);

    private final InfluxSettings settings;
    private final long mostSeries;
    private final List<Finding> found = new ArrayList<>();
    /** For how long buckets keep points, by their settings; {@link Long#MAX_VALUE} for ever. */
    private final Map<String, Long> kept = new HashMap<>();

    private StoreCheck(InfluxSettings settings, long mostSeries) {
        this.settings = settings;
        this.mostSeries = mostSeries;
    }

    /**
     * Looks.
     *
     * @param mostSeries that a bucket should have
     * @param now by the clock of this machine
     */
    public static List<Finding> run(InfluxSettings settings, long mostSeries, Instant now) {
        StoreCheck check = new StoreCheck(settings, mostSeries);
        try (StoreAdmin admin = new StoreAdmin(settings, PATIENCE)) {
            StoreAdmin.Reply ping = admin.ping();
            Optional<StoreKind> kind = StoreKind.of(ping, admin, settings, check.found);
            check.clock(ping.date(), now);
            kind.ifPresent(of -> settings.buckets().forEach((setting, bucket) -> check.bucket(of, setting, bucket)));
            check.compare();
        } catch (StoreException e) {
            check.found.add(StoreKind.failed(settings, e));
        }
        return List.copyOf(check.found);
    }

    private void clock(Instant there, Instant now) {
        if (there == null) {
            return;
        }
        Duration apart = Duration.between(there, now).abs();
        // the store's is in whole seconds
        found.add(
                apart.compareTo(CLOCKS) > 0
                        ? Finding.warning(
                                "clock",
                                "this machine's and the store's are " + apart.toSeconds()
                                        + " s apart: dashboards show what is now at another time; set both by NTP")
                        : Finding.ok("clock", "this machine's and the store's agree"));
    }

    private void bucket(StoreKind kind, String setting, String name) {
        StoreProbe.Answer answer = StoreProbe.ask(settings, name);
        boolean takes = answer.kind() == StoreProbe.Kind.TAKES;
        found.add(takes ? Finding.ok(setting, answer.message()) : Finding.error(setting, answer.message()));
        if (!takes) {
            return;
        }
        try {
            Optional<StoreKind.Bucket> bucket = kind.find(name);
            if (bucket.isPresent()) {
                look(kind, setting, bucket.get());
            }
            series(setting, name, kind.series(name));
            byMeasurement(setting, kind.seriesByMeasurement(name));
        } catch (StoreException e) {
            found.add(Finding.warning(
                    setting, "could not be looked into: the store " + e.getMessage() + ". Writing needs none of it"));
        }
    }

    private void look(StoreKind kind, String setting, StoreKind.Bucket bucket) throws StoreException {
        long millis = bucket.retentionMillis();
        if (millis >= 0) {
            kept.put(setting, millis == 0 ? Long.MAX_VALUE : millis);
            found.add(Finding.ok(setting, bucket.name() + " " + Retention.keeps(millis)));
        }
        if (!kind.readable(bucket, false).isEmpty()) {
            found.add(Finding.warning(
                    setting,
                    "Grafana cannot ask " + bucket.name()
                            + " in InfluxQL: no database is mapped to it; 'bellwether influx setup' does it"));
        }
    }

    private void series(String setting, String name, long series) {
        if (series > mostSeries) {
            found.add(Finding.warning(
                    setting,
                    name + " has " + series + " series, more than " + mostSeries
                            + ": look at max_values_per_dimension, max_agents and rollups"));
        } else if (series >= 0) {
            found.add(Finding.ok(setting, name + " has " + series + " series"));
        }
    }

    /** Greatest first: where the series come from. */
    private void byMeasurement(String setting, Map<String, Long> series) {
        if (series.isEmpty()) {
            return;
        }
        Map<String, Long> sorted = new LinkedHashMap<>();
        series.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .forEach(one -> sorted.put(one.getKey(), one.getValue()));
        String words = sorted.entrySet().stream()
                .map(one -> one.getKey() + " " + one.getValue())
                .collect(Collectors.joining(", "));
        found.add(new Finding(Finding.Status.OK, setting, "series by measurement: " + words, sorted));
    }

    /** What each bucket is for says which of them keeps points longest. */
    private void compare() {
        Long live = kept.get(InfluxSettings.LIVE);
        if (live == null) {
            return;
        }
        if (kept.getOrDefault(InfluxSettings.TRENDS, live) < live) {
            found.add(Finding.warning(
                    InfluxSettings.TRENDS,
                    "keeps points for less long than the live bucket: trends end before the panes do"));
        }
        if (kept.getOrDefault(InfluxSettings.AGENTS, live) > live) {
            found.add(Finding.warning(
                    InfluxSettings.AGENTS,
                    "keeps what single agents did for longer than the live bucket keeps the rest; is that agreed?"));
        }
    }
}
