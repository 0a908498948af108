package io.bellwether.queue;

import static io.bellwether.queue.ServiceFormula.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.metric.Cell;
import io.bellwether.metric.CellKey;
import io.bellwether.metric.IntervalMetrics;
import io.bellwether.metric.LevelValue;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Measurement;
import io.bellwether.metric.QueueMetrics;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vector that tells the formulas apart: 1,000 answered, 860 of them within 20 s; 60 abandoned, 20 within 20 s, 10 within 5 s. */
class ServiceFormulaTest {

    private static final long SECOND = 1_000;

    private final Map<Measure, Long> counts = new EnumMap<>(Measure.class);

    private final ContactListener listener = new ContactListener() {
        @Override
        public String channel() {
            return null;
        }

        @Override
        public void count(Measure measure, long time, long n) {
            counts.merge(measure, n, Long::sum);
        }

        @Override
        public void timing(Measure measure, long time, long millis, int weight) {}

        @Override
        public void level(Measure measure, long time, long delta, long since) {}

        @Override
        public void onContact(SourceId agent, long time, int delta, long since) {}
    };

    private void contacts(ServiceFormula formula, int n, EventType left, long waitSeconds) {
        QueueFold fold = new QueueFold(new ServiceLevel(new ServiceLimits(20 * SECOND, 5 * SECOND, formula), Map.of()));
        for (int i = 0; i < n; i++) {
            Contact contact = step(fold, null, EventType.CHAT_QUEUED, 0);
            step(fold, contact, left, waitSeconds * SECOND);
        }
    }

    private Contact step(QueueFold fold, Contact contact, EventType type, long time) {
        ServiceEvent event =
                ServiceEvent.of(type, "e", time, "test").caseId("c").build();
        Turn turn = Contacts.turn(contact, event, null, false);
        fold.leave(turn, time, listener);
        fold.enter(turn, time, listener);
        return turn.after();
    }

    private double percent(Measurement measurement, long waitingTooLong) {
        Map<Measure, Long> own = new EnumMap<>(counts);
        own.keySet().removeIf(measure -> measure.measurement() != measurement);
        Map<Measure, LevelValue> levels = waitingTooLong == 0
                ? Map.of()
                : Map.of(Measure.QUEUE_WAITING_OVER_THRESHOLD, new LevelValue(waitingTooLong, 0, 0, 0));
        Cell cell =
                new Cell(new CellKey(measurement, List.of(), List.of(), List.of()), 0, 10_000, own, Map.of(), levels);
        double value = measurement == Measurement.QUEUE_INTERVAL
                ? IntervalMetrics.SERVICE_LEVEL.value(cell)
                : waitingTooLong == 0
                        ? QueueMetrics.SERVICE_LEVEL.value(cell)
                        : QueueMetrics.SERVICE_LEVEL_PESSIMISTIC.value(cell);
        return Math.round(value * 10_000) / 100.0;
    }

    @ParameterizedTest
    @CsvSource({"F1, 83.02", "F2, 86.00", "F3, 81.13", "F4, 82.69", "F5, 82.08", "F6, 81.90"})
    void isTheOneOfTheVector(ServiceFormula formula, double percent) {
        contacts(formula, 860, EventType.CHAT_ASSIGNED, 20);
        contacts(formula, 140, EventType.CHAT_ASSIGNED, 21);
        contacts(formula, 10, EventType.CHAT_ABANDONED, 5);
        contacts(formula, 10, EventType.CHAT_ABANDONED, 20);
        contacts(formula, 40, EventType.CHAT_ABANDONED, 21);
        assertThat(percent(Measurement.QUEUE, 0)).isEqualTo(percent);
        assertThat(percent(Measurement.QUEUE_INTERVAL, 0)).isEqualTo(percent);
    }

    /** Who asks to be called back has not left in anger: one formula alone asks how soon that was. */
    @ParameterizedTest
    @CsvSource({"F1, 90.00", "F2, 100.00", "F3, 100.00", "F4, 100.00", "F5, 100.00", "F6, 100.00"})
    void aCallbackIsNoAbandonment(ServiceFormula formula, double percent) {
        contacts(formula, 8, EventType.CHAT_ASSIGNED, 20);
        contacts(formula, 1, EventType.CHAT_CALLBACK_REQUESTED, 20);
        contacts(formula, 1, EventType.CHAT_CALLBACK_REQUESTED, 21);
        assertThat(percent(Measurement.QUEUE, 0)).isEqualTo(percent);
        assertThat(percent(Measurement.QUEUE_INTERVAL, 0)).isEqualTo(percent);
    }

    @Test
    void atAStandstillThePessimisticOneFalls() {
        contacts(F6, 9, EventType.CHAT_ASSIGNED, 20);
        assertThat(percent(Measurement.QUEUE, 0)).isEqualTo(100);
        assertThat(percent(Measurement.QUEUE, 1)).isEqualTo(90);
        counts.clear();
        assertThat(percent(Measurement.QUEUE, 0)).as("of nobody").isZero();
        assertThat(percent(Measurement.QUEUE, 3)).isZero();
    }

    @Test
    void aSeriesNamesTheFormulasOfAllThatItAddsUp() {
        ServiceLimits usual = new ServiceLimits(20, 5, F6);
        ServiceLevel level = new ServiceLevel(
                usual,
                Map.of(
                        "vip",
                        new ServiceLevel.OfQueue(
                                new ServiceLimits(20, 5, F1), Map.of("email", new ServiceLimits(60, 5, F3))),
                        "web",
                        new ServiceLevel.OfQueue(usual, Map.of())));
        assertThat(ServiceLevel.DEFAULT.formulas(null, null)).isEqualTo("F6");
        assertThat(level.formulas(null, null)).isEqualTo("F1,F3,F6");
        assertThat(level.formulas(null, "email")).isEqualTo("F3,F6");
        assertThat(level.formulas(null, "chat")).isEqualTo("F1,F6");
        assertThat(level.formulas("vip", null)).isEqualTo("F1,F3");
        assertThat(level.formulas("vip", "email")).isEqualTo("F3");
        assertThat(level.formulas("vip", "none")).isEqualTo("F1");
        assertThat(level.formulas("web", null)).isEqualTo("F6");
        assertThat(level.formulas("billing", null)).isEqualTo("F6");
    }
}
