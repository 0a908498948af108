package io.bellwether.replay;

import io.bellwether.replay.NaiveLog.Happening;
import io.bellwether.replay.NaiveLog.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a naive log says of each half hour, in total and by queue, beside what a run with panes of half an hour wrote. A level
 * of which there is no point must not have changed since the last one, and nothing counted may have happened then.
 */
final class HalfHours {

    private static final long WINDOW = 1_800_000;
    private static final Map<String, Double> QUANTILES =
            Map.of("p50_s", 0.5, "p90_s", 0.9, "p95_s", 0.95, "p99_s", 0.99);
    private static final List<String> UNSOLVED = List.of("open", "waiting_customer", "waiting_third_party");
    private static final List<String> AGES = List.of("0_1h", "1_4h", "4_24h", "1_3d", "3_7d", "over_7d");
    private static final long[] AGES_END = {1, 4, 24, 72, 168, Long.MAX_VALUE};

    /** By series and field: seconds of what happened, by window; what is so at the end, by window of a change. */
    private final Map<String, TreeMap<Long, List<Long>>> happened = new HashMap<>();

    private final Map<String, TreeMap<Long, Long>> levels = new HashMap<>();
    private final Map<String, List<Span>> spans = new HashMap<>();
    private final long end;
    private final List<String> wrong = new ArrayList<>();
    private final Set<String> told = new TreeSet<>();

    /** @param lastEvent the end of time, epoch ms: what falls due later does not */
    HalfHours(List<Happening> happenings, List<Span> spansOfCases, long lastEvent) {
        end = window(lastEvent);
        for (Happening happening : happenings) {
            if (happening.time() > lastEvent) {
                continue;
            }
            for (String series : series(happening.queue())) {
                happened.computeIfAbsent(series + happening.what(), key -> new TreeMap<>())
                        .computeIfAbsent(window(happening.time()), key -> new ArrayList<>())
                        .add(happening.seconds());
            }
        }
        for (Span span : spansOfCases) {
            for (String series : series(span.queue())) {
                TreeMap<Long, Long> changes = levels.computeIfAbsent(series + span.what(), key -> new TreeMap<>());
                changes.merge(window(span.from()), 1L, Long::sum);
                if (span.to() <= lastEvent) {
                    changes.merge(window(span.to()), -1L, Long::sum);
                }
                spans.computeIfAbsent(series + span.what(), key -> new ArrayList<>())
                        .add(span);
            }
        }
        levels.values().forEach(HalfHours::addUp);
    }

    private static List<String> series(String queue) {
        return List.of("all ", (queue == null ? "none" : queue) + "|queue ");
    }

    private static long window(long time) {
        return Math.floorDiv(time, WINDOW) * WINDOW;
    }

    private static void addUp(TreeMap<Long, Long> changes) {
        changes.values().removeIf(change -> change == 0);
        long level = 0;
        for (Map.Entry<Long, Long> change : changes.entrySet()) {
            level += change.getValue();
            change.setValue(level);
        }
    }

    /** What disagrees in a measurement; with {@code tag} (such as {@code clock}) its series apart. */
    List<String> compare(ReplayRun run, String measurement, String tag, List<String> counts, List<String> ofLevels)
            throws IOException {
        wrong.clear();
        Map<String, Set<Long>> seen = new HashMap<>();
        run.forEachPoint(measurement + ",", point -> {
            String rollup = point.tags().get("rollup");
            String series = rollup.equals("all") ? "all " : point.tags().get(rollup) + "|queue ";
            String of = series + measurement + "."
                    + (tag.isEmpty() ? "" : point.tags().get(tag) + ".");
            seen.computeIfAbsent(of, key -> new HashSet<>()).add(point.time());
            counts.forEach(field -> same(
                    of + field, point, field, happened(of + field, point.time()).size()));
            ofLevels.forEach(field -> same(of + field, point, field, level(of + field, point.time())));
            if (measurement.equals("cases")) {
                same(
                        of + "net_flow",
                        point,
                        "net_flow",
                        unsolved(of, point.time()) - unsolved(of, point.time() - WINDOW));
            }
            if (measurement.equals("sla")) {
                times(of + "time", point);
            }
        });
        missing(happened, measurement, seen);
        missing(levels, measurement, seen);
        return wrong.subList(0, Math.min(wrong.size(), 15));
    }

