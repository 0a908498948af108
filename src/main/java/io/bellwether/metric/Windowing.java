package io.bellwether.metric;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which windows, dimensions and rollups a measurement has.
 *
 * @param paneMillis length of a pane ({@code window}), ms
 * @param intervalMillis length of an interval, ms; a multiple of the pane
 * @param latenessMillis how long panes accept corrections, ms
 * @param refreshMillis how often a level that is not zero is written while nothing changes, ms; a multiple of the pane
 * @param dimensions names of the configured dimensions, the order of {@link Series#dimensions()}
 * @param rollups dimension lists to roll up to, the settings' own and those that rules ask for
 * @param courses levels whose highest value or integral within a window rules ask for; see {@link Measure#hasCourse}
 * @param byAgent whether anything is told by agent
 * @param ofPlatforms whether platforms are counted: where they are not, what is left of them in state is let go
 * @param handleTimeMillis how long contacts take where too few ended lately to tell, ms
 */
public record Windowing(
        long paneMillis,
        long intervalMillis,
        long latenessMillis,
        long refreshMillis,
        List<String> dimensions,
        List<List<String>> rollups,
        Set<Measure> courses,
        boolean byAgent,
        boolean ofPlatforms,
        long handleTimeMillis)
        implements Serializable {

    /** {@link #handleTimeMillis} where nothing else is said. */
    public static final long USUAL_HANDLE_MILLIS = 300_000;

    private static final long DAY_MILLIS = 24 * 3_600_000L;

    /** Contacts are awaited for a week after they came: a lost end event must not keep an interval for ever. */
    public static final long INTERVAL_PATIENCE_MILLIS = 7 * DAY_MILLIS;

    /** What is known of a contact that is over is corrected for so long after it came, ms. */
    public static final long INTERVAL_CORRECTED_MILLIS = DAY_MILLIS;

    /** The dimensions of measurement {@code agents}, which has no rollup by both. */
    private static final List<String> AGENTS = List.of("agent", "queue");

    /** The dimensions of measurement {@code agents_away}. */
    private static final List<String> AWAY = List.of("queue", "reason");

    /** The one dimension of measurement {@code platform}: the shop. */
    public static final List<String> SHOP = List.of("brand");

    /** The one dimension of measurements {@code plan} and {@code plan_interval}. */
    public static final List<String> QUEUE = List.of("queue");

    private static final List<List<String>> ALL = List.of(List.of());
    private static final List<String> AGENT = List.of("agent");
    private static final List<List<String>> AGENT_ROLLUPS = List.of(List.of(), AGENT, List.of("queue"));
    private static final List<List<String>> AWAY_ROLLUPS = List.of(List.of("reason"), AWAY);
    private static final List<List<String>> SHOP_ROLLUPS = List.of(List.of(), SHOP);

    public Windowing {
        dimensions = List.copyOf(dimensions);
        rollups = rollups.stream().map(List::copyOf).distinct().toList();
        courses = Set.copyOf(courses);
    }

    /** Length of a measurement's windows, ms. */
    public long length(Measurement measurement) {
        return measurement.isInterval() ? intervalMillis : paneMillis;
    }

    /** Start of the window that a time falls into. */
    public long start(Measurement measurement, long time) {
        long length = length(measurement);
        return Math.floorDiv(time, length) * length;
    }

    /** Names of a measurement's dimensions, in the order of its series. */
    public List<String> dimensions(Measurement measurement) {
        return dimensions(measurement, dimensions);
    }

    /**
     * The same for whoever makes tables: these, {@code rollup} and the measurement's own tags identify a point.
     *
     * @param dimensions of the settings
     */
    public static List<String> dimensions(Measurement measurement, List<String> dimensions) {
        return switch (measurement) {
            case AGENTS -> AGENTS;
            case AWAY -> AWAY;
            case COACHING -> AGENT;
            case PLATFORM -> SHOP;
            case PLAN, PLAN_INTERVAL -> QUEUE;
            case PIPELINE -> List.of();
            default -> dimensions;
        };
    }

    /** The rollups that a measurement has whatever the settings name; empty where it has those of the settings. */
    public static List<List<String>> ownRollups(Measurement measurement) {
        return switch (measurement) {
            case AGENTS -> AGENT_ROLLUPS;
            case COACHING -> List.of(AGENT);
            case AWAY -> AWAY_ROLLUPS;
            case PLATFORM -> SHOP_ROLLUPS;
            case PLAN, PLAN_INTERVAL -> List.of(QUEUE);
            case PIPELINE -> ALL;
            default -> List.of();
        };
    }

    /** The rollups of a measurement. */
    public List<List<String>> rollups(Measurement measurement) {
        List<List<String>> own = ownRollups(measurement);
        if (own.isEmpty()) {
            return rollups;
        }
        if (measurement == Measurement.PLATFORM && !ofPlatforms) {
            return List.of();
        }
        return byAgent
                ? own
                : own.stream().filter(rollup -> !rollup.equals(AGENT)).toList();
    }

    /** The rolled-up series that a series belongs to: none by a dimension that does not concern it. */
    List<CellKey> keys(Series series) {
        List<String> names = dimensions(series.measurement());
        List<CellKey> keys = new ArrayList<>();
        List<String> told = told(series, names);
        for (List<String> rollup : rollups(series.measurement())) {
            if (told != null && !rollup.equals(told) && !(rollup.isEmpty() && told.equals(AGENT))) {
                continue;
            }
            List<String> values = new ArrayList<>(rollup.size());
            for (String dimension : rollup) {
                values.add(series.dimensions().get(names.indexOf(dimension)));
            }
            if (!values.contains(Series.ABSENT)) {
                keys.add(new CellKey(series.measurement(), rollup, values, series.tags()));
            }
        }
        return keys;
    }

    /**
     * The dimensions of a series that has nothing to do with the others; null where it has to do with all. Who counts once in
     * each of several queues has a series for each, and one of their own by which they count once in the total.
     */
    private static List<String> told(Series series, List<String> names) {
        if (series.measurement() != Measurement.AGENTS && series.measurement() != Measurement.AWAY) {
            return null;
        }
        return names.stream()
                .filter(name -> !series.dimensions().get(names.indexOf(name)).equals(Series.ABSENT))
                .toList();
    }

    /** How often a level that does not change is written, ms. */
    public long refresh(Measurement measurement) {
        return measurement.isInterval() ? intervalMillis : refreshMillis;
    }

    /** Whether a level's changes are kept with the moment of each. */
    boolean keepsCourse(Measure measure) {
        return measure.hasCourse() || courses.contains(measure);
    }
}
