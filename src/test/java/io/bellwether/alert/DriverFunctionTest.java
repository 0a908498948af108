package io.bellwether.alert;

import static io.bellwether.rule.Rules.MINUTE;
import static io.bellwether.rule.Rules.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.metric.Cell;
import io.bellwether.metric.CellKey;
import io.bellwether.metric.LevelValue;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Measurement;
import io.bellwether.rule.RuleFileException;
import io.bellwether.rule.RuleSet;
import io.bellwether.rule.Rules;
import io.bellwether.state.CodecTypeInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DriverFunctionTest {

    private static final long HOUR = 60 * MINUTE;
    private static final long START = 1_700_000_000_000L - 1_700_000_000_000L % (24 * HOUR);
    private static final long LATENESS = 2 * MINUTE;

    private static final String LEVEL = """
            rules:
              - {uid: slow, title: T, metric: queue.service_level, by: [queue], window: {size: 5m, every: 1m},
                 severity: page, op: "<", value: 80%, min_samples: 1, drivers: [tier], annotations: {summary: S}}
              - {uid: plain, title: T, metric: queue.offered, by: [queue], window: {size: 5m, every: 1m},
                 severity: page, op: ">", value: 5, annotations: {summary: S}}
            """;

    private static final String OFFERED = """
            rules:
              - {uid: many, title: T, metric: queue.offered, by: [queue], window: {size: 10m, every: 1m},
                 severity: page, op: ">", value: 5, drivers: [tier, topic], annotations: {summary: S}}
            """;

    private static final String WAITING = """
            rules:
              - {uid: wait, title: T, metric: queue.waiting, by: [queue], window: {size: 1m, every: 1m},
                 severity: page, op: ">", value: 5, drivers: [tier], annotations: {summary: S}}
              - {uid: age, title: T, metric: queue.oldest_age_s, by: [queue], window: {size: 1m, every: 1m},
                 severity: page, op: ">", value: 5m, drivers: [tier], annotations: {summary: S}}
            """;

    private static RuleSet rules(String yaml) {
        try {
            return Rules.parse(yaml);
        } catch (RuleFileException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static KeyedTwoInputStreamOperatorTestHarness<String, Transition, DriverPart, Transition> harness(
            String yaml) throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(new DriverFunction(rules(yaml), LATENESS)),
                new DriverPlaceFunction(rules(yaml)),
                DriverPart::place,
                Types.STRING);
    }

    /** The parts that are made of cells, each told at its time. */
    private static List<DriverPart> parts(String yaml, Map<Cell, Long> cells) throws Exception {
        try (var harness =
                new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new DriverPartFunction(rules(yaml))))) {
            harness.setup(CodecTypeInfo.of(DriverPartCodec.INSTANCE)
                    .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
            harness.open();
            for (Map.Entry<Cell, Long> cell : cells.entrySet()) {
                harness.processElement(cell.getKey(), cell.getValue());
            }
            return List.copyOf(harness.extractOutputValues());
        }
    }

    private static List<DriverPart> parts(String yaml, Cell... cells) throws Exception {
        Map<Cell, Long> told = new LinkedHashMap<>();
        for (Cell cell : cells) {
            told.put(cell, cell.end() - 1);
        }
        return parts(yaml, told);
    }

    private static CellKey tier(String tier) {
        return new CellKey(Measurement.QUEUE, List.of("queue", "tier"), List.of("vip", tier), List.of());
    }

    private static Cell served(String tier, long start, long answered, long good) {
        return new Cell(
                tier(tier),
                start,
                start + 10 * SECOND,
                Map.of(Measure.QUEUE_ANSWERED, answered, Measure.QUEUE_ANSWERED_IN_THRESHOLD, good),
                Map.of(),
                Map.of());
    }

    private static Cell offered(String tier, long start, long length, long count) {
        return new Cell(tier(tier), start, start + length, Map.of(Measure.QUEUE_OFFERED, count), Map.of(), Map.of());
    }

    private static Cell topic(String topic, long start, long length, long count) {
        CellKey key = new CellKey(Measurement.TOPICS, List.of("queue"), List.of("vip"), List.of(topic));
        return new Cell(key, start, start + length, Map.of(Measure.TOPICS_MESSAGES, count), Map.of(), Map.of());
    }

    private static Cell waiting(String tier, long start, long count, long since) {
        Map<Measure, LevelValue> levels = new HashMap<>();
        if (count > 0) {
            levels.put(Measure.QUEUE_WAITING, new LevelValue(count, count, count * 10 * SECOND, since));
        }
        return new Cell(tier(tier), start, start + 10 * SECOND, Map.of(), Map.of(), levels);
    }

    private static Transition firing(String uid, double value, double threshold, long samples, long at) {
        return new Transition(
                "alert-" + uid,
                uid,
                "v",
                1,
                Transition.Kind.FIRING,
                "crossed",
                "page",
                "",
                value,
                threshold,
                Double.NaN,
                samples,
                at,
                at,
                "T",
                "S",
                Map.of("queue", "vip"),
                "",
                "",
                "",
                "",
                false,
                List.of());
    }

    private static Transition resolved(String uid, long at) {
        Transition t = firing(uid, 1, 1, 1, at);
        return new Transition(
                t.alertId(),
                uid,
                "v",
                2,
                Transition.Kind.RESOLVED,
                "recovered",
                "page",
                "page",
                1,
                1,
                Double.NaN,
                1,
                at - MINUTE,
                at,
                "T",
                "S",
                t.labels(),
                "",
                "",
                "",
                "",
                false,
                List.of());
    }

    private static void both(
            KeyedTwoInputStreamOperatorTestHarness<String, Transition, DriverPart, Transition> harness, long time)
            throws Exception {
        harness.processBothWatermarks(new Watermark(time));
    }

    private static List<String> told(
            KeyedTwoInputStreamOperatorTestHarness<String, Transition, DriverPart, Transition> harness) {
        return harness.extractOutputValues().stream()
                .map(t -> t.uid() + " " + t.kind() + " " + Driver.inWords(t.drivers()))
                .toList();
    }

    @Test
    void waitsForThePartsAndNamesTheWorst() throws Exception {
        try (var harness = harness(LEVEL)) {
            harness.open();
            harness.processElement1(firing("slow", 0.6, 0.8, 50, START + 5 * MINUTE), START);
            harness.processElement1(firing("plain", 9, 5, 9, START + 5 * MINUTE), START);
            assertThat(told(harness)).isEmpty();
            for (DriverPart part : parts(
                    LEVEL,
                    served("gold", START, 20, 3),
                    served("std", START + MINUTE, 20, 18),
                    served("none", START + 2 * MINUTE, 10, 9),
                    served("std", START + 5 * MINUTE, 100, 0))) {
                harness.processElement2(part, part.toldAt());
            }
            both(harness, START + 5 * MINUTE);

            assertThat(told(harness)).containsExactly("plain FIRING ", "slow FIRING tier=gold 100 %");
            assertThat(harness.extractOutputValues().get(1).drivers())
                    .containsExactly(new Driver("tier", "gold", 1, 0.4, 0.15));
        }
    }

    @Test
    void whoNeedNotWaitDoesNot() throws Exception {
        try (var harness = harness(LEVEL)) {
            harness.open();
            harness.processElement1(firing("plain", 9, 5, 9, START + 5 * MINUTE), START);
            harness.processElement1(resolved("slow", START + 5 * MINUTE), START);
            harness.processElement1(resolved("gone", START + 5 * MINUTE), START);

            assertThat(told(harness)).containsExactly("plain FIRING ", "slow RESOLVED ", "gone RESOLVED ");
            assertThat(harness.numKeyedStateEntries()).isZero();
            assertThat(harness.numEventTimeTimers()).isZero();
        }
    }

    @Test
    void noChangeOvertakesAnEarlierOne() throws Exception {
        try (var harness = harness(LEVEL)) {
            harness.open();
            harness.processElement1(firing("slow", 0.6, 0.8, 50, START + 5 * MINUTE), START);
            harness.processElement1(resolved("slow", START + 6 * MINUTE), START);
            both(harness, START + 7 * MINUTE);

            assertThat(told(harness)).containsExactly("slow FIRING ", "slow RESOLVED ");
        }
    }

    /** As in the first window after the breakdown was asked for. */
    @Test
    void saysNothingOfABreakdownInWhichSomethingIsMissing() throws Exception {
        try (var harness = harness(LEVEL)) {
            harness.open();
            harness.processElement1(firing("slow", 0.6, 0.8, 51, START + 5 * MINUTE), START);
            harness.processElement1(firing("slow", 0.5, 0.8, 40, START + 4 * MINUTE), START);
            for (DriverPart part :
                    parts(LEVEL, served("gold", START + MINUTE, 20, 3), served("std", START + 2 * MINUTE, 20, 18))) {
                harness.processElement2(part, part.toldAt());
            }
            both(harness, START + 5 * MINUTE);

            assertThat(told(harness)).containsExactly("slow FIRING ", "slow FIRING ");
        }
    }

    @Test
    void countsAndTopicsAreHeldAgainstTheDayBefore() throws Exception {
        try (var harness = harness(OFFERED)) {
            harness.open();
            long now = START;
            for (; now < START + 30 * HOUR; now += 10 * MINUTE) {
                for (DriverPart part : parts(
                        OFFERED,
                        offered("gold", now, 10 * SECOND, 1),
                        offered("std", now, 10 * SECOND, 9),
                        topic("refund", now, 10 * SECOND, 2),
                        topic("delivery", now, 10 * SECOND, 8))) {
                    harness.processElement2(part, part.toldAt());
                }
                both(harness, now + 10 * MINUTE - 1);
            }
            for (DriverPart part : parts(
                    OFFERED,
                    offered("gold", now, 10 * SECOND, 21),
                    offered("std", now, 10 * SECOND, 14),
                    topic("refund", now, 10 * SECOND, 30),
                    topic("delivery", now, 10 * SECOND, 10))) {
                harness.processElement2(part, part.toldAt());
            }
            harness.processElement1(firing("many", 35, 5, 35, now + 10 * MINUTE), now);
            both(harness, now + 10 * MINUTE);

            assertThat(harness.extractOutputValues().get(0).drivers())
                    .containsExactly(
                            new Driver("tier", "gold", 0.8, 0.1, 21), new Driver("topic", "refund", 0.75, 0.2, 30));
            both(harness, now + 40 * HOUR);
            both(harness, now + 41 * HOUR);
            assertThat(harness.numKeyedStateEntries()).isZero();
            assertThat(harness.numEventTimeTimers()).isZero();
        }
    }

    @Test
    void ofLevelsThoseWhoAreThereCountAndOfAgesWhoHasIt() throws Exception {
        try (var harness = harness(WAITING)) {
            harness.open();
            for (DriverPart part : parts(
                    WAITING,
                    waiting("gold", START, 8, START - 10 * MINUTE),
                    waiting("std", START, 2, START - 20 * MINUTE),
                    waiting("basic", START, 2, START - MINUTE))) {
                harness.processElement2(part, part.toldAt());
            }
            harness.processElement1(firing("wait", 12, 5, 12, START + MINUTE), START);
            harness.processElement1(firing("age", 1_260, 300, 12, START + MINUTE), START);
            both(harness, START + MINUTE);

            assertThat(told(harness)).containsExactly("age FIRING tier=std", "wait FIRING tier=gold 67 %");
            both(harness, START + 1_000 * HOUR);
            assertThat(harness.numEventTimeTimers())
                    .as("who waits still counts")
                    .isEqualTo(1);
            for (DriverPart part : parts(
                    WAITING,
                    waiting("gold", START + 1_000 * HOUR, 0, 0),
                    waiting("std", START + 1_000 * HOUR, 0, 0),
                    waiting("basic", START + 1_000 * HOUR, 0, 0))) {
                harness.processElement2(part, part.toldAt());
            }
            both(harness, START + 1_001 * HOUR);
            assertThat(harness.numKeyedStateEntries()).isZero();
        }
    }

    /** What happens in a run: a part or an alert comes. */
    private record Input(long arrives, DriverPart part, Transition transition) {}

    /** Panes of three tiers over an hour with corrections, an alert at each minute, and what must drive it. */
    private static final class Day {
        private final List<DriverPart> parts = new ArrayList<>();
        private final List<Transition> alerts = new ArrayList<>();
        private final List<String> expected = new ArrayList<>();

        Day(Random random) throws Exception {
            Map<Cell, Long> told = new LinkedHashMap<>();
            for (long start = START; start < START + HOUR; start += 10 * SECOND) {
                for (String tier : List.of("gold", "std", "basic")) {
                    if (random.nextInt(3) > 0) {
                        told.put(cell(tier, start, random), start + 10 * SECOND - 1);
                    }
                    if (random.nextInt(6) == 0) {
                        told.put(cell(tier, start, random), start + random.nextLong(10 * SECOND, LATENESS));
                    }
                }
            }
            parts.addAll(DriverFunctionTest.parts(LEVEL, told).stream()
                    .sorted(Comparator.comparingLong(DriverPart::toldAt))
                    .toList());
            for (long at = START + 5 * MINUTE; at <= START + HOUR; at += MINUTE) {
                alert(at);
            }
        }

        private static Cell cell(String tier, long start, Random random) {
            long answered = random.nextLong(1, 8);
            return served(tier, start, answered, random.nextLong(0, answered + 1));
        }

        private void alert(long at) {
            Map<String, TreeMap<Long, Cell>> known = new TreeMap<>();
            for (DriverPart part : parts) {
                if (part.toldAt() <= at
                        && part.cell().start() >= at - 5 * MINUTE
                        && part.cell().end() <= at) {
                    known.computeIfAbsent(part.cell().key().values().get(1), tier -> new TreeMap<>())
                            .put(part.cell().start(), part.cell());
                }
            }
            long answered = 0;
            long good = 0;
            Map<String, long[]> byTier = new TreeMap<>();
            for (Map.Entry<String, TreeMap<Long, Cell>> tier : known.entrySet()) {
                long[] both = new long[2];
                for (Cell cell : tier.getValue().values()) {
                    both[0] += cell.count(Measure.QUEUE_ANSWERED);
                    both[1] += cell.count(Measure.QUEUE_ANSWERED_IN_THRESHOLD);
                }
                byTier.put(tier.getKey(), both);
                answered += both[0];
                good += both[1];
            }
            alerts.add(firing("slow", (double) good / answered, 0.8, answered, at));
            expected.add(expected(byTier, answered));
        }

        private static String expected(Map<String, long[]> byTier, long answered) {
            double bad = 0;
            for (long[] both : byTier.values()) {
                bad += Math.max(0, 0.8 * both[0] - both[1]);
            }
            TreeMap<Double, String> best = new TreeMap<>();
            for (Map.Entry<String, long[]> tier : byTier.entrySet()) {
                long[] both = tier.getValue();
                double share = (0.8 * both[0] - both[1]) / bad;
                if (share >= 0.1 && share >= (double) both[0] / answered + 0.05) {
                    best.put(-share, "tier=" + tier.getKey() + " " + Math.round(share * 100) + " %");
                }
            }
            return "slow FIRING " + String.join(", ", best.values());
        }

        /** In the order of time. */
        List<Input> inputs() {
            List<Input> inputs = new ArrayList<>();
            parts.forEach(part -> inputs.add(new Input(part.toldAt(), part, null)));
            alerts.forEach(alert -> inputs.add(new Input(alert.at(), null, alert)));
            inputs.sort(Comparator.comparingLong(Input::arrives));
            return inputs;
        }

        /** As they come where some senders are up to three minutes ahead; each series in its order. */
        List<Input> shuffled(Random random) {
            Map<CellKey, Long> last = new HashMap<>();
            List<Input> inputs = new ArrayList<>();
            for (Input input : inputs()) {
                long arrives = input.arrives() - random.nextLong(3 * MINUTE);
                if (input.part() != null) {
                    CellKey key = input.part().cell().key();
                    arrives = Math.max(arrives, last.getOrDefault(key, Long.MIN_VALUE));
                    last.put(key, arrives);
                }
                inputs.add(new Input(arrives, input.part(), input.transition()));
            }
            inputs.sort(Comparator.comparingLong(Input::arrives));
            return inputs;
        }
    }

    private static List<String> run(List<Input> inputs, Random restores) throws Exception {
        List<String> all = new ArrayList<>();
        var harness = harness(LEVEL);
        harness.open();
        for (Input input : inputs) {
            // what arrives at a time comes before the time is over
            both(harness, Math.floorDiv(input.arrives() - 1, 10 * SECOND) * 10 * SECOND - 1);
            if (restores != null && restores.nextInt(40) == 0) {
                OperatorSubtaskState state = harness.snapshot(1, 1);
                all.addAll(told(harness));
                harness.close();
                harness = harness(LEVEL);
                harness.initializeState(state);
                harness.open();
            }
            if (input.part() != null) {
                harness.processElement2(input.part(), input.part().toldAt());
            } else {
                harness.processElement1(input.transition(), input.arrives());
            }
        }
        both(harness, START + 2 * HOUR);
        all.addAll(told(harness));
        harness.close();
        return all;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void saysTheSameInAnyOrderAndOverRestores(long seed) throws Exception {
        Random random = new Random(seed);
        Day day = new Day(random);

        assertThat(run(day.inputs(), null)).isEqualTo(day.expected);
        assertThat(run(day.shuffled(random), null)).isEqualTo(day.expected);
        assertThat(run(day.shuffled(random), random)).isEqualTo(day.expected);
        assertThat(Stream.of(day.expected).filter(line -> line.toString().contains("%")))
                .as("some are driven")
                .isNotEmpty();
    }
}