    private List<Long> happened(String key, long window) {
        return happened.getOrDefault(key, new TreeMap<>()).getOrDefault(window, List.of());
    }

    private long level(String key, long window) {
        Map.Entry<Long, Long> last = levels.getOrDefault(key, new TreeMap<>()).floorEntry(window);
        return last == null ? 0 : last.getValue();
    }

    private long unsolved(String of, long window) {
        return UNSOLVED.stream().mapToLong(field -> level(of + field, window)).sum();
    }

    private void same(String key, ReplayRun.Point point, String field, long naive) {
        if (point.whole(field) != naive) {
            wrong.add("%s at %d: %d, naive %d".formatted(key, point.time(), point.whole(field), naive));
        } else if (naive != 0) {
            told(key);
        }
    }

    private void told(String key) {
        told.add(key.substring(key.indexOf(' ') + 1));
    }

    /** Count and mean exactly, quantiles within 1 %. */
    private void times(String key, ReplayRun.Point point) {
        List<Long> naive = happened(key, point.time()).stream().sorted().toList();
        same(key + ".count", point, "count", naive.size());
        if (naive.isEmpty()) {
            return;
        }
        double mean = naive.stream().mapToLong(Long::longValue).sum() / (double) naive.size();
        near(key, point, "mean_s", mean, 1e-9);
        QUANTILES.forEach(
                (field, q) -> near(key, point, field, naive.get((int) Math.ceil(q * naive.size()) - 1), 0.01));
    }

    private void near(String key, ReplayRun.Point point, String field, double naive, double share) {
        double is = Double.parseDouble(point.fields().getOrDefault(field, "NaN"));
        if (Math.abs(is - naive) <= naive * share) {
            told(key + "." + field);
        } else {
            wrong.add("%s.%s at %d: %f, naive %f".formatted(key, field, point.time(), is, naive));
        }
    }

    private void missing(
            Map<String, ? extends TreeMap<Long, ?>> expected, String measurement, Map<String, Set<Long>> seen) {
        expected.forEach((key, windows) -> {
            String of = key.substring(0, key.lastIndexOf('.') + 1);
            if (of.substring(of.indexOf(' ') + 1).startsWith(measurement + ".")) {
                windows.headMap(end, true).keySet().stream()
                        .filter(window -> !seen.getOrDefault(of, Set.of()).contains(window))
                        .forEach(window -> wrong.add("%s: no point at %d".formatted(key, window)));
            }
        });
    }

    /** What disagrees in levels by age, and in the age of the oldest: in one point of {@code each}, by a look at all cases. */
    List<String> ages(ReplayRun run, int each) throws IOException {
        wrong.clear();
        Map<String, Integer> points = new HashMap<>();
        run.forEachPoint("cases,", point -> {
            String rollup = point.tags().get("rollup");
            String series = rollup.equals("all") ? "all " : point.tags().get(rollup) + "|queue ";
            if (points.merge(series, 1, Integer::sum) % each == 0) {
                for (String level : UNSOLVED) {
                    ages(series + "cases.", level, point);
                }
            }
        });
        return wrong;
    }

    private void ages(String of, String level, ReplayRun.Point point) {
        long at = point.time() + WINDOW;
        long[] naive = new long[AGES.size()];
        long oldest = 0;
        for (Span span : spans.getOrDefault(of + level, List.of())) {
            if (span.from() < at && span.to() >= at) {
                int age = 0;
                while ((at - span.created()) / 3_600_000 >= AGES_END[age]) {
                    age++;
                }
                naive[age]++;
                oldest = Math.max(oldest, at - span.created());
            }
        }
        for (int age = 0; age < naive.length; age++) {
            String field = level + "_" + AGES.get(age);
            same(of + field, point, field, naive[age]);
        }
        if (level.equals("open")) {
            double is = Double.parseDouble(point.fields().get("oldest_open_s"));
            if (is != oldest / 1_000.0) {
                wrong.add("%soldest_open_s at %d: %f, naive %f".formatted(of, point.time(), is, oldest / 1_000.0));
            }
        }
    }

    /** The fields of which some value that is not 0 was compared: those that the log tells. */
    Set<String> told() {
        return told;
    }
}
