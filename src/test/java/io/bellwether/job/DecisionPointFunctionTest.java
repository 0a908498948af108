package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.metric.Point;
import io.bellwether.notify.Change;
import io.bellwether.notify.Decision;
import io.bellwether.notify.Transitions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** A row for each decision, and no row in the place of another. */
class DecisionPointFunctionTest {

    private static final long NOW = 1_772_442_000_000L;

    private static Decision decision(String alert, Decision.Kind kind, long at) {
        Change change = Transitions.change(Transitions.firing(alert, "page"));
        return Decision.of(change, "hook", "hook{queue=vip}", kind, "silenced", "s-1", at);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Decision, Point> start(OperatorSubtaskState state)
            throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new DecisionPointFunction()), DecisionPointFunction::key, Types.STRING);
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
        return harness;
    }

    @Test
    void aRowSaysWhoWasToldWhatAndWhy() throws Exception {
        try (var rows = start(null)) {
            rows.processElement(decision("a", Decision.Kind.HELD, NOW), NOW);
            Point row = rows.extractOutputValues().get(0);
            assertThat(row.measurement()).isEqualTo("notifications");
            assertThat(row.time()).isEqualTo(NOW);
            assertThat(row.tags())
                    .isEqualTo(Map.of("decision", "held", "receiver", "hook", "rule", "backlog", "severity", "page"));
            assertThat(row.fields())
                    .containsEntry("alert_id", "a")
                    .containsEntry("reason", "silenced")
                    .containsEntry("by", "s-1")
                    .containsEntry("transition", "firing")
                    .containsEntry("at_ms", NOW)
                    .containsEntry("starts_at", Transitions.START);
        }
    }

    @Test
    void noTwoRowsShareAPointWhateverTheClockDoesAndOverARestart() throws Exception {
        SplittableRandom random = new SplittableRandom(7);
        List<Point> all = new ArrayList<>();
        OperatorSubtaskState state = null;
        for (int run = 0; run < 3; run++) {
            try (var rows = start(state)) {
                for (int i = 0; i < 300; i++) {
                    Decision.Kind kind = Decision.Kind.values()[random.nextInt(3)];
                    rows.processElement(decision("a" + i, kind, NOW - run * 50L + random.nextInt(20)), 0);
                }
                all.addAll(rows.extractOutputValues());
                state = rows.snapshot(run, run);
            }
        }
        assertThat(new HashSet<>(
                        all.stream().map(row -> row.tags() + " " + row.time()).toList()))
                .hasSize(900);
    }
}
