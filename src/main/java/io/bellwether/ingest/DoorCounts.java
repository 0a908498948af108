package io.bellwether.ingest;

import io.bellwether.metric.Measure;
import io.bellwether.metric.Measurement;
import io.bellwether.metric.Observation;
import io.bellwether.metric.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Counts of records by topic. What comes with every event is held in a number as long as it falls into one pane, and is told
 * when it does not, or on {@link #flush}; the sums of each pane are those of counting one by one. All else is told at once.
 */
final class DoorCounts {

    /** Lag is observed at most once in this time per topic, heartbeats aside; wall clock, ms. */
    private static final long LAG_EVERY_MILLIS = 1_000;

    private final long paneMillis;
    private final Consumer<Observation> out;
    private final Map<String, Topic> byName = new HashMap<>();
    private final List<Held> held = new ArrayList<>();
    /** Rejections of a history before any of its events. */
    private final Map<Series, Long> untimed = new LinkedHashMap<>();

    /** The topic of the last record, which is nearly always that of the next. */
    private Topic last;

    /**
     * @param paneMillis length of a pane, ms
     * @param out who is told
     */
    DoorCounts(long paneMillis, Consumer<Observation> out) {
        this.paneMillis = paneMillis;
        this.out = out;
        last = topic("");
    }

    /** An event was taken in, to be counted at a time. */
    void event(String topic, long time) {
        topic(topic).events.add(time);
    }

    /** A message could not be scored. */
    void unscored(String topic, long time) {
        topic(topic).unscored.add(time);
    }

    /** A record was rejected. */
    void rejected(String topic, String reason, long time) {
        out.accept(new Observation(Measure.PIPELINE_REJECTED, topic(topic).of(reason), time, 1, 0, 1));
    }

    /** A record was rejected before there was any time. */
    void rejectedBeforeTime(String topic, String reason) {
        untimed.merge(topic(topic).of(reason), 1L, Long::sum);
    }

    /** There is a time, at which rejections are counted that had none. */
    void isTime(long time) {
        if (!untimed.isEmpty()) {
            untimed.forEach((of, n) -> out.accept(new Observation(Measure.PIPELINE_REJECTED, of, time, n, 0, 1)));
            untimed.clear();
        }
    }

    /** Records were gone before they could be read. */
    void gone(String topic, long time, long records) {
        out.accept(new Observation(Measure.PIPELINE_GONE, topic(topic).plain, time, records, 0, 1));
    }

    /** What was written at a time is here now. */
    void lag(String topic, long time, long now) {
        out.accept(new Observation(Measure.PIPELINE_LAG, topic(topic).plain, time, Math.max(0, now - time), 0, 1));
    }

    /** Whether the lag of a topic's records is to be observed again; then not for a while. */
    boolean isLagDue(String name, long now) {
        Topic topic = topic(name);
        boolean due = now >= topic.lagDue;
        if (due) {
            topic.lagDue = now + LAG_EVERY_MILLIS;
        }
        return due;
    }

    /** Tells all that is held. */
    void flush() {
        for (int i = 0; i < held.size(); i++) {
            held.get(i).flush();
        }
    }

    private Topic topic(String name) {
        if (last == null || !last.name.equals(name)) {
            last = byName.computeIfAbsent(name, Topic::new);
        }
        return last;
    }

    private final class Topic {
        private final String name;
        private final Series plain;
        private final Held events;
        private final Held unscored;
        private final Map<String, Series> ofReasons = new HashMap<>();
        private long lagDue = Long.MIN_VALUE;

        Topic(String name) {
            this.name = name;
            plain = made(Series.NONE);
            events = new Held(Measure.PIPELINE_EVENTS, plain);
            unscored = new Held(Measure.PIPELINE_UNSCORED, plain);
            held.add(events);
            held.add(unscored);
        }

        Series of(String reason) {
            return ofReasons.computeIfAbsent(reason, this::made);
        }

        private Series made(String reason) {
            return new Series(Measurement.PIPELINE, List.of(), List.of(name, reason));
        }
    }

    /** A count of one pane. */
    private final class Held {
        private final Measure measure;
        private final Series series;
        private long pane;
        private long count;

        Held(Measure measure, Series series) {
            this.measure = measure;
            this.series = series;
        }

        void add(long time) {
            if (count > 0 && (time < pane || time - pane >= paneMillis)) {
                flush();
            }
            if (count == 0) {
                pane = Math.floorDiv(time, paneMillis) * paneMillis;
            }
            count++;
        }

        void flush() {
            if (count > 0) {
                out.accept(new Observation(measure, series, pane, count, 0, 1));
                count = 0;
            }
        }
    }
}
