package io.bellwether.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.metric.ValueAdmission.Waiting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ValueAdmissionTest {

    private static final long PANE = 10_000;
    private static final ValueLimits LIMITS = new ValueLimits(3, 5);

    @Test
    void admitsInTheOrderOfPanesThenOfNames() {
        ValueAdmission admission = new ValueAdmission(LIMITS, PANE);
        assertThat(counted(admission, List.of(queue(2, "a"), queue(1, "d"), queue(1, "c"), queue(2, "b"))))
                .containsExactlyInAnyOrder("2 other", "1 d", "1 c", "2 a");
        assertThat(counted(admission, List.of(queue(3, "b"), queue(3, "c")))).containsExactly("3 other", "3 c");
    }

    @Test
    void tellsHowManyValuesAreOther() {
        ValueAdmission admission = new ValueAdmission(LIMITS, PANE);
        List<RollupWindow> out = new ArrayList<>();
        List<Waiting> six = new ArrayList<>();
        for (String value : List.of("a", "b", "c", "d", "e", "e")) {
            six.add(queue(7, value));
        }
        admission.decide(six, out::add);
        RollupWindow told = out.get(6);
        assertThat(told.key().measurement()).isEqualTo(Measurement.PIPELINE);
        assertThat(told.key().tags()).containsExactly(Series.NONE, "queue");
        assertThat(told.start()).isEqualTo(7 * PANE);
        assertThat(told.window().count(Measure.PIPELINE_OTHER_VALUES)).isEqualTo(2);
    }

    @Test
    void whatSaysNothingTakesNoPlace() {
        ValueAdmission admission = new ValueAdmission(LIMITS, PANE);
        assertThat(admission.admits(key("queue", Series.NONE))).isTrue();
        assertThat(admission.admits(key("queue", ValueLimits.OTHER))).isTrue();
        assertThat(admission.admits(new CellKey(Measurement.QUEUE, List.of(), List.of(), List.of())))
                .isTrue();
        assertThat(admission.admits(key("queue", "a"))).isFalse();
    }

    @Test
    void dimensionsHaveLimitsOfTheirOwn() {
        ValueAdmission admission = new ValueAdmission(LIMITS, PANE);
        List<Waiting> both = new ArrayList<>();
        for (String value : List.of("a", "b", "c", "d", "e", "f")) {
            both.add(new Waiting(PANE - 1, window(key("agent", value), 0)));
            both.add(queue(0, value));
        }
        assertThat(counted(admission, both))
                .containsExactlyInAnyOrder(
                        "0 a", "0 b", "0 c", "0 d", "0 e", "0 other", "0 a", "0 b", "0 c", "0 other", "0 other",
                        "0 other");
    }

    /** Otherwise cases that are open under other would be taken off a series that never had them. */
    @Test
    void aFullDimensionStaysClosedWhenItsLimitIsRaised() {
        ValueAdmission before = new ValueAdmission(LIMITS, PANE);
        counted(before, List.of(queue(0, "a"), queue(0, "b"), queue(0, "c"), queue(0, "d")));
        ValueAdmission after = new ValueAdmission(new ValueLimits(100, 100), PANE);
        before.toLines().forEach(after::restore);
        assertThat(counted(after, List.of(queue(1, "d"), queue(1, "c"), queue(1, "e"))))
                .containsExactly("1 other", "1 c", "1 other");

        ValueAdmission notYetFull = new ValueAdmission(LIMITS, PANE);
        counted(notYetFull, List.of(queue(0, "a"), queue(0, "b"), queue(0, "c")));
        ValueAdmission raised = new ValueAdmission(new ValueLimits(100, 100), PANE);
        notYetFull.toLines().forEach(raised::restore);
        assertThat(counted(raised, List.of(queue(1, "d")))).containsExactly("1 d");
    }

    /** However the panes are cut into turns, whatever the order within a turn, and over restarts. */
    @Test
    void theOutcomeDependsOnTheInputAlone() {
        Random random = new Random(11);
        for (int round = 0; round < 200; round++) {
            List<List<Waiting>> panes = panes(random);
            Set<String> whole = new HashSet<>(counted(
                    new ValueAdmission(LIMITS, PANE),
                    panes.stream().flatMap(List::stream).toList()));
            ValueAdmission admission = new ValueAdmission(LIMITS, PANE);
            Set<String> stepwise = new HashSet<>();
            List<Waiting> turn = new ArrayList<>();
            for (List<Waiting> pane : panes) {
                turn.addAll(pane);
                if (random.nextBoolean()) {
                    Collections.shuffle(turn, random);
                    stepwise.addAll(counted(admission, turn));
                    turn.clear();
                    ValueAdmission restarted = new ValueAdmission(LIMITS, PANE);
                    admission.toLines().forEach(restarted::restore);
                    admission = restarted;
                }
            }
            stepwise.addAll(counted(admission, turn));
            assertThat(stepwise).isEqualTo(whole);
            Map<String, Set<String>> names = new HashMap<>();
            whole.forEach(one ->
                    names.computeIfAbsent("queue", none -> new HashSet<>()).add(one.substring(one.indexOf(' '))));
            assertThat(names.get("queue")).hasSizeLessThanOrEqualTo(LIMITS.perDimension() + 1);
        }
    }

    private static List<List<Waiting>> panes(Random random) {
        List<List<Waiting>> panes = new ArrayList<>();
        for (int pane = 0; pane < 6; pane++) {
            List<Waiting> ofPane = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                ofPane.add(queue(pane, Character.toString('a' + random.nextInt(8))));
            }
            panes.add(ofPane);
        }
        return panes;
    }

    /** Pane and name of what came out, without what is told about it. */
    private static List<String> counted(ValueAdmission admission, List<Waiting> waiting) {
        List<String> counted = new ArrayList<>();
        admission.decide(waiting, window -> {
            if (window.key().measurement() != Measurement.PIPELINE) {
                counted.add(window.start() / PANE + " " + window.key().values().get(0));
            }
        });
        return counted;
    }

    private static Waiting queue(long pane, String value) {
        return new Waiting(pane * PANE + PANE - 1, window(key("queue", value), pane * PANE));
    }

    private static CellKey key(String dimension, String value) {
        return new CellKey(Measurement.QUEUE, List.of(dimension), List.of(value), List.of());
    }

    private static RollupWindow window(CellKey key, long start) {
        return new RollupWindow(key, start, new Window());
    }
}
