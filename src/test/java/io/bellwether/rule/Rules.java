package io.bellwether.rule;

import io.bellwether.metric.Cell;
import io.bellwether.metric.CellKey;
import io.bellwether.metric.LevelValue;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Measurement;
import io.bellwether.metric.Sketch;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Words for tests of rules. */
public final class Rules {

    public static final long SECOND = 1_000;
    public static final long MINUTE = 60_000;
    public static final CellKey VIP = new CellKey(Measurement.QUEUE, List.of("queue"), List.of("vip"), List.of());

    private Rules() {}

    public static Rule.About about(String uid) {
        return new Rule.About(
                uid,
                "{{labels.queue}} is slow",
                "ops",
                true,
                false,
                0,
                Map.of("team", "cs"),
                "{{value}} against {{threshold}}",
                "",
                "",
                "test.yaml",
                1);
    }

    public static RuleSet parse(String yaml) throws RuleFileException {
        return RuleSet.of(Map.of("test.yaml", yaml), Map.of());
    }

    /** A pane in which contacts came, {@code waiting} of them wait at its end since {@code since}. */
    public static Cell pane(long start, long offered, long waiting, long since) {
        Map<Measure, LevelValue> levels = new EnumMap<>(Measure.class);
        if (waiting > 0) {
            levels.put(Measure.QUEUE_WAITING, new LevelValue(waiting, waiting, waiting * 10_000, since));
        }
        return new Cell(VIP, start, start + 10_000, Map.of(Measure.QUEUE_OFFERED, offered), Map.of(), levels);
    }

    /** A pane in which {@code answered} contacts were taken, {@code good} of them in time. */
    public static Cell served(long start, long answered, long good) {
        Sketch waits = new Sketch();
        for (long i = 0; i < answered; i++) {
            waits.add(20_000, 1);
        }
        return new Cell(
                VIP,
                start,
                start + 10_000,
                Map.of(Measure.QUEUE_ANSWERED, answered, Measure.QUEUE_ANSWERED_IN_THRESHOLD, good),
                Map.of(Measure.QUEUE_WAIT, waits),
                Map.of());
    }
}
