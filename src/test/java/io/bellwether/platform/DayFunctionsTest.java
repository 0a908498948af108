package io.bellwether.platform;

import static io.bellwether.platform.PlatformDay.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.metric.Measure;
import io.bellwether.metric.Observation;
import io.bellwether.metric.ObservationCodec;
import io.bellwether.state.Codec;
import io.bellwether.state.CodecTypeInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Sums of days and days of consumers on their operators, over stops. */
class DayFunctionsTest {

    private static final int MAX_PARALLELISM = 128;
    private static final PlatformBook BOOK = new PlatformBook(List.of(PlatformDay.shipped("pinduoduo")));
    private static final String INDICATOR = "cn.customer_within_3m";
    private static final LocalDays DAYS = new LocalDays(PlatformDay.SHANGHAI);
    private static final long TODAY = DAYS.day(at("12:00:00"));

    private static Outcome outcome(String consumer, String time, boolean good, long n) {
        long value = good ? n * Indicator.ONE : 0;
        return new Outcome("pinduoduo", INDICATOR, "aurora", consumer, TODAY, at(time), value, n, value, 0);
    }

    private static <T> KeyedOneInputStreamOperatorTestHarness<String, Outcome, T> harness(
            KeyedProcessFunction<String, Outcome, T> function,
            KeySelector<Outcome, String> key,
            Codec<T> codec,
            OperatorSubtaskState saved,
            int parallelism,
            int subtask)
            throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<String, Outcome, T>(
                new KeyedProcessOperator<>(function), key, Types.STRING, MAX_PARALLELISM, parallelism, subtask);
        harness.setup(CodecTypeInfo.of(codec)
                .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
        if (saved != null) {
            harness.initializeState(AbstractStreamOperatorTestHarness.repartitionOperatorState(
                    saved, MAX_PARALLELISM, 1, parallelism, subtask));
        }
        harness.open();
        return harness;
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Outcome, Observation> days(
            PlatformBook book, OperatorSubtaskState saved, int parallelism, int subtask) throws Exception {
        return harness(
                new DayCountFunction(book),
                DayCountFunction::key,
                ObservationCodec.INSTANCE,
                saved,
                parallelism,
                subtask);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Outcome, Outcome> consumers(
            OperatorSubtaskState saved, int parallelism, int subtask) throws Exception {
        return consumers(PlatformHarness.LATENESS, saved, parallelism, subtask);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Outcome, Outcome> consumers(
            long lateness, OperatorSubtaskState saved, int parallelism, int subtask) throws Exception {
        return harness(
                new ConsumerDayFunction(BOOK, lateness),
                ConsumerDayFunction::key,
                OutcomeCodec.INSTANCE,
                saved,
                parallelism,
                subtask);
    }

    private static Map<Measure, Long> levels(List<Observation> observations) {
        Map<Measure, Long> levels = new TreeMap<>();
        observations.forEach(one -> levels.merge(one.measure(), one.value(), Long::sum));
        levels.values().removeIf(level -> level == 0);
        return levels;
    }

    /** A day is a count that moves to whichever subtask has the shop, and its levels end where they have to. */
    @Test
    void daysGoOnElsewhere() throws Exception {
        List<Observation> said = new ArrayList<>();
        OperatorSubtaskState saved;
        try (var before = days(BOOK, null, 1, 0)) {
            before.processElement(new StreamRecord<>(outcome("", "10:00:00", true, 1)));
            before.processElement(new StreamRecord<>(outcome("", "11:00:00", false, 1)));
            saved = before.snapshot(1, 1);
            said.addAll(before.extractOutputValues());
        }
        assertThat(levels(said))
                .containsEntry(Measure.PLATFORM_NUMERATOR, 1_000L)
                .containsEntry(Measure.PLATFORM_DENOMINATOR, 2L)
                .containsEntry(Measure.PLATFORM_TRAILING_DENOMINATOR, 2L)
                .doesNotContainKey(Measure.PLATFORM_USUAL);
        List<Observation> nextDay = new ArrayList<>(said);
        for (int subtask = 0; subtask < 3; subtask++) {
            try (var after = days(BOOK, saved, 3, subtask)) {
                after.processWatermark(new Watermark(DAYS.start(TODAY + 1)));
                nextDay.addAll(after.extractOutputValues());
                after.processWatermark(new Watermark(DAYS.start(TODAY + 40)));
                said.addAll(after.extractOutputValues());
                assertThat(after.numKeyedStateEntries()).isZero();
                assertThat(after.numEventTimeTimers()).isZero();
            }
        }
        assertThat(levels(nextDay))
                .containsEntry(Measure.PLATFORM_USUAL, 2L)
                .containsEntry(Measure.PLATFORM_TRAILING_DENOMINATOR, 2L)
                .doesNotContainKeys(Measure.PLATFORM_NUMERATOR, Measure.PLATFORM_DENOMINATOR);
        assertThat(levels(said)).isEmpty();
    }

    /** Of a platform or an indicator that nobody counts any more nothing stands for ever. */
    @Test
    void levelsEndAtTheMidnightAfterTheirPlatformIsGone() throws Exception {
        List<Observation> said = new ArrayList<>();
        OperatorSubtaskState saved;
        try (var before = days(BOOK, null, 1, 0)) {
            before.processElement(new StreamRecord<>(outcome("", "10:00:00", true, 1)));
            saved = before.snapshot(1, 1);
            said.addAll(before.extractOutputValues());
        }
        PlatformBook other = new PlatformBook(List.of(PlatformDay.shipped("jd")));
        try (var after = days(other, saved, 1, 0)) {
            after.processElement(new StreamRecord<>(outcome("", "11:00:00", true, 1)));
            after.processWatermark(new Watermark(DAYS.start(TODAY + 1)));
            said.addAll(after.extractOutputValues());
            assertThat(levels(said)).isEmpty();
            assertThat(after.numKeyedStateEntries()).isZero();
        }
    }

    /** One bad round spoils a consumer's day, before and after a stop; a day is kept until nothing late can change it. */
    @Test
    void daysOfConsumersGoOnElsewhere() throws Exception {
        List<Outcome> said = new ArrayList<>();
        OperatorSubtaskState saved;
        try (var before = consumers(null, 1, 0)) {
            before.processElement(new StreamRecord<>(outcome("ann", "10:00:00", true, 1)));
            before.processElement(new StreamRecord<>(outcome("bob", "10:00:00", true, 1)));
            saved = before.snapshot(1, 1);
            said.addAll(before.extractOutputValues());
        }
        assertThat(said).hasSize(2).allMatch(one -> one.numerator() == 1_000 && one.denominator() == 1);
        said.clear();
        try (var after = consumers(saved, 1, 0)) {
            after.processElement(new StreamRecord<>(outcome("ann", "11:00:00", false, 1)));
            after.processElement(new StreamRecord<>(outcome("bob", "11:00:00", true, 1)));
            said.addAll(after.extractOutputValues());
            assertThat(said).singleElement().matches(one -> one.numerator() == -1_000 && one.denominator() == 0);
            // the bad round is taken back
            after.processElement(new StreamRecord<>(outcome("ann", "11:00:00", false, -1)));
            assertThat(after.extractOutputValues())
                    .last()
                    .matches(one -> one.numerator() == 1_000 && one.denominator() == 0);
            after.processWatermark(new Watermark(DAYS.end(TODAY) + PlatformHarness.LATENESS));
            assertThat(after.numKeyedStateEntries()).isEqualTo(2);
            after.processWatermark(new Watermark(DAYS.end(TODAY) + PlatformHarness.LATENESS + 3_600_000));
            assertThat(after.numKeyedStateEntries()).isZero();
            assertThat(after.numEventTimeTimers()).isZero();
        }
    }

    /** Who may be later than before a restart keeps days for longer, and not for ever. */
    @Test
    void daysOfConsumersAreLetGoOfAlsoByAnotherLateness() throws Exception {
        OperatorSubtaskState saved;
        try (var before = consumers(null, 1, 0)) {
            before.processElement(new StreamRecord<>(outcome("ann", "10:00:00", true, 1)));
            saved = before.snapshot(1, 1);
        }
        long lateness = 10 * PlatformHarness.LATENESS;
        try (var after = consumers(lateness, saved, 1, 0)) {
            after.processWatermark(new Watermark(DAYS.end(TODAY) + lateness));
            assertThat(after.numKeyedStateEntries()).isEqualTo(1);
            after.processWatermark(new Watermark(DAYS.end(TODAY) + lateness + 3_600_000));
            assertThat(after.numKeyedStateEntries()).isZero();
            assertThat(after.numEventTimeTimers()).isZero();
        }
    }
}
