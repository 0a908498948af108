package io.bellwether.settings;

import io.bellwether.quality.AfterService;
import io.bellwether.quality.Bots;
import io.bellwether.quality.SelfService;
import io.bellwether.quality.Suspicion;
import io.bellwether.yaml.Durations;
import io.bellwether.yaml.YamlMap;
import java.util.Set;

/** Reads what {@code bellwether.yaml} says of customers: what they do over several cases, and beside them. */
final class CustomerSettingsParser {

    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;
    private static final long MOST_RATINGS = 1_000;

    private CustomerSettingsParser() {}

    static Bots bots(YamlMap map) {
        Set<String> left = map.has("left_reasons") ? Set.copyOf(map.words("left_reasons")) : Bots.DEFAULT.leftReasons();
        long within = aWhile(map, Bots.DEFAULT.withinMillis());
        map.done();
        return new Bots(left, within);
    }

    static Suspicion suspicion(YamlMap map) {
        long most = map.whole("most_per_customer", Suspicion.DEFAULT.mostADay());
        if (most < 1 || most > MOST_RATINGS) {
            map.error("most_per_customer", "must be from 1 to " + MOST_RATINGS + ", not " + most);
        }
        map.done();
        return new Suspicion((int) Math.min(most, MOST_RATINGS));
    }

    static SelfService selfService(YamlMap map) {
        long within = aWhile(map, SelfService.DEFAULT.withinMillis());
        map.done();
        return new SelfService(within);
    }

    private static long aWhile(YamlMap map, long usual) {
        long within = map.duration("within", usual);
        if (within < HOUR || within > 7 * DAY) {
            map.error("within", "must be from 1h to 7d, not " + Durations.shortest(within));
        }
        return within;
    }

    static AfterService afterService(YamlMap map) {
        boolean orders = map.flag("orders", false);
        long within = map.duration("within", AfterService.USUAL_DAYS * DAY);
        if (within % DAY != 0 || within < DAY || within > 60 * DAY) {
            map.error("within", "must be whole days, from 1d to 60d, not " + Durations.shortest(within));
        }
        boolean meant = !map.has("orders") || within != AfterService.USUAL_DAYS * DAY;
        if (!orders && map.has("within") && meant) {
            map.warn("within", "is not asked for: nothing is counted unless orders: true says that orders come");
        }
        map.done();
        return orders ? new AfterService((int) (within / DAY)) : AfterService.DEFAULT;
    }
}
