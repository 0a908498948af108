package io.bellwether.metric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Decides which values of a dimension have series of their own. Values are admitted in the order in which panes first
 * have them, those of one pane by name, until the dimension is full; then it is closed for good. So a value is counted
 * either under its own name always or under {@link ValueLimits#OTHER} always: a level that rises under one name never
 * falls under the other. Pure; not thread-safe.
 */
final class ValueAdmission {

    /** Between dimension and value; no value of an event has one. */
    private static final char SEPARATOR = '\n';

    private final ValueLimits limits;
    private final long paneMillis;
    private final Map<String, Set<String>> admitted = new HashMap<>();
    private final Set<String> closed = new HashSet<>();

    /**
     * A difference that waits until all of its pane are there.
     *
     * @param paneEnd the last moment of the pane in which it was sent, epoch ms
     */
    record Waiting(long paneEnd, RollupWindow window) {}

    private record Sighting(long paneEnd, String dimension, String value) {}

    private record Overflow(long paneEnd, String dimension) {}

    ValueAdmission(ValueLimits limits, long paneMillis) {
        this.limits = limits;
        this.paneMillis = paneMillis;
    }

    /** Whether every value of a key has been admitted: then its differences need not wait. */
    boolean admits(CellKey key) {
        List<String> dimensions = key.dimensions();
        for (int i = 0; i < dimensions.size(); i++) {
            if (!admits(dimensions.get(i), key.values().get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean admits(String dimension, String value) {
        Set<String> ofDimension = admitted.get(dimension);
        return ofDimension != null && ofDimension.contains(value)
                || value.equals(Series.NONE)
                || value.equals(ValueLimits.OTHER);
    }

    /**
     * Decides about the values of differences, and gives the differences with the keys that they are counted under;
     * behind them, how many values of a dimension were counted under {@link ValueLimits#OTHER} in a pane.
     *
     * @param complete all that were not admitted of the panes that have ended since the last time
     */
    void decide(List<Waiting> complete, Consumer<RollupWindow> out) {
        sightings(complete).forEach(this::admit);
        Map<Overflow, Set<String>> overflow =
                new TreeMap<>(Comparator.comparingLong(Overflow::paneEnd).thenComparing(Overflow::dimension));
        for (Waiting waiting : complete) {
            RollupWindow window = waiting.window();
            out.accept(window.under(counted(waiting, overflow)));
        }
        overflow.forEach((place, values) -> out.accept(told(place, values.size())));
    }

    private List<Sighting> sightings(List<Waiting> complete) {
        List<Sighting> sightings = new ArrayList<>();
        for (Waiting waiting : complete) {
            CellKey key = waiting.window().key();
            for (int i = 0; i < key.dimensions().size(); i++) {
                sightings.add(new Sighting(
                        waiting.paneEnd(), key.dimensions().get(i), key.values().get(i)));
            }
        }
        sightings.sort(Comparator.comparingLong(Sighting::paneEnd)
                .thenComparing(Sighting::dimension)
                .thenComparing(Sighting::value));
        return sightings;
    }

    private void admit(Sighting sighting) {
        String dimension = sighting.dimension();
        if (admits(dimension, sighting.value()) || closed.contains(dimension)) {
            return;
        }
        Set<String> ofDimension = admitted.computeIfAbsent(dimension, none -> new HashSet<>());
        if (ofDimension.size() < limits.of(dimension)) {
            ofDimension.add(sighting.value());
        } else {
            closed.add(dimension);
        }
    }

    private CellKey counted(Waiting waiting, Map<Overflow, Set<String>> overflow) {
        CellKey key = waiting.window().key();
        if (admits(key)) {
            return key;
        }
        List<String> values = new ArrayList<>(key.values());
        for (int i = 0; i < values.size(); i++) {
            String dimension = key.dimensions().get(i);
            if (!admits(dimension, values.get(i))) {
                overflow.computeIfAbsent(new Overflow(waiting.paneEnd(), dimension), none -> new TreeSet<>())
                        .add(values.get(i));
                values.set(i, ValueLimits.OTHER);
            }
        }
        return new CellKey(key.measurement(), key.dimensions(), values, key.tags());
    }

    private RollupWindow told(Overflow place, int values) {
        long start = Math.floorDiv(place.paneEnd(), paneMillis) * paneMillis;
        List<String> tags = List.of(Series.NONE, place.dimension());
        Window window = new Window();
        window.add(new Observation(
                Measure.PIPELINE_OTHER_VALUES, new Series(Measurement.PIPELINE, List.of(), tags), start, values, 0, 1));
        return new RollupWindow(new CellKey(Measurement.PIPELINE, List.of(), List.of(), tags), start, window);
    }

    /** What has been decided, as lines for a checkpoint. */
    List<String> toLines() {
        List<String> lines = new ArrayList<>(closed);
        admitted.forEach((dimension, values) -> values.forEach(value -> lines.add(dimension + SEPARATOR + value)));
        return lines;
    }

    /** Takes back a line of {@link #toLines}. */
    void restore(String line) {
        int at = line.indexOf(SEPARATOR);
        if (at < 0) {
            closed.add(line);
        } else {
            admitted.computeIfAbsent(line.substring(0, at), none -> new HashSet<>())
                    .add(line.substring(at + 1));
        }
    }
}
