package io.bellwether.influx;

import io.bellwether.file.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sets a store up for the settings: buckets, what Grafana needs to ask them, and where a version asks for it the tables. What
 * is as it should be is left alone, so that doing it again changes nothing; only a retention that is given is changed.
 */
public final class StoreSetup {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Retention retention;
    private final Map<String, List<String>> tables;
    private final boolean dry;
    private final List<Finding> found = new ArrayList<>();

    private StoreSetup(Retention retention, Map<String, List<String>> tables, boolean dry) {
        this.retention = retention;
        this.tables = tables;
        this.dry = dry;
    }

    /**
     * Makes what is missing.
     *
     * @param tables tags by measurement
     * @param dry says what would be done, and does nothing
     * @return what was found and done
     */
    public static List<Finding> run(
            InfluxSettings settings, Retention retention, Map<String, List<String>> tables, boolean dry) {
        StoreSetup setup = new StoreSetup(retention, tables, dry);
        try (StoreAdmin admin = new StoreAdmin(settings, PATIENCE)) {
            Optional<StoreKind> kind = StoreKind.of(admin.ping(), admin, settings, setup.found);
            if (kind.isPresent()) {
                for (Map.Entry<String, String> bucket : settings.buckets().entrySet()) {
                    setup.bucket(kind.get(), bucket.getKey(), bucket.getValue());
                }
            }
        } catch (StoreException e) {
            setup.found.add(StoreKind.failed(settings, e));
        }
        return List.copyOf(setup.found);
    }

    private void bucket(StoreKind kind, String setting, String name) throws StoreException {
        Optional<StoreKind.Bucket> bucket = kind.find(name);
        if (bucket.isEmpty()) {
            long millis = retention.ofNew(setting);
            changed(setting, name + (dry ? " would be made, " : " was made, ") + Retention.keeps(millis));
            if (!dry) {
                kind.create(name, millis);
                bucket = kind.find(name);
            }
        } else {
            retain(kind, setting, bucket.get());
        }
        if (bucket.isPresent()) {
            furnish(kind, setting, bucket.get());
        }
    }

    private void retain(StoreKind kind, String setting, StoreKind.Bucket bucket) throws StoreException {
        long wanted = retention.of(setting);
        long kept = bucket.retentionMillis();
        if (wanted < 0 || kept == wanted) {
            found.add(Finding.ok(setting, bucket.name() + " is there, " + Retention.keeps(kept)));
        } else if (kind.retain(bucket, wanted, !dry)) {
            changed(
                    setting,
                    bucket.name()
                            + (dry ? " keeps points " : " kept points ")
                            + Retention.span(kept)
                            + (dry ? ", and would " : ", and now ")
                            + Retention.span(wanted));
        } else {
            found.add(Finding.warning(
                    setting,
                    bucket.name() + " is there; this store neither says nor changes here for how long it keeps points:"
                            + " use 'influxdb3 update database'"));
        }
    }

    private void furnish(StoreKind kind, String setting, StoreKind.Bucket bucket) throws StoreException {
        String mapped = kind.readable(bucket, !dry);
        if (!mapped.isEmpty()) {
            changed(setting, mapped + (dry ? " would be mapped" : " was mapped"));
        }
        int made = 0;
        if (!dry) {
            for (Map.Entry<String, List<String>> table : tables.entrySet()) {
                made += kind.table(bucket, table.getKey(), table.getValue()) ? 1 : 0;
            }
        }
        if (made > 0) {
            changed(setting, made + " tables of " + bucket.name() + " were made");
        }
    }

    private void changed(String setting, String message) {
        found.add(Finding.changed(setting, message));
    }
}
